package io.prefixwatch.monitor.engine;

import io.prefixwatch.bgp.attribute.PathAttributes;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.detect.Evidence;
import io.prefixwatch.monitor.detect.HeldRoute;
import io.prefixwatch.monitor.detect.Kind;
import io.prefixwatch.monitor.detect.Weights;
import io.prefixwatch.monitor.incident.CloseReason;
import io.prefixwatch.monitor.incident.IncidentBook;
import io.prefixwatch.monitor.incident.IncidentKey;
import io.prefixwatch.monitor.incident.Problem;
import io.prefixwatch.monitor.incident.Sighting;
import io.prefixwatch.monitor.registry.Partner;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.timer.TimerQueue;
import io.prefixwatch.monitor.timer.TimerQueue.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Incidents of registered prefixes on which the sessions of one partner disagree: origin, path
 * length, communities or MED. They are given time to settle. Owned by the engine.
 */
final class ConsistencyWatch {

  /** A change reaches the sessions of a partner one after the other; so long they may differ. */
  private static final Duration SETTLE = Duration.ofSeconds(30);

  private final IncidentBook book;
  private final TimerQueue timers;
  private final Map<Prefix, Timer> settling = new HashMap<>();

  ConsistencyWatch(IncidentBook book, TimerQueue timers) {
    this.book = book;
    this.timers = timers;
  }

  /** A route of the prefix, or what is asked of it, has changed. */
  void reassess(WatchedPrefix watched, Instant now) {
    RegisteredPrefix registered = watched.registered;
    IncidentKey key = key(registered.prefix());
    if (!registered.rules().contract().consistent()) {
      retire(registered.prefix(), now);
      return;
    }
    List<HeldRoute> routes = routes(watched);
    String difference = difference(routes);
    if (difference == null) {
      cancel(registered.prefix());
      book.clear(key, CloseReason.RESTORED, now, now);
    } else if (book.openId(key) != null) {
      raise(watched, routes, difference, now);
    } else if (!settling.containsKey(registered.prefix())) {
      settling.put(
          registered.prefix(), timers.schedule(now.plus(SETTLE), due -> settled(watched, due)));
    }
  }

  private void settled(WatchedPrefix watched, Instant now) {
    settling.remove(watched.registered.prefix());
    List<HeldRoute> routes = routes(watched);
    String difference = difference(routes);
    if (difference != null) {
      raise(watched, routes, difference, now);
    }
  }

  /** The prefix is not registered any more, or nobody asks for agreement. */
  void retire(Prefix prefix, Instant now) {
    cancel(prefix);
    book.closeNow(key(prefix), CloseReason.RECONFIGURED, now);
  }

  private void cancel(Prefix prefix) {
    Timer timer = settling.remove(prefix);
    if (timer != null) {
      timer.cancel();
    }
  }

  private static IncidentKey key(Prefix prefix) {
    return IncidentKey.of(Kind.CONTRACT_INCONSISTENT, prefix);
  }

  private static List<HeldRoute> routes(WatchedPrefix watched) {
    Partner partner = watched.registered.registration().partner();
    return watched.exactRoutes.stream()
        .filter(one -> one.verdicts.allowsHolding())
        .map(one -> one.route)
        .filter(route -> isPartners(route.session(), partner))
        .toList();
  }

  private static boolean isPartners(Session session, @Nullable Partner partner) {
    return session.isPni() && partner != null && session.belongsTo(partner);
  }

  /** What they disagree on, null if on nothing. */
  private static @Nullable String difference(List<HeldRoute> routes) {
    if (differ(routes, route -> route.origin().members())) {
      return "origin";
    }
    if (differ(routes, route -> route.attributes().asPath().length())) {
      return "path length";
    }
    if (differ(routes, route -> communities(route.attributes()))) {
      return "communities";
    }
    return differ(routes, route -> String.valueOf(route.attributes().med())) ? "MED" : null;
  }

  private static List<Object> communities(PathAttributes attributes) {
    return List.of(attributes.communities(), attributes.largeCommunities());
  }

  private static boolean differ(List<HeldRoute> routes, Function<HeldRoute, Object> property) {
    return routes.stream().map(property).distinct().count() > 1;
  }

  private void raise(
      WatchedPrefix watched, List<HeldRoute> routes, String difference, Instant now) {
    RegisteredPrefix registered = watched.registered;
    HeldRoute shown = routes.get(0);
    HeldRoute other = routes.get(routes.size() - 1);
    String name = registered.registration().customer() + " " + registered.prefix();
    Problem problem =
        Problem.ofRegistered(
            Kind.CONTRACT_INCONSISTENT.severity(),
            registered,
            registered.registration().id() + " " + registered.prefix() + " contract consistent",
            shown,
            other,
            List.of(
                new Evidence(
                    "visibility",
                    "differs",
                    "the same " + difference,
                    shown.session().id() + " and " + other.session().id() + " differ",
                    null,
                    Weights.OBSERVED_STATE)),
            name + " is announced with different " + difference + " on the partner's sessions",
            "The sessions of one partner should agree; " + difference + " differs for 30 s.");
    List<Sighting> seenOn =
        routes.stream().map(route -> Sighting.of(route.session(), route.since())).toList();
    book.raise(key(registered.prefix()), problem, seenOn, now);
  }
}

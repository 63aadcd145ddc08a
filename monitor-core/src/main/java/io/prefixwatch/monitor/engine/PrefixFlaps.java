package io.prefixwatch.monitor.engine;

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
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.timer.TimerQueue;
import io.prefixwatch.monitor.timer.TimerQueue.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Incidents of registered prefixes that a session announces and withdraws again and again. Changes
 * that come of a session's own loss, or while it is syncing, do not count. Owned by the engine.
 */
final class PrefixFlaps {

  /** More changes than this ... */
  private static final int CHANGES = 5;

  /** ... within this time are flapping. */
  private static final Duration WINDOW = Duration.ofMinutes(10);

  /** A prefix on a session. */
  private record Place(Prefix prefix, String session) {}

  private final IncidentBook book;
  private final TimerQueue timers;

  /** The last changes of a prefix on a session, one more than is allowed: the oldest decides. */
  private final Map<Place, Deque<Instant>> changes = new HashMap<>();

  private final Map<Prefix, Timer> closing = new HashMap<>();

  /** Sessions on which a prefix flaps or flapped, of incidents that are open. */
  private final Map<Prefix, Map<String, Sighting>> flapping = new HashMap<>();

  PrefixFlaps(IncidentBook book, TimerQueue timers) {
    this.book = book;
    this.timers = timers;
  }

  /** A session that is synced began to hold the prefix, or ceased to. */
  void changed(RegisteredPrefix registered, HeldRoute route, Instant now) {
    Session session = route.session();
    Place place = new Place(registered.prefix(), session.id());
    Deque<Instant> last = changes.computeIfAbsent(place, unused -> new ArrayDeque<>());
    last.addLast(now);
    if (last.size() > CHANGES + 1) {
      last.removeFirst();
    }
    Instant over = last.getFirst().plus(WINDOW);
    if (last.size() <= CHANGES || !over.isAfter(now)) {
      return;
    }
    IncidentKey key = key(registered.prefix());
    boolean isNew = book.openId(key) == null || book.isClosing(key);
    if (isNew) {
      flapping.remove(registered.prefix());
    }
    Map<String, Sighting> seenOn =
        flapping.computeIfAbsent(registered.prefix(), unused -> new TreeMap<>());
    boolean elsewhere = seenOn.putIfAbsent(session.id(), Sighting.of(session, now)) == null;
    if (isNew || elsewhere) {
      Problem problem = problem(registered, route, String.join(", ", seenOn.keySet()));
      book.raise(key, problem, List.copyOf(seenOn.values()), now);
    }
    closeNotBefore(over, key, registered.prefix());
  }

  /** Another session may flap for longer. */
  private void closeNotBefore(Instant over, IncidentKey key, Prefix prefix) {
    Timer before = closing.get(prefix);
    if (before == null || before.due().isBefore(over)) {
      closing.put(prefix, timers.schedule(over, due -> over(key, due)));
      if (before != null) {
        before.cancel();
      }
    }
  }

  private void over(IncidentKey key, Instant now) {
    if (key.prefix() != null) {
      closing.remove(key.prefix());
    }
    book.clear(key, CloseReason.RESTORED, now, now);
  }

  /** The prefix is not registered, or not expected, any more. */
  void retire(Prefix prefix, Instant now) {
    changes.keySet().removeIf(place -> place.prefix().equals(prefix));
    flapping.remove(prefix);
    Timer timer = closing.remove(prefix);
    if (timer != null) {
      timer.cancel();
    }
    book.closeNow(key(prefix), CloseReason.RECONFIGURED, now);
  }

  private static IncidentKey key(Prefix prefix) {
    return IncidentKey.of(Kind.AVAILABILITY_FLAPPING, prefix);
  }

  private static Problem problem(RegisteredPrefix registered, HeldRoute route, String sessions) {
    String name = registered.registration().customer() + " " + registered.prefix();
    String limit = CHANGES + " changes within " + WINDOW.toMinutes() + " minutes";
    String where = " on " + sessions;
    return Problem.ofRegistered(
        Kind.AVAILABILITY_FLAPPING.severity(),
        registered,
        registered.registration().id() + " " + registered.prefix() + " availability",
        route,
        null,
        List.of(
            new Evidence(
                "volume",
                "flapping",
                limit + " at most",
                "more",
                "announced and withdrawn",
                Weights.OBSERVED_STATE)),
        name + " is flapping" + where + ": more than " + limit,
        "The prefix was announced and withdrawn more often than " + limit + where + ".");
  }
}

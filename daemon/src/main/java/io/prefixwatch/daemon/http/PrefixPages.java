package io.prefixwatch.daemon.http;

import io.javalin.http.Context;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.daemon.json.JsonWriter;
import io.prefixwatch.daemon.json.RouteJson;
import io.prefixwatch.daemon.speaker.SessionStatus;
import io.prefixwatch.monitor.coverage.Standing;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Registration;
import io.prefixwatch.monitor.registry.Session;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/v1/prefixes}: what is registered, in what state it is and why, and which of the
 * sessions that should hold it do. One question at a time, whoever asks.
 */
final class PrefixPages {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Parts parts;
  private final Observations observations;

  PrefixPages(Parts parts, Observations observations) {
    this.parts = parts;
    this.observations = observations;
  }

  /** In the order of prefixes; the cursor is the last one of the page before. */
  void list(Context to) {
    Queries.allow(to, Set.of("registration", "customer", "cursor", "limit"));
    String registration = to.queryParam("registration");
    String customer = to.queryParam("customer");
    Prefix after = cursor(to.queryParam("cursor"));
    int limit = Queries.limit(to);
    List<RegisteredPrefix> found =
        parts.running().get().config().prefixes().stream()
            .filter(one -> after == null || one.prefix().compareTo(after) > 0)
            .filter(one -> registration == null || registration.equals(one.registration().id()))
            .filter(one -> customer == null || customer.equals(one.registration().customer()))
            .limit(limit + 1L)
            .toList();
    boolean more = found.size() > limit;
    List<RegisteredPrefix> page = more ? found.subList(0, limit) : found;
    List<SessionStatus> sessions =
        observations.sessions().stream()
            .sorted(Comparator.comparing(status -> status.session().id()))
            .toList();
    Map<String, Set<Prefix>> held = held(page);
    JsonWriter body = new JsonWriter().beginObject();
    body.name("prefixes").beginArray();
    Map<Prefix, Standing> standings = standings(page);
    for (RegisteredPrefix one : page) {
      write(body, one, standings.get(one.prefix()), sessions, held);
    }
    body.endArray();
    body.name("next_cursor").stringOrNull(more ? page.get(limit - 1).prefix().toString() : null);
    Answers.json(to, body.endObject());
  }

  /** Without those that were registered a moment ago, and that the engine does not know yet. */
  private Map<Prefix, Standing> standings(List<RegisteredPrefix> page) {
    try {
      return parts
          .engine()
          .ask(
              engine -> {
                Map<Prefix, Standing> found = new HashMap<>();
                for (RegisteredPrefix one : page) {
                  Standing standing = engine.standing(one.prefix());
                  if (standing != null) {
                    found.put(one.prefix(), standing);
                  }
                }
                return found;
              },
              PATIENCE);
    } catch (TimeoutException e) {
      throw new ProblemException(503, "the engine is busy; ask again");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemException(503, "the daemon is stopping");
    }
  }

  private synchronized Map<String, Set<Prefix>> held(List<RegisteredPrefix> page) {
    return parts.speaker().held(page.stream().map(RegisteredPrefix::prefix).toList());
  }

  private static @Nullable Prefix cursor(@Nullable String text) {
    try {
      return text == null ? null : Prefix.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(400, "cursor is none that was given");
    }
  }

  private static void write(
      JsonWriter body,
      RegisteredPrefix registered,
      @Nullable Standing standing,
      List<SessionStatus> sessions,
      Map<String, Set<Prefix>> held) {
    Registration registration = registered.registration();
    body.beginObject();
    RouteJson.prefix(body.name("prefix"), registered.prefix());
    body.name("registration").string(registration.id());
    body.name("customer").string(registration.customer());
    body.name("partner").stringOrNull(registration.partnerId());
    body.name("announced").bool(registered.announced());
    body.name("origins").beginArray();
    registered.origins().toList().forEach(body::number);
    body.endArray();
    body.name("max_length").number(registered.maxLength());
    body.name("state").stringOrNull(standing == null ? null : standing.state().label());
    body.name("reasons").beginArray();
    if (standing != null) {
      standing.reasons().forEach(reason -> body.string(reason.toString()));
    }
    body.endArray();
    body.name("coverage").beginArray();
    for (SessionStatus status : sessions) {
      if (registration.expects(status.session())) {
        Set<Prefix> there = held.getOrDefault(status.session().id(), Set.of());
        write(body, status, there.contains(registered.prefix()));
      }
    }
    body.endArray().endObject();
  }

  private static void write(JsonWriter body, SessionStatus status, boolean held) {
    Session session = status.session();
    body.beginObject();
    body.name("session").string(session.id());
    body.name("site").stringOrNull(session.siteId());
    body.name("router").stringOrNull(session.router());
    body.name("preference").string(session.preference().label());
    body.name("established").bool(status.isUp());
    body.name("held");
    if (held) {
      body.bool(true);
    } else if (status.isSynced()) {
      body.bool(false);
    } else {
      body.nullValue();
    }
    body.endObject();
  }
}

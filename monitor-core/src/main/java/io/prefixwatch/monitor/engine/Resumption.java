package io.prefixwatch.monitor.engine;

import io.prefixwatch.monitor.detect.HeldRoute;
import io.prefixwatch.monitor.detect.Kind;
import io.prefixwatch.monitor.incident.CloseReason;
import io.prefixwatch.monitor.incident.IncidentBook;
import io.prefixwatch.monitor.incident.IncidentKey;
import io.prefixwatch.monitor.incident.IncidentState;
import io.prefixwatch.monitor.incident.PastIncident;
import io.prefixwatch.monitor.incident.Problem;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.timer.TimerQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Goes on with the incidents of a former engine. After a restart nobody knows how they stand: each
 * is unobserved until the sessions that could tell have told. Owned by the engine.
 */
final class Resumption {

  /** A prefix that flaps has shown so again by then. */
  private static final Duration FLAPS = Duration.ofMinutes(10);

  private static final Set<Kind> POINTS_IN_TIME =
      EnumSet.of(
          Kind.SESSION_MALFORMED, Kind.SESSION_AUTH, Kind.RPKI_ROA_CHANGE, Kind.RPKI_ROA_EXPIRING);

  /** States of a session that it shows again by the time that it is synced, if they still hold. */
  private static final Set<Kind> OF_SESSION =
      EnumSet.of(Kind.SESSION_FLAPPING, Kind.SESSION_PREFIX_LIMIT, Kind.LEAK_SURGE);

  /** Kinds with a prefix in their key that nobody has to register. */
  private static final Set<Kind> UNREGISTERED =
      EnumSet.of(Kind.HIJACK_LESS_SPECIFIC, Kind.LEAK_OWN);

  private final IncidentBook book;
  private final TimerQueue timers;
  private final SessionTracks tracks;
  private final SessionWatch sessions;
  private final RouteWatch routes;
  private final Registry registry;
  private final Map<String, List<IncidentKey>> untilSynced = new HashMap<>();

  Resumption(
      IncidentBook book,
      TimerQueue timers,
      SessionTracks tracks,
      SessionWatch sessions,
      RouteWatch routes,
      Registry registry) {
    this.book = book;
    this.timers = timers;
    this.tracks = tracks;
    this.sessions = sessions;
    this.routes = routes;
    this.registry = registry;
  }

  /** Goes on with an incident. */
  void resume(PastIncident past, Instant now) {
    Kind kind = past.trace().key().kind();
    if (past.state() == IncidentState.CLOSED) {
      book.resumeClosed(past);
    } else if (POINTS_IN_TIME.contains(kind)) {
      book.resumePoint(past);
    } else {
      book.resume(past, lostRoutes(past), now);
      if (!goesOn(past, now)) {
        book.closeNow(past.trace().key(), CloseReason.RECONFIGURED, now);
      }
    }
  }

  /** The routes of an incident that is seen in routes, on the sessions that there still are. */
  private List<HeldRoute> lostRoutes(PastIncident past) {
    HeldRoute shown = past.problem().observed();
    if (shown == null || !isSeenInRoutes(past)) {
      return List.of();
    }
    List<HeldRoute> lost = new ArrayList<>();
    for (String id : past.trace().sessions()) {
      Session session = registry.named(id);
      if (session != null) {
        lost.add(
            new HeldRoute(
                session, shown.prefix(), shown.pathId(), shown.attributes(), past.openedAt()));
      }
    }
    return lost;
  }

  private static boolean isSeenInRoutes(PastIncident past) {
    Kind kind = past.trace().key().kind();
    String family = kind.family();
    return past.problem().registered() != null
        && kind != Kind.CONTRACT_INCONSISTENT
        && (family.equals("hijack") || family.equals("leak") || family.equals("contract"));
  }

  /** False if the configuration has nothing any more that could tell of it. */
  private boolean goesOn(PastIncident past, Instant now) {
    IncidentKey key = past.trace().key();
    Kind kind = key.kind();
    Problem problem = past.problem();
    if (key.prefix() != null && problem.registered() == null && !UNREGISTERED.contains(kind)) {
      return false;
    } else if (isSeenInRoutes(past)) {
      return !lostRoutes(past).isEmpty();
    } else if (kind == Kind.SESSION_DOWN || kind == Kind.SESSION_STALE) {
      return sessions.resume(past, registry);
    } else if (AvailabilityWatch.watches(kind)) {
      return resumeAvailability(past);
    } else if (OF_SESSION.contains(kind)) {
      untilSynced.computeIfAbsent(key.discriminator(), unused -> new ArrayList<>()).add(key);
      return registry.named(key.discriminator()) != null;
    } else if (kind == Kind.AVAILABILITY_FLAPPING) {
      timers.schedule(now.plus(FLAPS), due -> book.clearUnobserved(key, CloseReason.RESTORED, due));
      return true;
    } else if (kind == Kind.CONTRACT_INCONSISTENT) {
      return true;
    } else if (kind.family().equals("hijack") || kind.family().equals("leak")) {
      List<String> known =
          past.trace().sessions().stream().filter(id -> registry.named(id) != null).toList();
      routes.leaks().resume(key, known);
      return !known.isEmpty();
    }
    return true;
  }

  private boolean resumeAvailability(PastIncident past) {
    RegisteredPrefix registered = past.problem().registered();
    HeldRoute shown = past.problem().observed();
    if (registered == null || shown == null) {
      return false;
    }
    Instant first = past.problem().firstWithdrawnAt();
    boolean any = false;
    WatchedPrefix watched = routes.watch(registered);
    for (String id : past.trace().sessions()) {
      Session session = registry.session(id);
      if (session != null && registered.registration().expects(session)) {
        any = true;
        HeldRoute lost =
            new HeldRoute(
                session, registered.prefix(), shown.pathId(), shown.attributes(), past.openedAt());
        watched.coverage.held(lost);
        watched.coverage.lost(id, first == null ? past.openedAt() : first);
        SessionTrack track = tracks.track(session);
        track.awaited = true;
        track.covers.add(watched);
      }
    }
    watched.openKind = any ? past.trace().key().kind() : null;
    return any;
  }

  /** The session has told all it has: what it has not shown again is over. */
  void synced(String session, Instant now) {
    List<IncidentKey> keys = untilSynced.remove(session);
    if (keys != null) {
      keys.forEach(key -> book.clearUnobserved(key, CloseReason.RESTORED, now));
    }
  }
}

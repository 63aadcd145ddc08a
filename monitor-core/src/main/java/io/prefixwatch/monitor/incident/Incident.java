package io.prefixwatch.monitor.incident;

import io.prefixwatch.monitor.detect.HeldRoute;
import io.prefixwatch.monitor.detect.RouteKey;
import io.prefixwatch.monitor.timer.TimerQueue.Timer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One incident as it stands; mutable, owned by its {@link IncidentBook}. */
final class Incident {

  /** Where it is in its life. */
  enum Phase {
    /** The condition does not hold, or too few sessions see it; never opened, or long over. */
    DORMANT,
    OPEN,
    UNOBSERVED,
    /** The condition is gone; its hold-down runs. */
    CLOSING,
    CLOSED
  }

  final IncidentKey key;
  final String dedupKey;
  Map<RouteKey, HeldRoute> holders = new LinkedHashMap<>();

  /** Written by {@link UnobservedRoutes} only. */
  Set<RouteKey> unobserved = Set.of();

  /** A list of this one, for all that needs one. */
  final List<Incident> alone = List.of(this);

  final Departures departures = new Departures();
  Phase phase = Phase.DORMANT;
  Problem problem;
  List<Sighting> sightings = List.of();
  String incidentId = "";
  String groupId = "";
  int occurrence;
  long records;
  Instant openedAt = Instant.EPOCH;
  Instant updatedAt = Instant.EPOCH;
  Instant lastRecordAt = Instant.EPOCH;

  /** Of points in time: the last of them. */
  Instant lastHappenedAt = Instant.EPOCH;

  /** Whether its last record was one of planned work. */
  boolean planned;

  /** The silence that its last record was marked with. */
  @Nullable String silencedBy;

  /** Who takes care of this occurrence. */
  @Nullable String acknowledgedBy;

  boolean updatePending;
  @Nullable Timer updateTimer;
  @Nullable Timer phaseTimer;
  @Nullable Instant goneAt;
  @Nullable CloseReason closeReason;

  Incident(IncidentKey key, Problem problem) {
    this.key = key;
    this.dedupKey = key.dedupKey();
    this.problem = problem;
  }

  /** Sessions that a state depends on, as who watches it says; of routes, see the holders. */
  List<String> concerned = List.of();

  /** Where it can be seen again. */
  Trace trace() {
    Set<String> sessions = new TreeSet<>(concerned);
    holders.keySet().forEach(route -> sessions.add(route.session()));
    unobserved.forEach(route -> sessions.add(route.session()));
    sightings.forEach(sighting -> sessions.add(sighting.session()));
    return new Trace(key, List.copyOf(sessions), problem.severity(), planned, problem.why());
  }

  /** Goes on where a former engine ended. */
  void goOn(PastIncident past) {
    incidentId = past.incidentId();
    groupId = past.groupId();
    occurrence = past.occurrence();
    records = past.records();
    openedAt = past.openedAt();
    updatedAt = past.updatedAt();
    lastRecordAt = past.updatedAt();
    concerned = past.trace().sessions();
    planned = past.trace().planned();
    silencedBy = past.silenced();
  }

  boolean isAlive() {
    return phase == Phase.OPEN || phase == Phase.UNOBSERVED || phase == Phase.CLOSING;
  }

  /** A session holds the route no more; what it was, null if it was not held. */
  @Nullable HeldRoute ceases(RouteKey route) {
    HeldRoute was = holders.remove(route);
    if (was != null && holders.isEmpty()) {
      holders = new LinkedHashMap<>(); // it may stay empty for long, and need not be large then
    }
    return was;
  }

  /** Sessions that hold an offending route; several routes of one session count once. */
  int sessionsSeen() {
    return (int) holders.keySet().stream().map(RouteKey::session).distinct().count();
  }

  /** True if the session is among those that were last said to see it. */
  boolean isSeenOn(String session) {
    return sightings.stream().anyMatch(sighting -> sighting.session().equals(session));
  }

  /**
   * Rewrites who sees it from the routes that are held; of each session its first sighting, which a
   * change of the path does not move.
   */
  void refreshSightings() {
    Map<String, Instant> known = new HashMap<>();
    if (isAlive()) {
      sightings.forEach(sighting -> known.put(sighting.session(), sighting.since()));
    }
    Map<String, Sighting> bySession = new LinkedHashMap<>();
    for (HeldRoute route : holders.values()) {
      Instant since = known.getOrDefault(route.session().id(), route.since());
      Sighting earlier = bySession.get(route.session().id());
      if (earlier == null || since.isBefore(earlier.since())) {
        bySession.put(route.session().id(), Sighting.of(route.session(), since));
      }
    }
    sightings = new ArrayList<>(bySession.values());
  }

  /** It is long over; the next time it is another incident. */
  void becomeDormant() {
    phase = Phase.DORMANT;
    incidentId = "";
    occurrence = 0;
    records = 0;
  }

  void cancelPhaseTimer() {
    if (phaseTimer != null) {
      phaseTimer.cancel();
      phaseTimer = null;
    }
  }
}

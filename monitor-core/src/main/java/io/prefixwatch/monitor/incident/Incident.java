package io.prefixwatch.monitor.incident;

import io.prefixwatch.monitor.detect.HeldRoute;
import io.prefixwatch.monitor.detect.RouteKey;
import io.prefixwatch.monitor.timer.TimerQueue.Timer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  final Map<RouteKey, HeldRoute> holders = new LinkedHashMap<>();
  final Map<RouteKey, HeldRoute> unobserved = new LinkedHashMap<>();
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

  boolean isAlive() {
    return phase == Phase.OPEN || phase == Phase.UNOBSERVED || phase == Phase.CLOSING;
  }

  /** Sessions that hold an offending route; several routes of one session count once. */
  int sessionsSeen() {
    return (int) holders.keySet().stream().map(RouteKey::session).distinct().count();
  }

  /** Rewrites who sees it from the routes that are held; of each session its first sighting. */
  void refreshSightings() {
    Map<String, Sighting> bySession = new LinkedHashMap<>();
    for (HeldRoute route : holders.values()) {
      Sighting sighting = Sighting.of(route.session(), route.since());
      Sighting known = bySession.get(sighting.session());
      if (known == null || sighting.since().isBefore(known.since())) {
        bySession.put(sighting.session(), sighting);
      }
    }
    sightings = new ArrayList<>(bySession.values());
  }

  void cancelPhaseTimer() {
    if (phaseTimer != null) {
      phaseTimer.cancel();
      phaseTimer = null;
    }
  }
}

package io.prefixwatch.daemon.http;

import io.prefixwatch.daemon.delivery.StoreState;
import io.prefixwatch.daemon.speaker.SessionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whether the daemon lives, and whether what it says can be relied on. Safe for all threads.
 *
 * <p>The first sync is over when each configured session was up with all that its peer has, all at
 * one time, or {@link #LONGEST_SYNC} after the start: a peer that is gone must not hold up
 * everything.
 */
final class Readiness {

  /** As long as a session may take to be synced. */
  static final Duration LONGEST_SYNC = Duration.ofMinutes(5);

  private static final long STUCK_MICROS = 30_000_000;

  private final Parts parts;
  private final Observations observations;
  private final Instant startedAt;
  private volatile boolean synced;

  Readiness(Parts parts, Observations observations) {
    this.parts = parts;
    this.observations = observations;
    this.startedAt = parts.clock().now();
  }

  /** Whether the engine turned to something within half a minute. */
  boolean isAlive() {
    return parts.engine().idleMicros() < STUCK_MICROS;
  }

  /** Each condition and whether it holds. */
  Map<String, Boolean> conditions() {
    Map<String, Boolean> conditions = new LinkedHashMap<>();
    StoreState store = parts.delivery().storeState();
    boolean wanted = !parts.running().get().config().speaker().listen().isEmpty();
    conditions.put("engine", isAlive());
    conditions.put("store", store == null || store.works());
    conditions.put("listeners", !wanted || !parts.speaker().listening().isEmpty());
    conditions.put("first_sync", isSynced());
    return conditions;
  }

  private boolean isSynced() {
    if (!synced) {
      Instant latest = startedAt.plus(LONGEST_SYNC);
      synced =
          !parts.clock().now().isBefore(latest)
              || observations.sessions().stream()
                  .filter(session -> !session.dynamic())
                  .allMatch(SessionStatus::isSynced);
    }
    return synced;
  }
}

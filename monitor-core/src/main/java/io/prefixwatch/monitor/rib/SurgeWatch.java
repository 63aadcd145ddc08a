package io.prefixwatch.monitor.rib;

import io.prefixwatch.monitor.event.EngineEvent;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Says when a session has far more routes than it uses to have. Owned by the session's {@link
 * SessionIntake}; allocates nothing.
 *
 * <p>Two measures: a baseline that follows the count with a half-life of an hour, and the least
 * count of the last minute. A surge lasts until the count is back near what it was before, or the
 * baseline has followed.
 */
final class SurgeWatch {

  private static final double HALF_LIFE = 3_600_000_000.0;
  private static final long SLOT = 10_000_000;
  private static final int SLOTS = 6;

  /** Fewer routes than this triple easily. */
  private static final int FEW = 100;

  /** A surge has at least so many routes more than the baseline. */
  private static final int MANY = 1_000;

  private final long[] slotStarts = new long[SLOTS];
  private final String session;
  private final Consumer<EngineEvent> out;
  private boolean running;
  private boolean surging;
  private double baseline;
  private double reference;
  private long reviewedAt;
  private long slot;
  private int count;

  /**
   * A watch that tells of surges.
   *
   * @param session its id
   */
  SurgeWatch(String session, Consumer<EngineEvent> out) {
    this.session = session;
    this.out = out;
  }

  /** The session has sent all it has: this is what it uses to have, and no surge. */
  void start(int routes, long micros) {
    if (surging) {
      surging = false;
      tell(routes, micros);
    }
    running = true;
    baseline = routes;
    count = routes;
    reviewedAt = micros;
    slot = micros / SLOT;
    Arrays.fill(slotStarts, routes);
  }

  /** Nothing is known of the session any more; a surge is neither over nor not. */
  void stop() {
    running = false;
  }

  private void tell(int routes, long micros) {
    out.accept(
        new EngineEvent.RoutesSurged(
            SyncWatch.instant(micros), session, surging, routes, Math.round(reference)));
  }

  /** Looks at the count, and tells if a surge has begun or is over. */
  void review(int routes, long micros) {
    if (!running || (routes == count && !surging)) {
      return;
    }
    pass(micros);
    count = routes;
    boolean was = surging;
    if (surging) {
      surging = routes > 1.5 * Math.max(reference, baseline);
    } else {
      surging = begins(routes);
    }
    if (was != surging) {
      tell(routes, micros);
    }
  }

  private boolean begins(int routes) {
    if (routes > 1.5 * baseline && routes > baseline + MANY) {
      reference = baseline;
      return true;
    }
    long least = Long.MAX_VALUE;
    for (long start : slotStarts) {
      least = Math.min(least, start);
    }
    if (least >= FEW && routes > 3 * least) {
      reference = least;
      return true;
    }
    return false;
  }

  /** Until now the count was what it was when it was last looked at. */
  private void pass(long micros) {
    long elapsed = Math.max(0, micros - reviewedAt);
    baseline += (count - baseline) * (1 - Math.pow(2, -elapsed / HALF_LIFE));
    reviewedAt = Math.max(reviewedAt, micros);
    long now = micros / SLOT;
    for (long next = Math.max(slot + 1, now - SLOTS + 1); next <= now; next++) {
      slotStarts[(int) (next % SLOTS)] = count;
    }
    slot = Math.max(slot, now);
  }
}

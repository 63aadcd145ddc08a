package io.prefixwatch.daemon.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The time that live events carry: never goes back, whatever is done to the system's clock.
 *
 * <p>Anchored to the wall clock once and moved by the monotonic clock from there, which the kernel
 * keeps disciplined; only a step of the wall clock is not followed. Safe for all threads.
 */
public final class EventClock {

  private final Instant anchor;
  private final long anchorNanos;

  /** A clock that shows the wall time of this moment. */
  public EventClock() {
    anchor = Instant.now().truncatedTo(ChronoUnit.MICROS);
    anchorNanos = System.nanoTime();
  }

  /** Now, in microseconds since 1970. */
  public long micros() {
    long elapsed = (System.nanoTime() - anchorNanos) / 1_000;
    return anchor.getEpochSecond() * 1_000_000 + anchor.getNano() / 1_000 + elapsed;
  }

  /** Now, in whole microseconds. */
  public Instant now() {
    return Instant.EPOCH.plus(micros(), ChronoUnit.MICROS);
  }

  /** How far the wall clock has been stepped away from this clock. */
  public Duration wallClockStep() {
    return Duration.between(now(), Instant.now());
  }
}

package io.prefixwatch.monitor.timer;

import java.time.Instant;

/**
 * What time it is, and when that happened which the engine is being told. The two differ for what
 * arrives late: sessions overtake each other on their way here. Mutable, owned by the engine.
 */
public final class EngineClock {

  private Instant now = Instant.MIN;
  private Instant happened = Instant.MIN;

  /** Takes the time of what is told next; the clock never goes back. */
  public void tell(Instant at) {
    happened = at;
    if (at.isAfter(now)) {
      now = at;
    }
  }

  /** The largest time so far. */
  public Instant now() {
    return now;
  }

  /** When what is being told happened; never later than {@link #now}. */
  public Instant happened() {
    return happened;
  }
}

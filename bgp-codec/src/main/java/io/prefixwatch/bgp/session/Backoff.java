package io.prefixwatch.bgp.session;

import java.time.Duration;

/** Growing pauses. Jitter is added by whoever runs the timer: the machine has no chance in it. */
final class Backoff {

  private Backoff() {}

  /** {@code first} doubled {@code times} times, {@code max} at most. */
  static Duration doubling(Duration first, Duration max, int times) {
    Duration grown = first.multipliedBy(1L << Math.min(times, 16));
    return grown.compareTo(max) < 0 ? grown : max;
  }
}

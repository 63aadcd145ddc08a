package io.prefixwatch.daemon.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a record is offered again: doubling, with jitter, up to a limit. The
 * first wait is short, because all later records stand behind this one: a receiver that refuses one
 * in twenty must not slow a sink to a few dozen records a second.
 */
final class Backoff {

  static final Duration FIRST = Duration.ofMillis(100);
  static final Duration MOST = Duration.ofMinutes(5);

  private final RandomGenerator random;
  private int failures;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** The next wait: between half and all of 100 ms, 200 ms, 400 ms ... 5 min. */
  Duration next() {
    long whole = FIRST.toMillis() << Math.min(failures++, 20);
    long bounded = Math.min(whole, MOST.toMillis());
    return Duration.ofMillis(bounded / 2 + random.nextLong(bounded / 2 + 1));
  }

  void reset() {
    failures = 0;
  }
}

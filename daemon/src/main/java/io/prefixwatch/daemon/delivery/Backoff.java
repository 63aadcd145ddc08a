package io.prefixwatch.daemon.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before a record is offered again: doubling, with jitter, up to a limit. */
final class Backoff {

  static final Duration FIRST = Duration.ofSeconds(1);
  static final Duration MOST = Duration.ofMinutes(5);

  private final RandomGenerator random;
  private int failures;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** The next wait: between half and all of 1 s, 2 s, 4 s ... 5 min. */
  Duration next() {
    long whole = FIRST.toMillis() << Math.min(failures++, 20);
    long bounded = Math.min(whole, MOST.toMillis());
    return Duration.ofMillis(bounded / 2 + random.nextLong(bounded / 2 + 1));
  }

  void reset() {
    failures = 0;
  }
}

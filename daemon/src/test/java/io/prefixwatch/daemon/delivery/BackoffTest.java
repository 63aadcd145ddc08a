package io.prefixwatch.daemon.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private final Backoff backoff = new Backoff(new SplittableRandom(1));

  @Test
  void waitsShortlyAtFirst() {
    assertThat(backoff.next()).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
    assertThat(backoff.next()).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
  }

  @Test
  void neverWaitsLongerThanFiveMinutes() {
    for (int failure = 0; failure < 100; failure++) {
      assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMinutes(5));
    }
    assertThat(backoff.next()).isGreaterThanOrEqualTo(Duration.ofSeconds(150));
  }

  @Test
  void waitsShortlyAgainAfterASuccess() {
    backoff.next();
    backoff.next();
    backoff.reset();

    assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMillis(100));
  }
}

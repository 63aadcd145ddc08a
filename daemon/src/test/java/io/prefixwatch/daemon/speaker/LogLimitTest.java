package io.prefixwatch.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.net.Address;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LogLimitTest {

  private long now;
  private final LogLimit limit = new LogLimit(() -> now);

  private boolean allows(int host) {
    return limit.allows(Address.ipv4(host));
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  @Test
  void tellsOfASourceOnceAMinute() {
    assertThat(allows(1)).isTrue();
    pass(Duration.ofSeconds(59));
    assertThat(allows(1)).isFalse();
    pass(Duration.ofSeconds(1));
    assertThat(allows(1)).isTrue();
    assertThat(limit.takeSuppressed()).isEqualTo(1);
    assertThat(limit.takeSuppressed()).isZero();
  }

  @Test
  void tellsOfTenSourcesASecond() {
    for (int host = 0; host < 10; host++) {
      assertThat(allows(host)).isTrue();
    }

    assertThat(allows(10)).isFalse();
    pass(Duration.ofSeconds(1));
    assertThat(allows(10)).isTrue();
  }
}

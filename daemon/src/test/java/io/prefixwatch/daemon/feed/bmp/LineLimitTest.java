package io.prefixwatch.daemon.feed.bmp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineLimitTest {

  private long now = 5_000_000_000L;
  private final LineLimit limit = new LineLimit(() -> now);

  private int allowed(int tries) {
    int count = 0;
    for (int i = 0; i < tries; i++) {
      count += limit.allows() ? 1 : 0;
    }
    return count;
  }

  @Test
  void letsTenLinesASecondThroughAndCountsTheRest() {
    assertThat(allowed(25)).isEqualTo(10);
    assertThat(limit.takeSuppressed()).isEqualTo(15);
    assertThat(limit.takeSuppressed()).isZero();
  }

  @Test
  void beginsAnewInTheNextSecond() {
    assertThat(allowed(11)).isEqualTo(10);

    now += 999_999_999L;
    assertThat(limit.allows()).isFalse();
    now += 1;

    assertThat(allowed(11)).isEqualTo(10);
    assertThat(limit.takeSuppressed()).isEqualTo(3);
  }
}

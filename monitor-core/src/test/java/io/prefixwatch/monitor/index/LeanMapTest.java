package io.prefixwatch.monitor.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeanMapTest {

  private final LeanMap<Integer, String> map = new LeanMap<>();

  private void fill(int count) {
    IntStream.range(0, count).forEach(key -> map.computeIfAbsent(key, k -> "v" + k));
  }

  @Test
  void givesRoomBackWhenNearlyAllIsGone() {
    fill(10_000);

    IntStream.range(3, 10_000).forEach(key -> map.remove(key, "v" + key));

    assertThat(map.room()).isLessThan(1100);
    assertThat(map.values()).containsExactlyInAnyOrder("v0", "v1", "v2");
    assertThat(map.get(2)).isEqualTo("v2");
  }

  @Test
  void keepsTheRoomOfWhatHalfOfIsThere() {
    fill(10_000);

    IntStream.range(5_000, 10_000).forEach(key -> map.remove(key, "v" + key));

    assertThat(map.room()).isEqualTo(10_000);
    assertThat(map.size()).isEqualTo(5_000);
  }

  @Test
  void doesNotRemoveAKeyThatHasAnotherValueByNow() {
    fill(1);

    map.remove(0, "another");

    assertThat(map.get(0)).isEqualTo("v0");
  }
}

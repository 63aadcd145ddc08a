package io.prefixwatch.monitor.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PathPatternTest {

  private static boolean matches(String pattern, long... path) {
    return PathPattern.parse(pattern).matches(path.length, i -> path[i]);
  }

  @Test
  void matchesWholePathsOnly() {
    assertThat(matches("64496 64501", 64496, 64501)).isTrue();
    assertThat(matches("64496 64501", 64496, 64501, 64502)).isFalse();
    assertThat(matches("64496 64501", 64500, 64496, 64501)).isFalse();
    assertThat(matches("64496 64501", 64496)).isFalse();
  }

  @Test
  void takesARunOfAnyLengthAndOneOfExactlyOne() {
    assertThat(matches("* 64501", 64501)).isTrue();
    assertThat(matches("* 64501", 64496, 64500, 64501)).isTrue();
    assertThat(matches("? 64501", 64501)).isFalse();
    assertThat(matches("? 64501", 64496, 64501)).isTrue();
    assertThat(matches("64496 * 64501 *", 64496, 64501)).isTrue();
    assertThat(matches("*")).isTrue();
    assertThat(matches("?")).isFalse();
  }

  @Test
  void takesOneOfAChoiceAndWholeNumbersOnly() {
    assertThat(matches("[64496|64497] 64501", 64497, 64501)).isTrue();
    assertThat(matches("[64496|64497] 64501", 64498, 64501)).isFalse();
    assertThat(matches("* 4501", 64501)).isFalse();
    assertThat(matches("* 645", 64501)).isFalse();
  }

  @Test
  void takesASetForAnyOneButForNoNumber() {
    assertThat(matches("64496 ?", 64496, -1)).isTrue();
    assertThat(matches("64496 64501", 64496, -1)).isFalse();
  }

  @Test
  void keepsItsPaceWhereBacktrackingWouldNot() {
    String runs = "* 1 ".repeat(30) + "2";
    long[] path = new long[5_000];
    Arrays.fill(path, 1);

    assertThat(matches(runs, path)).isFalse();
    path[path.length - 1] = 2;
    assertThat(matches(runs, path)).isTrue();
  }

  @Test
  void refusesMoreTokensThanPlaces() {
    String many = "64496 ".repeat(PathPattern.MAX_TOKENS);

    assertThat(PathPattern.parse(many).toString()).startsWith("64496");
    assertThatThrownBy(() -> PathPattern.parse(many + "64501"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

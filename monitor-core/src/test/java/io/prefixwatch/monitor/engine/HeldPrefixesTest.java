package io.prefixwatch.monitor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.index.PrefixIndex;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldPrefixesTest {

  private static final Prefix A = Prefix.parse("192.0.2.0/24");
  private static final Prefix B = Prefix.parse("198.51.100.0/24");
  private static final Prefix C = Prefix.parse("2001:db8::/32");
  private static final PrefixIndex ALL = PrefixIndex.of(List.of(A, B, C));
  private static final PrefixIndex WITHOUT_A = PrefixIndex.of(List.of(B, C));

  private static HeldPrefixes held(PrefixIndex index, Prefix... prefixes) {
    return HeldPrefixes.of(index, List.of(prefixes)::forEach);
  }

  @Test
  void tellsTheFirstInAscendingOrderWhateverTheOrderTheyCameIn() {
    HeldPrefixes held = held(ALL, C, A, B);

    assertThat(held.first(2)).containsExactly(A, B);
    assertThat(held.size()).isEqualTo(3);
  }

  @Test
  void leavesOutWhatIsNotRegistered() {
    HeldPrefixes held = held(WITHOUT_A, A, C);

    assertThat(held.first(9)).containsExactly(C);
  }

  @Test
  void countsWhatTwoSessionsHeldOnce() {
    HeldPrefixes both = HeldPrefixes.NONE.with(held(ALL, A, B)).with(held(ALL, B, C));

    assertThat(both.first(9)).containsExactly(A, B, C);
  }

  @Test
  void followsAChangeOfWhatIsRegistered() {
    HeldPrefixes held = held(ALL, A, C).in(WITHOUT_A);

    assertThat(held.first(9)).containsExactly(C);
    assertThat(held.with(held(ALL, A, B)).first(9)).containsExactly(B, C);
  }
}

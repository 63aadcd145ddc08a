package io.prefixwatch.bgp.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.net.Prefix;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NlriTest {

  private static final Prefix PREFIX = Prefix.parse("192.0.2.0/24");

  @Test
  void ordersByPrefixThenPath() {
    assertThat(new Nlri(PREFIX, 9)).isLessThan(new Nlri(Prefix.parse("198.51.100.0/24"), 1));
    assertThat(new Nlri(PREFIX, Nlri.NO_PATH_ID)).isLessThan(new Nlri(PREFIX, 0));
    assertThat(new Nlri(PREFIX, 0xFFFF_FFFFL)).isGreaterThan(new Nlri(PREFIX, 1));
    assertThat(new Nlri(PREFIX, 7)).isEqualByComparingTo(new Nlri(PREFIX, 7));
  }

  /** 31 h(prefix) + pathId is the hash that anybody can compute; all of these have the same. */
  @Test
  void aSetHoldsRoutesWhosePathIdentifiersWereChosenToCollide() {
    Set<Nlri> routes = new HashSet<>();
    Set<Integer> hashes = new HashSet<>();
    int wanted = new Nlri(PREFIX, 0).hashCode();
    for (int i = 0; i < 20_000; i++) {
      Prefix host = new Prefix(false, 0xC633_6400_0000_0000L + ((long) i << 32), 0, 32);
      long pathId = wanted - new Nlri(host, 0).hashCode() & 0xFFFF_FFFFL;
      routes.add(new Nlri(host, pathId));
      hashes.add(new Nlri(host, pathId).hashCode());
    }

    assertThat(hashes).hasSize(1);
    assertThat(routes).hasSize(20_000);
    assertThat(new Nlri(PREFIX, 0)).isInstanceOf(Comparable.class).isNotIn(routes);
  }
}

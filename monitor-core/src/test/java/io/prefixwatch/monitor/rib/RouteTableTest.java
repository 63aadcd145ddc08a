package io.prefixwatch.monitor.rib;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.net.Family;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouteTableTest {

  private static final int PREFIXES = 200;

  /** Paths that come, go stale, come back in part, and prefixes registered meanwhile. */
  private static List<String> told(long secret) {
    IntakeScript script = IntakeScript.upWithPaths(secret);
    for (int path = 1; path <= 3; path++) {
      for (int i = 0; i < PREFIXES; i++) {
        script.send(anUpdate().announcing("203.0.113." + i + "/32").pathId(path).via(64496, 64501));
        script.send(anUpdate().announcing("198.51.100." + i + "/32").pathId(path).via(64496));
      }
    }
    script.synced().begin(Family.IPV4_UNICAST);
    for (int i = 0; i < PREFIXES; i += 3) {
      script.send(anUpdate().announcing("203.0.113." + i + "/32").pathId(2).via(64496, 64501));
      script.send(anUpdate().announcing("198.51.100." + i + "/32").pathId(1).via(64496));
    }
    script.end(Family.IPV4_UNICAST);
    for (int i = 0; i < PREFIXES; i++) {
      script.send(anUpdate().announcing("198.51.100." + i + "/32").pathId(9).via(64496, 64500 + i));
    }
    return script.register("198.51.100.0/24").down(Set.of()).events();
  }

  @Test
  void tellsTheSameInTheSameOrderWhateverTheSecret() {
    List<String> told = told(1);

    assertThat(told).hasSizeGreaterThan(4 * PREFIXES);
    assertThat(told(0x1234_5678_9ABC_DEF0L)).isEqualTo(told);
    assertThat(told(-1)).isEqualTo(told);
  }

  @Test
  void holdsNothingAfterItsLastSessionIsGone() {
    IntakeScript script = IntakeScript.up();
    for (int i = 0; i < PREFIXES; i++) {
      script.send(anUpdate().announcing("198.51.100." + i + "/32").via(64496, 64500 + i).med(i));
      script.send(anUpdate().announcing("2001:db8:" + i + "::/48").via(64496, 64500 + i).med(i));
    }
    RouteTable table = script.table();
    assertThat(table.attributeSets()).isEqualTo(2 * PREFIXES);

    script.down(Set.of());

    assertThat(table.attributeSets()).isZero();
    assertThat(table.prefixes(Family.IPV4_UNICAST)).isZero();
    assertThat(table.prefixes(Family.IPV6_UNICAST)).isZero();
  }

  @Test
  void forgetsInPortionsWhatASessionLeftBehind() {
    IntakeScript script = IntakeScript.up();
    RouteTable table = script.table();
    table.spreadReleases();
    for (int i = 0; i < 3_000; i++) {
      script.send(
          anUpdate().announcing("10." + i / 250 + "." + i % 250 + ".0/24").via(64496, i + 1));
    }

    script.down(Set.of());

    assertThat(table.isReleasing()).isTrue();
    table.releaseFormer(1_000);
    assertThat(table.attributeSets()).isBetween(1_500, 2_500);
    assertThat(table.prefixes(Family.IPV4_UNICAST)).isEqualTo(table.attributeSets());
    while (table.isReleasing()) {
      table.releaseFormer(1_000);
    }
    assertThat(table.attributeSets()).isZero();
    assertThat(table.prefixes(Family.IPV4_UNICAST)).isZero();
  }

  @Test
  void aSessionThatIsBackHoldsItsNewRoutesWhileTheFormerAreForgotten() {
    IntakeScript script = IntakeScript.up();
    RouteTable table = script.table();
    table.spreadReleases();
    for (int i = 0; i < 2_000; i++) {
      script.send(
          anUpdate().announcing("10." + i / 250 + "." + i % 250 + ".0/24").via(64496, i + 1));
    }
    script.down(Set.of());
    table.releaseFormer(500);

    script.upAgain().send(anUpdate().announcing("10.0.0.0/24").via(64496, 1));
    assertThat(table.prefixes(Family.IPV4_UNICAST)).isGreaterThan(1_000);
    table.releaseFormer(Integer.MAX_VALUE);

    assertThat(table.isReleasing()).isFalse();
    assertThat(table.prefixes(Family.IPV4_UNICAST)).isEqualTo(1);
    assertThat(table.attributeSets()).isEqualTo(1);
  }
}

package io.prefixwatch.monitor.rpki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prefixwatch.bgp.net.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Origin validation, RFC 6811, against a table that is a plain list. */
class VrpTableTest {

  private static Vrp vrp(String prefix, int maxLength, long asn) {
    return new Vrp(Prefix.parse(prefix), maxLength, asn);
  }

  private static OriginValidity validate(VrpTable table, String route, long origin) {
    return table.validate(Prefix.parse(route), origin);
  }

  @Test
  void findsARouteThatAVrpAllows() {
    VrpTable table = VrpTable.of(List.of(vrp("203.0.113.0/24", 26, 64501)));

    assertThat(validate(table, "203.0.113.0/24", 64501)).isEqualTo(OriginValidity.VALID);
    assertThat(validate(table, "203.0.113.64/26", 64501)).isEqualTo(OriginValidity.VALID);
  }

  @Test
  void saysWhyARouteIsInvalid() {
    VrpTable table =
        VrpTable.of(
            List.of(
                vrp("203.0.113.0/24", 24, 64501),
                vrp("198.51.100.0/24", 24, 0),
                vrp("192.0.2.0/24", 24, 0),
                vrp("192.0.2.0/25", 25, 64502)));

    assertThat(validate(table, "203.0.113.0/24", 64502)).isEqualTo(OriginValidity.INVALID_ASN);
    assertThat(validate(table, "203.0.113.0/25", 64502)).isEqualTo(OriginValidity.INVALID_ASN);
    assertThat(validate(table, "203.0.113.0/25", 64501)).isEqualTo(OriginValidity.INVALID_LENGTH);
    assertThat(validate(table, "198.51.100.0/24", 64501)).isEqualTo(OriginValidity.INVALID_AS0);
    assertThat(validate(table, "192.0.2.0/25", 64501)).isEqualTo(OriginValidity.INVALID_BOTH);
  }

  @Test
  void neverMatchesAs0OrAPathThatEndsInASet() {
    VrpTable table =
        VrpTable.of(List.of(vrp("203.0.113.0/24", 24, 0), vrp("192.0.2.0/24", 24, 64501)));

    assertThat(validate(table, "203.0.113.0/24", 0)).isEqualTo(OriginValidity.INVALID_AS0);
    assertThat(validate(table, "192.0.2.0/24", VrpTable.NO_ORIGIN))
        .isEqualTo(OriginValidity.INVALID_ASN);
    assertThat(validate(table, "198.51.100.0/24", VrpTable.NO_ORIGIN))
        .isEqualTo(OriginValidity.NOT_FOUND);
  }

  @Test
  void looksBeyondTheLongestCover() {
    VrpTable table =
        VrpTable.of(List.of(vrp("198.51.100.0/24", 24, 64502), vrp("198.51.0.0/16", 24, 64501)));

    assertThat(validate(table, "198.51.100.0/24", 64501)).isEqualTo(OriginValidity.VALID);
    assertThat(table.covering(Prefix.parse("198.51.100.0/24")))
        .containsExactly(vrp("198.51.100.0/24", 24, 64502), vrp("198.51.0.0/16", 24, 64501));
  }

  @Test
  void keepsFamiliesApart() {
    VrpTable table = VrpTable.of(List.of(vrp("::/0", 128, 64501), vrp("2001:db8::/32", 48, 0)));

    assertThat(validate(table, "0.0.0.0/0", 64501)).isEqualTo(OriginValidity.NOT_FOUND);
    assertThat(validate(table, "2001:db8::/32", 64501)).isEqualTo(OriginValidity.VALID);
    assertThat(table.size(true)).isEqualTo(2);
    assertThat(table.size(false)).isZero();
  }

  @Test
  void holdsAVrpOnceHoweverOftenItIsAddedAndKeepsTheLastExpiry() {
    Prefix prefix = Prefix.parse("203.0.113.0/24");
    VrpTableBuilder builder = new VrpTableBuilder();
    for (long expires : new long[] {10, 30, 20}) {
      builder.add(false, prefix.hi(), 0, 24, 24, 64501, expires);
    }

    VrpTable table = builder.build();

    assertThat(table.size()).isEqualTo(1);
    assertThat(table.expires(vrp("203.0.113.0/24", 24, 64501))).isEqualTo(30);
    assertThat(table.expires(vrp("203.0.113.0/24", 24, 64502))).isZero();
  }

  @Test
  void refusesAMaxLengthThatIsNoneOfThePrefix() {
    assertThatThrownBy(() -> vrp("203.0.113.0/24", 23, 64501))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> vrp("203.0.113.0/24", 33, 64501))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> vrp("203.0.113.0/24", 24, 1L << 32))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void agreesWithAPlainListOnRandomTables() {
    Random random = new Random(11);
    for (int round = 0; round < 20; round++) {
      List<Vrp> vrps = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        Prefix prefix = randomPrefix(random);
        int longest = prefix.ipv6() ? 128 : 32;
        int maxLength = prefix.length() + random.nextInt(longest - prefix.length() + 1);
        vrps.add(new Vrp(prefix, maxLength, random.nextInt(4)));
      }
      VrpTable table = VrpTable.of(vrps);
      for (int i = 0; i < 1000; i++) {
        Prefix route = randomPrefix(random);
        long origin = random.nextInt(5) - 1L;
        assertThat(table.validate(route, origin).state())
            .as("%s AS%d among %s", route, origin, vrps)
            .isEqualTo(plainState(vrps, route, origin));
      }
    }
  }

  private static Prefix randomPrefix(Random random) {
    // Few bits, so that prefixes nest.
    return random.nextBoolean()
        ? Prefix.ipv4(random.nextInt(64) << 26, random.nextInt(9))
        : Prefix.ipv6((long) random.nextInt(64) << 58, random.nextLong(), random.nextInt(129));
  }

  private static String plainState(List<Vrp> vrps, Prefix route, long origin) {
    boolean covered = false;
    for (Vrp vrp : vrps) {
      if (vrp.prefix().covers(route)) {
        covered = true;
        if (vrp.asn() == origin && origin != 0 && route.length() <= vrp.maxLength()) {
          return "valid";
        }
      }
    }
    return covered ? "invalid" : "not-found";
  }

  @Test
  void findsWhatChangedAndNothingElse() {
    VrpTable before =
        VrpTable.of(List.of(vrp("203.0.113.0/24", 24, 64501), vrp("192.0.2.0/24", 24, 64501)));
    VrpTableBuilder renewed = new VrpTableBuilder();
    Prefix kept = Prefix.parse("192.0.2.0/24");
    renewed.add(false, kept.hi(), 0, 24, 24, 64501, 4_000_000_000L);
    renewed.add(vrp("203.0.113.0/24", 25, 64501));

    VrpDifference difference = VrpDifference.between(before, renewed.build());

    assertThat(difference.added()).containsExactly(vrp("203.0.113.0/24", 25, 64501));
    assertThat(difference.removed()).containsExactly(vrp("203.0.113.0/24", 24, 64501));
    assertThat(difference.touches(Prefix.parse("203.0.113.128/25"))).isTrue();
    assertThat(difference.touches(Prefix.parse("192.0.2.0/24"))).isFalse();
    assertThat(difference.touches(Prefix.parse("203.0.112.0/23"))).isFalse();
    assertThat(VrpDifference.between(before, before).isEmpty()).isTrue();
  }

  @Test
  void holdsAnAnchorThatLosesMoreThanAFifth() {
    VrpTable ten = numbered(10);

    AnchorGuard.Outcome eight = AnchorGuard.judge(Map.of("a", ten), Map.of("a", numbered(8)));
    AnchorGuard.Outcome seven = AnchorGuard.judge(Map.of("a", ten), Map.of("a", numbered(7)));
    AnchorGuard.Outcome gone = AnchorGuard.judge(Map.of("a", ten), Map.of("b", numbered(4)));

    assertThat(eight.losses()).isEmpty();
    assertThat(seven.losses()).containsExactly(new AnchorGuard.Loss("a", 10, 7));
    assertThat(seven.anchors().get("a")).isSameAs(ten);
    assertThat(gone.losses()).containsExactly(new AnchorGuard.Loss("a", 10, 0));
    assertThat(gone.anchors()).containsOnlyKeys("a", "b");
  }

  private static VrpTable numbered(int count) {
    List<Vrp> vrps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      vrps.add(vrp("203.0.113.0/24", 24, 64496L + i));
    }
    return VrpTable.of(vrps);
  }
}

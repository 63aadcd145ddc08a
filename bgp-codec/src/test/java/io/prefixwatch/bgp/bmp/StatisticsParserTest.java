package io.prefixwatch.bgp.bmp;

import static io.prefixwatch.bgp.fixture.BmpBuilder.peer;
import static io.prefixwatch.bgp.fixture.BmpBuilder.tlv;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.fixture.BmpBuilder;
import io.prefixwatch.bgp.fixture.BmpTranscript;
import io.prefixwatch.bgp.fixture.Hex;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Statistics Report (RFC 7854 section 4.8). */
class StatisticsParserTest {

  private static final String PEER =
      BmpBuilder.NOON + "000005 GLOBAL 192.0.2.9 AS64496 192.0.2.10 pre-policy statistics";

  private static List<String> read(String body) {
    return BmpTranscript.of(new BmpBuilder().message(1, peer() + body));
  }

  @Test
  void readsCountersAndGaugesAndThoseOfOneFamily() {
    String counter = tlv(0, "0000002a");
    String gauge = tlv(7, "ffffffffffffffff");
    String ofIpv6 = tlv(9, "0002 01 0000000000000005");
    String ofEvpn = tlv(17, "0019 46 0000000000000006");

    assertThat(read("00000004" + counter + gauge + ofIpv6 + ofEvpn))
        .containsExactly(
            PEER
                + " rejected-prefixes=42 adj-rib-in-routes=18446744073709551615"
                + " adj-rib-in-family-routes[ipv6-unicast]=5"
                + " adj-rib-out-post-policy-family-routes[afi-25-safi-70]=6");
  }

  @Test
  void keepsStatisticsThatNobodyNamed() {
    assertThat(read("00000001" + tlv(65_531, "00000001"))).containsExactly(PEER + " type-65531=1");
  }

  @Test
  void readsAnEmptyReport() {
    assertThat(read("00000000")).containsExactly(PEER);
  }

  @Test
  void countsWhatIsNoNumber() {
    assertThat(read("00000003" + tlv(0, "") + tlv(0, "000001") + tlv(1, "00000001")))
        .containsExactly(PEER + " duplicate-announcements=1 omitted 2");
  }

  @Test
  void tellsWhereTheCountLies() {
    assertThat(read("ffffffff" + tlv(0, "00000001")))
        .containsExactly(
            "malformed at offset 0: 4294967295 statistics are announced, 1 are there",
            PEER + " rejected-prefixes=1");
    assertThat(read("00000000" + tlv(0, "00000001")))
        .containsExactly(
            "malformed at offset 0: 0 statistics are announced, 1 are there",
            PEER + " rejected-prefixes=1");
  }

  @Test
  void keepsWhatStandsBeforeAStatisticThatIsCutShort() {
    assertThat(read("00000001" + tlv(0, "00000001") + "0001 ffff 00"))
        .containsExactly(
            "malformed at offset 0: statistic of type 1 runs past the message",
            PEER + " rejected-prefixes=1");
    assertThat(read("00000001" + tlv(0, "00000001") + "0001"))
        .containsExactly(
            "malformed at offset 0: 2 octets are left over behind the last statistic",
            PEER + " rejected-prefixes=1");
    assertThat(read("000000"))
        .containsExactly("malformed at offset 0: the message ends before the number of statistics");
  }

  @Test
  void boundsWhatIsKeptAndCountsTheRest() {
    String many = tlv(0, "00000001").repeat(10_064);

    assertThat(read(Hex.u32(10_064) + many))
        .singleElement()
        .asString()
        .endsWith("rejected-prefixes=1 omitted 10000");
  }
}

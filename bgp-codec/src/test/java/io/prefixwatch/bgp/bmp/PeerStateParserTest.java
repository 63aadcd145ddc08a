package io.prefixwatch.bgp.bmp;

import static io.prefixwatch.bgp.fixture.BmpBuilder.CAPABILITIES;
import static io.prefixwatch.bgp.fixture.BmpBuilder.ends;
import static io.prefixwatch.bgp.fixture.BmpBuilder.locRib;
import static io.prefixwatch.bgp.fixture.BmpBuilder.open;
import static io.prefixwatch.bgp.fixture.BmpBuilder.peer;
import static io.prefixwatch.bgp.fixture.BmpBuilder.tlv;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.fixture.BmpBuilder;
import io.prefixwatch.bgp.fixture.BmpTranscript;
import io.prefixwatch.bgp.fixture.Hex;
import io.prefixwatch.bgp.fixture.Messages;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The per-peer header, Peer Up and Peer Down (RFC 7854 section 4.2, 4.9, 4.10; RFC 9069). */
class PeerStateParserTest {

  private static final String PEER =
      BmpBuilder.NOON + "000005 GLOBAL 192.0.2.9 AS64496 192.0.2.10 ";
  private static final String OPEN = open(CAPABILITIES);
  private static final String NOTIFICATION = Hex.hex(Messages.message(3, "0602"));

  private static List<String> up(String body) {
    return BmpTranscript.of(new BmpBuilder().message(3, body).message(5, ""));
  }

  private static List<String> down(String reason) {
    return BmpTranscript.of(new BmpBuilder().peerDown(peer(), reason).message(5, ""));
  }

  // Peer Up.

  @Test
  void readsAPeerUp() {
    assertThat(up(peer() + ends() + OPEN + OPEN + tlv(0, "6869") + tlv(4, "00")))
        .containsExactly(
            PEER + "up 192.0.2.1 179 49152 sent AS64496 received AS64496 0=6869 4=00",
            "termination none");
  }

  @Test
  void readsAPeerOverIpv6() {
    String local = Messages.address("2001:db8::1") + "00b3 c000";
    String peer = peer(0, 0, "0".repeat(16), "2001:db8::9", 4_200_000_000L);

    assertThat(up(peer + local + OPEN + OPEN).get(0))
        .contains(" GLOBAL 2001:db8::9 AS4200000000 ")
        .contains(" up 2001:db8::1 179 49152 ");
  }

  @Test
  void readsTheLocRibOfARouter() {
    assertThat(up(locRib() + "00".repeat(20) + OPEN + OPEN + tlv(3, "676c6f62616c")).get(0))
        .contains(" LOC_RIB 0.0.0.0 AS64500 ")
        .endsWith(" up 0.0.0.0 0 0 sent AS64496 received AS64496 3=676c6f62616c");
  }

  @Test
  void tellsThatOnlyAPartOfALocRibIsShown() {
    String filtered = peer(3, 0x80, "0".repeat(16), "0.0.0.0", 64_500);

    assertThat(up(filtered + "00".repeat(20) + OPEN + OPEN).get(0)).contains(" filtered up ");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0000fbf400000007, RD 64500:7",
    "1, 0001c00002010007, RD 192.0.2.1:7",
    "1, 0002fa56ea000007, RD 4200000000:7",
    "1, 0003000000000007, RD instance-844424930131975",
    "1, 0000000000000000, RD 0:0",
    "2, ffffffffffffffff, LOCAL instance-18446744073709551615",
    "3, 0000fbf400000007, LOC_RIB 64500:7",
    "0, 0000fbf400000007, GLOBAL"
  })
  void tellsInstancesApart(int type, String distinguisher, String shown) {
    String peer = peer(type, 0, distinguisher, "192.0.2.9", 64_496);
    String address = type == 3 ? " 0.0.0.0 " : " 192.0.2.9 ";

    assertThat(up(peer + ends() + OPEN + OPEN).get(0)).contains(" " + shown + address);
  }

  @Test
  void takesATimeOfZeroForUnknownAndKeepsATimeInItsSecond() {
    String head = peer().substring(0, peer().length() - 16);

    assertThat(up(head + "00000000 00000005" + ends() + OPEN + OPEN).get(0)).startsWith("0 GLOBAL");
    assertThat(up(head + "00000001 ffffffff" + ends() + OPEN + OPEN).get(0))
        .startsWith("1999999 GLOBAL");
  }

  @Test
  void acceptsAnOpenThatWeWouldHaveRefused() {
    String holdTimeOfOne = Hex.hex(Messages.message(1, "04 0000 0001 00000000 00"));

    assertThat(up(peer() + ends() + holdTimeOfOne + OPEN).get(0)).contains(" sent AS0 received ");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 41})
  void skipsAPeerHeaderThatIsCutShort(int octets) {
    assertThat(up(peer().substring(0, 2 * octets)))
        .containsExactly(
            "malformed at offset 0: the message ends before the end of its per-peer header",
            "termination none");
  }

  @ParameterizedTest
  @CsvSource({
    "'', the message ends before the OPENs",
    "00000000, the message ends before the OPENs"
  })
  void skipsAPeerUpWithoutItsEnds(String body, String reason) {
    assertThat(up(peer() + body))
        .containsExactly("malformed at offset 0: " + reason, "termination none");
  }

  @Test
  void skipsAPeerUpWhoseOpensAreDamaged() {
    String broken = "malformed at offset 0: the ";
    String keepalive = Hex.hex(Messages.message(4, ""));
    String lying = Hex.hex(Messages.message(1, "04 fbf0 005a c0000201 ff", 4_096));
    String badParameters = Hex.hex(Messages.message(1, "04 fbf0 005a c0000201 05"));

    assertThat(up(peer() + ends()).get(0)).isEqualTo(broken + "message ends inside the sent OPEN");
    assertThat(up(peer() + ends() + OPEN).get(0))
        .isEqualTo(broken + "message ends inside the received OPEN");
    assertThat(up(peer() + ends() + OPEN + keepalive).get(0))
        .isEqualTo(broken + "received OPEN is another message");
    assertThat(up(peer() + ends() + lying + OPEN).get(0))
        .isEqualTo(broken + "message ends inside the sent OPEN");
    assertThat(up(peer() + ends() + "00" + OPEN + OPEN).get(0))
        .isEqualTo(broken + "sent OPEN has no sound header");
    assertThat(up(peer() + ends() + OPEN + badParameters))
        .containsExactly(broken + "received OPEN has malformed parameters", "termination none");
  }

  @Test
  void skipsPeersOfUnknownTypes() {
    assertThat(up(peer(4, 0) + ends() + OPEN + OPEN))
        .containsExactly("unknown peer type 4 in peer-up", "termination none");
  }

  // Peer Down.

  @Test
  void readsEveryReason() {
    assertThat(down("01" + NOTIFICATION).get(0)).isEqualTo(PEER + "down local-notification 6/2");
    assertThat(down("02 0012").get(0)).isEqualTo(PEER + "down local-no-notification event 18");
    assertThat(down("03" + NOTIFICATION).get(0)).isEqualTo(PEER + "down remote-notification 6/2");
    assertThat(down("04").get(0)).isEqualTo(PEER + "down remote-no-notification");
    assertThat(down("05").get(0)).isEqualTo(PEER + "down not-monitored");
    assertThat(down("06" + tlv(3, "676c")).get(0)).isEqualTo(PEER + "down local-with-tlvs 3=676c");
    assertThat(down("06").get(0)).isEqualTo(PEER + "down local-with-tlvs");
  }

  @Test
  void acceptsReasonsThatNobodyAssignedWithWhateverTheyCarry() {
    assertThat(down("07 0102 03")).containsExactly(PEER + "down reason-7", "termination none");
    assertThat(down("00")).containsExactly(PEER + "down reason-0", "termination none");
  }

  @Test
  void skipsAPeerDownWithoutAReason() {
    assertThat(down(""))
        .containsExactly(
            "malformed at offset 0: the message ends before the reason", "termination none");
  }

  @Test
  void believesThatAPeerIsDownWhateverStandsBehindTheReason() {
    String cut = NOTIFICATION.substring(0, 30);

    assertThat(down("01" + cut))
        .containsExactly(
            "malformed at offset 0: the message ends inside the NOTIFICATION",
            PEER + "down local-notification",
            "termination none");
    assertThat(down("03" + OPEN).subList(0, 2))
        .containsExactly(
            "malformed at offset 0: the NOTIFICATION is another message",
            PEER + "down remote-notification");
    assertThat(down("02 00").subList(0, 2))
        .containsExactly(
            "malformed at offset 0: the message ends before the FSM event",
            PEER + "down local-no-notification");
    assertThat(down("04 0000").subList(0, 2))
        .containsExactly(
            "malformed at offset 0: 2 octets are left over behind the reason",
            PEER + "down remote-no-notification");
    assertThat(down("06 0003 ffff").subList(0, 2))
        .containsExactly(
            "malformed at offset 0: TLV of type 3 runs past the message",
            PEER + "down local-with-tlvs");
  }

  @Test
  void readsANotificationTooShortForACode() {
    assertThat(down("03" + Hex.hex(Messages.message(3, "06"))).get(0))
        .isEqualTo(PEER + "down remote-notification");
  }

  @Test
  void expectsTlvsBehindAnyReasonInVersion4() {
    assertThat(BmpTranscript.of(new BmpBuilder().message4(2, peer() + "04" + tlv(3, "676c"))))
        .containsExactly(PEER + "down remote-no-notification 3=676c");
  }
}

package io.prefixwatch.bgp.update;

import static io.prefixwatch.bgp.fixture.Outcomes.announced;
import static io.prefixwatch.bgp.fixture.Outcomes.assertAccepted;
import static io.prefixwatch.bgp.fixture.Outcomes.assertResets;
import static io.prefixwatch.bgp.fixture.Outcomes.assertWithdraws;
import static io.prefixwatch.bgp.fixture.Scans.EBGP;
import static io.prefixwatch.bgp.fixture.UpdateBuilder.AS_PATH;
import static io.prefixwatch.bgp.fixture.UpdateBuilder.ORIGIN;
import static io.prefixwatch.bgp.fixture.UpdateBuilder.anAnnouncement;
import static io.prefixwatch.bgp.fixture.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.attribute.NextHop;
import io.prefixwatch.bgp.error.Disposition;
import io.prefixwatch.bgp.fixture.Messages;
import io.prefixwatch.bgp.fixture.Scans;
import io.prefixwatch.bgp.fixture.UpdateBuilder;
import io.prefixwatch.bgp.message.Nlri;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.message.UpdateMessage;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.bgp.net.Prefix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** NLRI fields, plain and multiprotocol (RFC 4271 section 6.3, RFC 4760, RFC 7911). */
class NlriMalformedTest {

  private static final String NEXT_HOP = Messages.address("2001:db8::1");
  private static final ScanContext ADD_PATH = EBGP.withAddPath(true, true);

  private static UpdateBuilder withReach(String value) {
    return anUpdate().attributes(ORIGIN).attributes(AS_PATH).attribute(0x90, 14, value);
  }

  private static UpdateBuilder withUnreach(String value) {
    return anUpdate().attribute(0x90, 15, value);
  }

  @ParameterizedTest(name = "value \"{0}\"")
  @ValueSource(strings = {"", "00", "0002", "000201", "00020110"})
  void resetsForAReachTooShortForItsHead(String value) {
    assertResets(withReach(value), "3/9");
  }

  @ParameterizedTest(name = "next hop length {0}")
  @ValueSource(ints = {0, 4, 9, 15, 17, 24, 33, 64, 255})
  void resetsForAnIpv6NextHopOfAWrongLength(int length) {
    String value = "000201" + String.format("%02x", length) + "00".repeat(34);

    assertResets(withReach(value), "3/9");
  }

  @Test
  void returnsTheFaultyAttributeInItsAnswer() {
    Notification answer = assertResets(withReach("00020109"), "3/9");

    assertThat(answer.data().hex()).isEqualTo("900e000400020109");
  }

  @Test
  void readsBothHalvesOfALongNextHop() {
    String linkLocal = Messages.address("fe80::1");
    UpdateMessage message =
        assertAccepted(
            withReach(
                "000201 20" + NEXT_HOP + linkLocal + "00" + Messages.nlri("2001:db8:1::/48")));

    assertThat(message.announced().get(0).nextHop())
        .isEqualTo(new NextHop(Address.parse("2001:db8::1"), Address.parse("fe80::1")));
  }

  @Test
  void acceptsALongNextHopWhoseSecondHalfIsNotLinkLocal() {
    assertAccepted(
        withReach("000201 20" + NEXT_HOP + NEXT_HOP + "00" + Messages.nlri("2001:db8:1::/48")));
  }

  @Test
  void acceptsAnIpv6NextHopForIpv4OnlyWhereNegotiated() {
    UpdateBuilder update =
        withReach("000101 10" + NEXT_HOP + "00" + Messages.nlri("203.0.113.0/24"));

    assertResets(update, "3/9");
    assertAccepted(update, EBGP.withIpv6NextHopForIpv4(true));
  }

  @ParameterizedTest(name = "next hop {0}")
  @ValueSource(strings = {"::", "::1", "ff02::1"})
  void withdrawsForAnIpv6NextHopThatIsNoHost(String nextHop) {
    assertWithdraws(
        withReach(
            "000201 10" + Messages.address(nextHop) + "00" + Messages.nlri("2001:db8:1::/48")));
  }

  @Test
  void ignoresTheReservedOctet() {
    assertAccepted(withReach("000201 10" + NEXT_HOP + "ff" + Messages.nlri("2001:db8:1::/48")));
  }

  @ParameterizedTest(name = "AFI and SAFI {0}")
  @ValueSource(strings = {"001946", "000185", "400447", "000180", "000202"})
  void framesButNeverReadsOtherFamilies(String family) {
    UpdateMessage message =
        assertAccepted(withReach(family + "04 c0000201 00 ffffffff").attribute(0x80, 15, family));

    assertThat(message.announced()).isEmpty();
    assertThat(message.otherFamilies()).hasSize(2);
    assertThat(message.otherFamilies().get(0).octets()).isEqualTo(4);
    assertThat(message.otherFamilies().get(0).reach()).isTrue();
    assertThat(message.otherFamilies().get(1).octets()).isZero();
  }

  @Test
  void stillChecksTheAttributesOfOtherFamilies() {
    assertThat(
            Scans.decode(withReach("001946 04 c0000201 00 ffffffff").attribute(0x80, 4, "00"))
                .outcome())
        .isEqualTo(Disposition.WITHDRAW);
  }

  @ParameterizedTest(name = "NLRI {0}")
  @ValueSource(strings = {"21 cb007100 00", "ff cb0071", "18 cb00", "20 cb0071", "18"})
  void resetsForAnIpv4PrefixThatIsTooLongOrCutShort(String nlri) {
    assertResets(anUpdate().mandatory().nlri(nlri), "3/10");
    assertResets(anUpdate().withdrawn(nlri), "3/10");
    assertResets(withReach("000101 04 c0000201 00" + nlri), "3/9");
    assertResets(withUnreach("000101" + nlri), "3/9");
  }

  @Test
  void answersABrokenPlainFieldWithoutData() {
    Notification answer = assertResets(anUpdate().mandatory().nlri("21cb00710000"), "3/10");

    assertThat(answer.data().isEmpty()).isTrue();
  }

  @ParameterizedTest(name = "NLRI {0}")
  @ValueSource(strings = {"81 20010db8000000000000000000000001 00", "40 20010db8", "30 20010db800"})
  void resetsForAnIpv6PrefixThatIsTooLongOrCutShort(String nlri) {
    assertResets(withReach("000201 10" + NEXT_HOP + "00" + nlri), "3/9");
    assertResets(withUnreach("000201" + nlri), "3/9");
  }

  @ParameterizedTest(name = "value \"{0}\"")
  @ValueSource(strings = {"", "00", "0002"})
  void resetsForAnUnreachTooShortForItsFamily(String value) {
    assertResets(withUnreach(value), "3/9");
  }

  @ParameterizedTest(name = "NLRI {0}")
  @ValueSource(strings = {"00", "0000", "000000", "00000001", "00000001 18cb00"})
  void resetsForAPathIdentifierCutShort(String nlri) {
    assertResets(anUpdate().mandatory().nlri(nlri), ADD_PATH, "3/10");
    assertResets(withReach("000201 10" + NEXT_HOP + "00" + nlri), ADD_PATH, "3/9");
  }

  @Test
  void readsPathIdentifiersWhereNegotiated() {
    UpdateMessage message =
        assertAccepted(anUpdate().mandatory().nlri("ffffffff 18cb0071"), ADD_PATH);

    assertThat(message.announced().get(0).nlri())
        .isEqualTo(new Nlri(Prefix.parse("203.0.113.0/24"), 4294967295L));
  }

  @Test
  void masksHostBits() {
    UpdateMessage message = assertAccepted(anUpdate().mandatory().nlri("0c c01f 18 cb0071"));

    assertThat(announced(message))
        .containsExactly(Prefix.parse("192.16.0.0/12"), Prefix.parse("203.0.113.0/24"));
  }

  @Test
  void keepsOneOfAPrefixThatComesTwice() {
    UpdateMessage message = assertAccepted(anAnnouncement().announcing("203.0.113.0/24"));

    assertThat(message.announced()).hasSize(1);
  }

  @Test
  void acceptsStrangePrefixesAsData() {
    UpdateMessage plain =
        assertAccepted(anUpdate().mandatory().nlri("20ffffffff 00 04f0 20e0000001"));
    UpdateMessage multiprotocol = assertAccepted(withReach("000201 10" + NEXT_HOP + "00 00 08ff"));

    assertThat(announced(plain))
        .extracting(Prefix::toString)
        .containsExactly("255.255.255.255/32", "0.0.0.0/0", "240.0.0.0/4", "224.0.0.1/32");
    assertThat(announced(multiprotocol))
        .extracting(Prefix::toString)
        .containsExactly("::/0", "ff00::/8");
  }

  @ParameterizedTest(name = "flags {0}")
  @ValueSource(ints = {0x40, 0xC0, 0x00})
  void resetsForWrongFlagsOnMultiprotocolAttributes(int flags) {
    String reach = "000201 10" + NEXT_HOP + "00" + Messages.nlri("2001:db8:1::/48");

    assertResets(anUpdate().mandatory().attribute(flags, 14, reach), "3/9");
    assertResets(anUpdate().attribute(flags, 15, "000201"), "3/9");
  }

  @Test
  void readsThePlainFieldOnlyWhereIpv4WasNegotiated() {
    ScanContext ipv6Only =
        new ScanContext(
            true,
            false,
            true,
            false,
            false,
            false,
            PeerSort.EBGP,
            false,
            false,
            ParserPolicy.DEFAULT);

    UpdateMessage message = assertAccepted(anAnnouncement(), ipv6Only);

    assertThat(message.announced()).isEmpty();
  }
}

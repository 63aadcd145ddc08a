package io.prefixwatch.bgp.update;

import static io.prefixwatch.bgp.fixture.Outcomes.assertAccepted;
import static io.prefixwatch.bgp.fixture.Outcomes.assertDiscards;
import static io.prefixwatch.bgp.fixture.Outcomes.assertResets;
import static io.prefixwatch.bgp.fixture.Outcomes.assertWithdraws;
import static io.prefixwatch.bgp.fixture.UpdateBuilder.AS_PATH;
import static io.prefixwatch.bgp.fixture.UpdateBuilder.ORIGIN;
import static io.prefixwatch.bgp.fixture.UpdateBuilder.anAnnouncement;
import static io.prefixwatch.bgp.fixture.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.error.Disposition;
import io.prefixwatch.bgp.error.Issue;
import io.prefixwatch.bgp.fixture.Messages;
import io.prefixwatch.bgp.fixture.Scans;
import io.prefixwatch.bgp.fixture.UpdateBuilder;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.message.UpdateMessage;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Prefix;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** UPDATE sections, attribute headers and duplicates (RFC 7606 section 3 to 5). */
class UpdateFrameMalformedTest {

  private static final int TRANSITIVE = 0xC0;

  @Test
  void acceptsAWellFormedAnnouncement() {
    UpdateMessage message = assertAccepted(anAnnouncement());

    assertThat(message.announced()).hasSize(1);
    assertThat(message.announced().get(0).nlri().prefix())
        .isEqualTo(Prefix.parse("203.0.113.0/24"));
    assertThat(message.attributes().asPath()).hasToString("64496 64497");
  }

  @Test
  void resetsWhenWithdrawnRoutesRunPastTheMessage() {
    Notification answer =
        assertResets(anUpdate().withdrawing("203.0.113.0/24").lyingAboutWithdrawn(3), "3/1");

    assertThat(answer.data().isEmpty()).isTrue();
  }

  @Test
  void resetsWhenAttributesRunPastTheMessage() {
    assertResets(anAnnouncement().lyingAboutAttributes(5), "3/1");
  }

  @ParameterizedTest(name = "flags and type {0}")
  @ValueSource(strings = {"c00805", "400505", "d0080005", "c0fe05"})
  void withdrawsWhenTheLastAttributeRunsPastTheList(String header) {
    UpdateMessage message = assertWithdraws(anAnnouncement().attributes(header + "fbf00001"));

    assertThat(message.withdrawn().get(0).prefix()).isEqualTo(Prefix.parse("203.0.113.0/24"));
  }

  @Test
  void resetsWhenAnAttributeRunsPastTheListAndNothingIsReachable() {
    UpdateBuilder update =
        anUpdate().withdrawing("203.0.113.0/24").attributes(ORIGIN).attributes("c00805fbf00001");

    assertResets(update, "3/1");
  }

  @Test
  void resetsWhenTheOverrunningAttributeMayHidePrefixes() {
    assertResets(anAnnouncement().attributes("800e20 0002 01 10 20010db8"), "3/1");
  }

  @ParameterizedTest(name = "left over: {0}")
  @ValueSource(strings = {"c0", "c008", "d00801"})
  void withdrawsWhenAnAttributeHeaderIsCutShort(String rest) {
    assertWithdraws(anAnnouncement().attributes(rest));
  }

  @Test
  void withdrawsAnAnnouncementWithoutAttributes() {
    UpdateMessage message = assertWithdraws(anUpdate().announcing("203.0.113.0/24"));

    assertThat(message.issues())
        .extracting(Issue::reason)
        .containsExactly("ORIGIN is missing", "AS_PATH is missing", "NEXT_HOP is missing");
  }

  @Test
  void withdrawsAnAnnouncementWithUnknownAttributesOnly() {
    assertWithdraws(anUpdate().attribute(TRANSITIVE, 99, "01").announcing("203.0.113.0/24"));
  }

  @Test
  void needsNoNextHopForPrefixesOfMultiprotocolReach() {
    assertAccepted(
        anUpdate().attributes(ORIGIN).attributes(AS_PATH).reachingIpv6("2001:db8:1::/48"));
  }

  @Test
  void readsTheEmptyUpdateAsEndOfRibOfIpv4() {
    assertThat(assertAccepted(anUpdate()).endOfRib()).isEqualTo(Family.IPV4_UNICAST);
  }

  @ParameterizedTest(name = "AFI and SAFI {0} -> {1}")
  @CsvSource({"000101,ipv4-unicast", "000201,ipv6-unicast", "001946,afi-25-safi-70"})
  void readsAnEmptyUnreachAloneAsEndOfRib(String family, String label) {
    Family ended = assertAccepted(anUpdate().attribute(0x80, 15, family)).endOfRib();

    assertThat(ended).hasToString(label);
  }

  @Test
  void readsAnEmptyUnreachBesideOtherAttributesAsNoEndOfRib() {
    UpdateMessage message =
        assertAccepted(anUpdate().attributes(ORIGIN).attribute(0x80, 15, "000201"));

    assertThat(message.endOfRib()).isNull();
  }

  @Test
  void readsAWithdrawalAsNoEndOfRib() {
    UpdateMessage message = assertAccepted(anUpdate().withdrawing("203.0.113.0/24"));

    assertThat(message.endOfRib()).isNull();
    assertThat(message.withdrawn()).hasSize(1);
  }

  @Test
  void keepsTheFirstOfTwoEqualAttributes() {
    UpdateMessage message =
        assertDiscards(
            anAnnouncement()
                .attribute(TRANSITIVE, 8, "fbf00001")
                .attribute(TRANSITIVE, 8, "fbf00002"));

    assertThat(message.attributes().communities()).hasToString("64496:1");
  }

  @ParameterizedTest(name = "type {0}")
  @ValueSource(ints = {14, 15})
  void resetsWhenAMultiprotocolAttributeComesTwice(int type) {
    String value = type == 14 ? "000201 10" + Messages.address("2001:db8::1") + "00" : "000201";

    Notification answer =
        assertResets(
            anAnnouncement().attribute(0x80, type, value).attribute(0x80, type, value), "3/1");

    assertThat(answer.data().isEmpty()).isTrue();
  }

  @Test
  void ignoresTheLowFlagBits() {
    assertAccepted(
        anUpdate()
            .attribute(0x4F, 1, "00")
            .attributes(AS_PATH)
            .attribute(0x48, 3, "c0000201")
            .attribute(0xC8, 8, "fbf00001")
            .announcing("203.0.113.0/24"));
  }

  @Test
  void acceptsThePartialBitOnWellKnownAttributes() {
    assertAccepted(
        anUpdate()
            .attribute(0x60, 1, "00")
            .attributes(AS_PATH)
            .attributes(UpdateBuilder.NEXT_HOP)
            .announcing("203.0.113.0/24"));
  }

  @Test
  void acceptsAnExtendedLengthOfOne() {
    assertAccepted(
        anUpdate()
            .attribute(0x50, 1, "00")
            .attributes(AS_PATH)
            .attributes(UpdateBuilder.NEXT_HOP)
            .announcing("203.0.113.0/24"));
  }

  @Test
  void resetsForAnUnknownWellKnownAttribute() {
    Notification answer = assertResets(anAnnouncement().attribute(0x40, 99, "0102"), "3/2");

    assertThat(answer.data().hex()).isEqualTo("4063020102");
  }

  @Test
  void withdrawsForAnUnknownWellKnownAttributeWhereSoConfigured() {
    ParserPolicy tolerant = new ParserPolicy(Set.of(), Set.of(), false, true);

    assertWithdraws(anAnnouncement().attribute(0x40, 99, ""), Scans.EBGP.withPolicy(tolerant));
  }

  @ParameterizedTest(name = "flags {0}")
  @ValueSource(ints = {0x80, 0xC0, 0xE0})
  void keepsUnknownOptionalAttributesUnread(int flags) {
    UpdateMessage message = assertAccepted(anAnnouncement().attribute(flags, 99, "dead"));

    assertThat(message.attributes().unknown()).hasSize(1);
    assertThat(message.attributes().unknown().get(0).flags()).isEqualTo(flags);
    assertThat(message.attributes().unknown().get(0).value().hex()).isEqualTo("dead");
  }

  @ParameterizedTest(name = "{0} octets")
  @ValueSource(ints = {0, 65_000})
  void keepsUnknownAttributesOfAnyLength(int length) {
    UpdateMessage message =
        assertAccepted(anAnnouncement().attribute(0xD0, 99, "ab".repeat(length)));

    assertThat(message.attributes().unknown().get(0).value().length()).isEqualTo(length);
  }

  @Test
  void dropsTheReservedTypeZero() {
    UpdateMessage message = assertDiscards(anAnnouncement().attribute(0x40, 0, "00"));

    assertThat(message.attributes().unknown()).isEmpty();
  }

  @ParameterizedTest(name = "type {0}")
  @ValueSource(ints = {20, 21, 23, 28, 40, 128, 255})
  void neverLooksIntoTypesItDoesNotUse(int type) {
    assertAccepted(anAnnouncement().attribute(TRANSITIVE, type, ""));
    assertAccepted(anAnnouncement().attribute(TRANSITIVE, type, "00"));
    assertAccepted(anAnnouncement().attribute(TRANSITIVE, type, "01ffff0000ff"));
    assertAccepted(anAnnouncement().attribute(TRANSITIVE, type, "00".repeat(64)));
  }

  @Test
  void announcesWhatIsBothWithdrawnAndAnnounced() {
    UpdateMessage message = assertAccepted(anAnnouncement().withdrawing("203.0.113.0/24"));

    assertThat(message.withdrawn()).isEmpty();
    assertThat(message.announced()).hasSize(1);
  }

  @Test
  void letsTheStrongerOfTwoErrorsWin() {
    UpdateBuilder discardAndWithdraw =
        anAnnouncement().attribute(0x40, 6, "00").attribute(TRANSITIVE, 8, "00");
    UpdateBuilder withdrawAndReset =
        anAnnouncement().attribute(TRANSITIVE, 8, "00").attribute(0x80, 15, "0002");

    UpdateMessage withdrawn = assertWithdraws(discardAndWithdraw);
    assertThat(withdrawn.issues())
        .extracting(Issue::action)
        .containsExactly(Disposition.DISCARD, Disposition.WITHDRAW);
    assertResets(withdrawAndReset, "3/9");
  }

  @Test
  void usesTheCodeOfTheOriginalErrorWhenNothingIsReachable() {
    UpdateBuilder badOrigin = anUpdate().withdrawing("203.0.113.0/24").attribute(0x40, 1, "03");

    Notification answer = assertResets(badOrigin, "3/6");

    assertThat(answer.data().hex()).isEqualTo("40010103");
  }

  @Test
  void answersWithTheStrongestErrorHoweverManyWeakOnesStandBefore() {
    UpdateBuilder update = anAnnouncement();
    for (int i = 0; i < 2 * UpdateScan.MAX_ISSUES; i++) {
      update.attributes(ORIGIN);
    }
    update.attribute(0x80, 15, "0002");

    Notification answer = assertResets(update, "3/9");

    assertThat(answer.data().hex()).isEqualTo("800f020002");
    assertThat(Scans.decode(update).issues()).hasSize(UpdateScan.MAX_ISSUES);
  }

  @Test
  void cutsTheFaultyAttributeInItsAnswerToWhatFits() {
    String tooLong = "ab".repeat(5000);

    Notification answer = assertResets(anAnnouncement().attribute(0x50, 99, tooLong), "3/2");

    assertThat(answer.data().length()).isEqualTo(4075);
  }

  @Test
  void namesTheOffsetOfAFaultFromTheStartOfTheMessage() {
    UpdateMessage message =
        assertDiscards(
            anUpdate()
                .attributes(ORIGIN)
                .attribute(0x40, 6, "00")
                .attributes(AS_PATH)
                .attributes(UpdateBuilder.NEXT_HOP)
                .announcing("203.0.113.0/24"));

    assertThat(message.issues()).extracting(Issue::offset).containsExactly(19 + 4 + 4);
    assertThat(message.issues()).extracting(Issue::attribute).containsExactly(6);
  }
}

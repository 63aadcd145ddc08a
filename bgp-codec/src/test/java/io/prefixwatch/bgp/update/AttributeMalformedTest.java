package io.prefixwatch.bgp.update;

import static io.prefixwatch.bgp.fixture.Outcomes.assertAccepted;
import static io.prefixwatch.bgp.fixture.Outcomes.assertDiscards;
import static io.prefixwatch.bgp.fixture.Outcomes.assertResets;
import static io.prefixwatch.bgp.fixture.Outcomes.assertWithdraws;
import static io.prefixwatch.bgp.fixture.Scans.CONFEDERATION;
import static io.prefixwatch.bgp.fixture.Scans.EBGP;
import static io.prefixwatch.bgp.fixture.Scans.IBGP;
import static io.prefixwatch.bgp.fixture.Scans.OLD_SPEAKER;
import static io.prefixwatch.bgp.fixture.UpdateBuilder.AS_PATH;
import static io.prefixwatch.bgp.fixture.UpdateBuilder.NEXT_HOP;
import static io.prefixwatch.bgp.fixture.UpdateBuilder.ORIGIN;
import static io.prefixwatch.bgp.fixture.UpdateBuilder.anAnnouncement;
import static io.prefixwatch.bgp.fixture.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.attribute.Aggregator;
import io.prefixwatch.bgp.fixture.UpdateBuilder;
import io.prefixwatch.bgp.message.UpdateMessage;
import io.prefixwatch.bgp.net.Address;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each attribute, wrong in each way (RFC 7606 section 7 and the RFCs of the attributes). */
class AttributeMalformedTest {

  private static UpdateBuilder withOrigin(int flags, String value) {
    return anUpdate()
        .attribute(flags, 1, value)
        .attributes(AS_PATH)
        .attributes(NEXT_HOP)
        .announcing("203.0.113.0/24");
  }

  private static UpdateBuilder withPath(String segments) {
    return anUpdate()
        .attributes(ORIGIN)
        .attribute(0x50, 2, segments)
        .attributes(NEXT_HOP)
        .announcing("203.0.113.0/24");
  }

  private static UpdateBuilder withNextHop(String value) {
    return anUpdate()
        .attributes(ORIGIN)
        .attributes(AS_PATH)
        .attribute(0x40, 3, value)
        .announcing("203.0.113.0/24");
  }

  private static UpdateBuilder with(int flags, int type, String value) {
    return anAnnouncement().attribute(flags, type, value);
  }

  @ParameterizedTest(name = "value {0}")
  @ValueSource(strings = {"00", "01", "02"})
  void acceptsEachOrigin(String value) {
    assertAccepted(withOrigin(0x40, value));
  }

  @ParameterizedTest(name = "value \"{0}\"")
  @ValueSource(strings = {"", "0000", "03", "ff"})
  void withdrawsForABrokenOrigin(String value) {
    assertWithdraws(withOrigin(0x40, value));
  }

  @ParameterizedTest(name = "flags {0}")
  @ValueSource(ints = {0xC0, 0x80, 0x00})
  void withdrawsForWrongFlagsOnOrigin(int flags) {
    assertWithdraws(withOrigin(flags, "00"));
  }

  @Test
  void acceptsAnEmptyPath() {
    assertThat(assertAccepted(withPath("")).attributes().asPath().isEmpty()).isTrue();
  }

  @ParameterizedTest(name = "segments {0}")
  @ValueSource(
      strings = {
        "0001 0000fbf0", // segment type 0
        "0501 0000fbf0", // segment type 5
        "0200", // no hops
        "0201 0000fbf0 0200", // no hops in the second
        "0202 0000fbf0", // one hop short
        "0201 0000fbf0 02", // one octet left over
        "0201 00000000", // AS 0
        "0202 0000fbf0 00000000",
        "0101 00000000" // AS 0 in a set
      })
  void withdrawsForABrokenPathOnEverySession(String segments) {
    assertWithdraws(withPath(segments), EBGP);
    assertWithdraws(withPath(segments), IBGP);
  }

  @Test
  void withdrawsForTwoOctetHopsOnAFourOctetSession() {
    assertWithdraws(withPath("0203 fbf0 fbf1 fbf2"), EBGP);
    assertAccepted(withPath("0203 fbf0 fbf1 fbf2"), OLD_SPEAKER);
  }

  @ParameterizedTest(name = "segments {0}")
  @ValueSource(strings = {"0301 0000fbf0", "0201 0000fbf0 0401 0000fbf1"})
  void withdrawsForConfederationSegmentsFromOutside(String segments) {
    assertWithdraws(withPath(segments), EBGP);
    assertAccepted(withPath(segments), IBGP);
  }

  @Test
  void wantsAConfederationPeerToBeginWithAConfederationSequence() {
    assertAccepted(withPath("0301 0000fbf0 0201 0000fbf1"), CONFEDERATION);
    assertWithdraws(withPath("0201 0000fbf1 0301 0000fbf0"), CONFEDERATION);
    assertWithdraws(withPath("0401 0000fbf0"), CONFEDERATION);
    assertWithdraws(withPath(""), CONFEDERATION);
  }

  @Test
  void acceptsAnAsSetUnlessToldToRejectIt() {
    UpdateBuilder aggregate = withPath("0201 0000fbf0 0102 0000fbf1 0000fbf2");
    ParserPolicy strict = new ParserPolicy(Set.of(), Set.of(), true, false);

    assertThat(assertAccepted(aggregate).attributes().asPath()).hasToString("64496 {64497,64498}");
    assertWithdraws(aggregate, EBGP.withPolicy(strict));
  }

  @ParameterizedTest(name = "{0} hops")
  @ValueSource(ints = {2_049, 16_000})
  void readsPathsOfThousandsOfHops(int hops) {
    String full = "02ff" + "0000fbf0".repeat(255);
    String rest = String.format("02%02x", hops % 255) + "0000fbf0".repeat(hops % 255);

    UpdateMessage message = assertAccepted(withPath(full.repeat(hops / 255) + rest));

    assertThat(message.attributes().asPath().length()).isEqualTo(hops);
    assertThat(message.attributes().asPath().segmentCount()).isEqualTo(1);
  }

  @ParameterizedTest(name = "value \"{0}\"")
  @ValueSource(
      strings = {
        "",
        "c0",
        "c000",
        "c00002",
        "c000020101",
        "20010db8000000000000000000000001",
        "00000000",
        "e0000001",
        "ffffffff",
        "7f000001"
      })
  void withdrawsForANextHopThatIsNoHost(String value) {
    assertWithdraws(withNextHop(value));
  }

  @Test
  void acceptsALoopbackNextHopFromALoopbackPeer() {
    ScanContext loopback =
        new ScanContext(
            true,
            true,
            true,
            false,
            false,
            false,
            PeerSort.EBGP,
            true,
            false,
            ParserPolicy.DEFAULT);

    assertAccepted(withNextHop("7f000001"), loopback);
  }

  @ParameterizedTest(name = "value \"{0}\"")
  @ValueSource(strings = {"", "00000000", "c0000201ff"})
  void ignoresANextHopBesideMultiprotocolReach(String value) {
    assertAccepted(
        anUpdate()
            .attributes(ORIGIN)
            .attributes(AS_PATH)
            .attribute(0x40, 3, value)
            .reachingIpv6("2001:db8:1::/48"));
  }

  @ParameterizedTest(name = "flags {0}, value \"{1}\"")
  @CsvSource({"80,''", "80,000001", "80,0000000001", "c0,00000001"})
  void withdrawsForABrokenMed(String flags, String value) {
    assertWithdraws(with(Integer.parseInt(flags, 16), 4, value));
  }

  @ParameterizedTest(name = "value \"{0}\"")
  @ValueSource(strings = {"", "000064", "00000064"})
  void dropsLocalPrefFromOutsideWhateverItHolds(String value) {
    UpdateMessage message = assertDiscards(with(0x40, 5, value));

    assertThat(message.attributes().localPref()).isNull();
  }

  @Test
  void readsLocalPrefFromInside() {
    assertThat(assertAccepted(with(0x40, 5, "00000064"), IBGP).attributes().localPref())
        .isEqualTo(100);
    assertWithdraws(with(0x40, 5, "000064"), IBGP);
  }

  @Test
  void dropsAnAtomicAggregateWithAValue() {
    assertThat(assertAccepted(with(0x40, 6, "")).attributes().atomicAggregate()).isTrue();
    assertThat(assertDiscards(with(0x40, 6, "00")).attributes().atomicAggregate()).isFalse();
  }

  @ParameterizedTest(name = "value {0}")
  @ValueSource(
      strings = {
        "0000fbf0c0",
        "fbf0c0000201", // the 2-octet form
        "0000fbf0c00002",
        "0000fbf0c000020101",
        "00000000c0000201" // AS 0
      })
  void dropsABrokenAggregator(String value) {
    assertThat(assertDiscards(with(0xC0, 7, value)).attributes().aggregator()).isNull();
  }

  @Test
  void readsTheAggregatorInTheWidthOfTheSession() {
    assertAccepted(with(0xC0, 7, "0000fbf0c0000201"), EBGP);
    assertAccepted(withPathOfTwoOctets().attribute(0xC0, 7, "fbf0c0000201"), OLD_SPEAKER);
    assertDiscards(withPathOfTwoOctets().attribute(0xC0, 7, "0000fbf0c0000201"), OLD_SPEAKER);
  }

  @ParameterizedTest(name = "type {0}")
  @ValueSource(ints = {6, 7})
  void withdrawsForWrongFlagsOnAggregation(int type) {
    assertWithdraws(with(0x80, type, type == 6 ? "" : "0000fbf0c0000201"));
  }

  @ParameterizedTest(name = "type {0}, {1} octets")
  @CsvSource({"8,0", "8,5", "16,0", "16,9", "25,0", "25,21", "32,0", "32,11", "32,13"})
  void withdrawsForCommunitiesOfAWrongLength(int type, int octets) {
    assertWithdraws(with(0xC0, type, "01".repeat(octets)));
  }

  @ParameterizedTest(name = "type {0}, {1} octets")
  @CsvSource({"8,4", "16,8", "25,20", "32,12"})
  void acceptsCommunitiesOfTheRightLength(int type, int octets) {
    assertAccepted(with(0xC0, type, "01".repeat(octets)));
  }

  @ParameterizedTest(name = "type {0}, {1} octets")
  @CsvSource({"9,3", "10,0", "10,5"})
  void judgesReflectionAttributesByTheKindOfSession(int type, int octets) {
    assertDiscards(with(0x80, type, "01".repeat(octets)), EBGP);
    assertWithdraws(with(0x80, type, "01".repeat(octets)), IBGP);
  }

  @Test
  void acceptsReflectionAttributesFromInsideOnly() {
    assertAccepted(with(0x80, 9, "c0000201"), IBGP);
    assertAccepted(with(0x80, 10, "c0000201c0000202"), IBGP);
    assertDiscards(with(0x80, 9, "c0000201"), EBGP);
    assertDiscards(with(0x80, 10, "c0000201c0000202"), EBGP);
  }

  @ParameterizedTest(name = "flags {0}, value \"{1}\"")
  @CsvSource({
    "80,''",
    "80,01",
    "80,0100",
    "80,01000a00000000000000",
    "80,01000c000000000000000000",
    "c0,01000b0000000000000064"
  })
  void dropsABrokenAigp(String flags, String value) {
    assertDiscards(with(Integer.parseInt(flags, 16), 26, value));
  }

  @Test
  void acceptsASoundAigp() {
    assertAccepted(with(0x80, 26, "01000b0000000000000064"));
  }

  @Test
  void dropsABgpLsAttributeWhoseTlvRunsPastIt() {
    assertAccepted(with(0x80, 29, "0400000100"));
    assertDiscards(with(0x80, 29, "0400000200"));
    assertDiscards(with(0x80, 29, "040000"));
  }

  @ParameterizedTest(name = "{0} octets")
  @ValueSource(ints = {0, 3, 5, 1024})
  void withdrawsForAnOtcOfAWrongLength(int octets) {
    assertWithdraws(with(0xD0, 35, "01".repeat(octets)));
  }

  @Test
  void withdrawsForAnOtcOfZero() {
    assertWithdraws(with(0xC0, 35, "00000000"));
    assertThat(assertAccepted(with(0xC0, 35, "0000fbf0")).attributes().otc()).isEqualTo(64496);
  }

  @Test
  void dropsTheAs4AttributesOfAFourOctetSpeaker() {
    assertDiscards(with(0xC0, 17, "0201 0000fbf0"), EBGP);
    assertDiscards(with(0xC0, 18, "0000fbf0c0000201"), EBGP);
  }

  @ParameterizedTest(name = "value \"{0}\"")
  @ValueSource(strings = {"", "02", "0202 0000fbf0", "0501 0000fbf0", "0201 00000000"})
  void dropsABrokenAs4Path(String value) {
    UpdateMessage message =
        assertDiscards(withPathOfTwoOctets().attribute(0xC0, 17, value), OLD_SPEAKER);

    assertThat(message.attributes().asPath()).hasToString("64496 23456");
  }

  @ParameterizedTest(name = "value \"{0}\"")
  @ValueSource(strings = {"", "0000fbf0c00002", "0000fbf0c000020101", "00000000c0000201"})
  void dropsABrokenAs4Aggregator(String value) {
    assertDiscards(withPathOfTwoOctets().attribute(0xC0, 18, value), OLD_SPEAKER);
  }

  @Test
  void mergesAs4PathIntoThePathOfAnOldSpeaker() {
    UpdateMessage message =
        assertAccepted(withPathOfTwoOctets().attribute(0xC0, 17, "0201 00010000"), OLD_SPEAKER);

    assertThat(message.attributes().asPath()).hasToString("64496 65536");
  }

  /** A set of the longer numbers would else come into the merged path unseen (RFC 9774). */
  @Test
  void withdrawsForASetInEitherPathWhereSetsAreRejected() {
    ParserPolicy rejecting = new ParserPolicy(Set.of(), Set.of(), true, false);
    UpdateBuilder setInAs4Path =
        withPathOfTwoOctets().attribute(0xC0, 17, "0101 0000fbf0 0201 00010000");
    UpdateBuilder setInAsPath = withPath("0201 0000fbf0 0101 0000fbf1");

    assertWithdraws(setInAs4Path, OLD_SPEAKER.withPolicy(rejecting));
    assertWithdraws(setInAsPath, EBGP.withPolicy(rejecting));
    assertAccepted(setInAs4Path, OLD_SPEAKER);
    assertAccepted(setInAsPath, EBGP);
  }

  @Test
  void ignoresAnAs4PathThatIsLongerThanThePath() {
    UpdateMessage message =
        assertAccepted(
            withPathOfTwoOctets().attribute(0xC0, 17, "0203 00010000 00010001 00010002"),
            OLD_SPEAKER);

    assertThat(message.attributes().asPath()).hasToString("64496 23456");
  }

  @Test
  void usesAs4PathWithoutTheConfederationSegmentsInIt() {
    UpdateMessage message =
        assertAccepted(
            withPathOfTwoOctets().attribute(0xC0, 17, "0301 0000fbff 0201 00010000"), OLD_SPEAKER);

    assertThat(message.attributes().asPath()).hasToString("64496 65536");
  }

  @Test
  void ignoresBothAs4AttributesWhenTheAggregatorNamesARealAs() {
    UpdateMessage message =
        assertAccepted(
            withPathOfTwoOctets()
                .attribute(0xC0, 17, "0201 00010000")
                .attribute(0xC0, 7, "fbf0c0000201")
                .attribute(0xC0, 18, "00010000c0000202"),
            OLD_SPEAKER);

    assertThat(message.attributes().asPath()).hasToString("64496 23456");
    assertThat(message.attributes().aggregator())
        .isEqualTo(new Aggregator(64496, Address.parse("192.0.2.1")));
  }

  @Test
  void takesTheAggregatorFromAs4AggregatorBehindAsTrans() {
    UpdateMessage message =
        assertAccepted(
            withPathOfTwoOctets()
                .attribute(0xC0, 7, "5ba0c0000201")
                .attribute(0xC0, 18, "00010000c0000202"),
            OLD_SPEAKER);

    assertThat(message.attributes().aggregator())
        .isEqualTo(new Aggregator(65536, Address.parse("192.0.2.2")));
  }

  @Test
  void resetsForAnAttributeErrorThatReachesNothing() {
    assertResets(anUpdate().withdrawing("203.0.113.0/24").attribute(0xC0, 35, "00"), "3/9");
    assertResets(anUpdate().attribute(0x80, 4, "00"), "3/5");
    assertResets(anUpdate().attribute(0xC0, 4, "00000000"), "3/4");
    assertResets(anUpdate().attribute(0x40, 2, "0200"), "3/11");
  }

  @Test
  void appliesTheOperatorsListsOfTypes() {
    ParserPolicy lists = new ParserPolicy(Set.of(99), Set.of(98), false, false);

    assertDiscards(with(0xC0, 99, "00"), EBGP.withPolicy(lists));
    assertWithdraws(with(0xC0, 98, "00"), EBGP.withPolicy(lists));
    assertAccepted(with(0xC0, 97, "00"), EBGP.withPolicy(lists));
  }

  /** AS_PATH 64496 AS_TRANS with 2-octet numbers. */
  private static UpdateBuilder withPathOfTwoOctets() {
    return withPath("0202 fbf0 5ba0");
  }
}

package io.prefixwatch.daemon.inspect;

import static io.prefixwatch.bgp.fixture.MrtBuilder.entry;
import static io.prefixwatch.bgp.fixture.MrtBuilder.head;
import static io.prefixwatch.bgp.fixture.MrtBuilder.headIpv6;
import static io.prefixwatch.bgp.fixture.MrtBuilder.peerTable;
import static io.prefixwatch.bgp.fixture.MrtBuilder.routes;
import static io.prefixwatch.bgp.fixture.MrtBuilder.tableDump;
import static io.prefixwatch.bgp.fixture.UpdateBuilder.AS_PATH;
import static io.prefixwatch.bgp.fixture.UpdateBuilder.NEXT_HOP;
import static io.prefixwatch.bgp.fixture.UpdateBuilder.ORIGIN;
import static io.prefixwatch.bgp.fixture.UpdateBuilder.anAnnouncement;
import static io.prefixwatch.bgp.fixture.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.fixture.Hex;
import io.prefixwatch.bgp.fixture.Messages;
import io.prefixwatch.bgp.fixture.MrtBuilder;
import io.prefixwatch.bgp.fixture.UpdateBuilder;
import io.prefixwatch.bgp.mrt.MrtFault;
import io.prefixwatch.bgp.mrt.MrtParser;
import io.prefixwatch.bgp.mrt.MrtReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of dump, octet by octet. */
class RecordingDumpTest {

  private static final String HEAD =
      "{\"time\":\"2026-11-20T12:00:00.000000Z\",\"type\":\"%s\",\"peer\":\"192.0.2.9\","
          + "\"peer_asn\":64496,";

  private static final String NO_ATTRIBUTES =
      "\"as_path\":null,\"origin\":null,\"next_hop\":null,\"med\":null,\"local_pref\":null,"
          + "\"communities\":null,\"ext_communities\":null,\"large_communities\":null,"
          + "\"aggregator\":null,\"atomic_aggregate\":null,\"otc\":null";

  private static final String MANDATORY_ATTRIBUTES =
      "\"as_path\":[64496,64497],\"origin\":\"igp\",\"next_hop\":\"192.0.2.1\",\"med\":null,"
          + "\"local_pref\":null,\"communities\":[],\"ext_communities\":[],"
          + "\"large_communities\":[],\"aggregator\":null,\"atomic_aggregate\":false,\"otc\":null";

  private final List<String> complaints = new ArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final RecordingDump dump =
      new RecordingDump(out, (MrtFault fault) -> complaints.add(fault.toString()));

  private List<String> dump(MrtBuilder file) {
    try {
      MrtReader reader = new MrtReader(new ByteArrayInputStream(file.build()));
      new MrtParser(dump).parseAll(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    dump.flush();
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private List<String> dump(UpdateBuilder update) {
    return dump(new MrtBuilder().record(16, 4, head(true) + Hex.hex(update.build())));
  }

  private static String line(String type, String prefix, String rest) {
    return String.format(HEAD, type)
        + "\"prefix\":\""
        + prefix
        + "\",\"path_id\":null,"
        + rest
        + "}";
  }

  @Test
  void printsAnAnnouncementWithEveryKeyInItsOrder() {
    UpdateBuilder full =
        anAnnouncement()
            .attribute(0x80, 4, "0000000a")
            .attribute(0x40, 5, "00000064")
            .attribute(0x40, 6, "")
            .attribute(0xC0, 7, "0000fbf1c0000207")
            .attribute(0xC0, 8, "fbf41f47ffffff01")
            .attribute(0xC0, 16, "0002fbf400000064")
            .attribute(0xC0, 32, "0000fbf40000000000000001")
            .attribute(0xC0, 35, "0000fbf0");

    assertThat(dump(full))
        .containsExactly(
            line(
                "announce",
                "203.0.113.0/24",
                "\"as_path\":[64496,64497],\"origin\":\"igp\",\"next_hop\":\"192.0.2.1\","
                    + "\"med\":10,\"local_pref\":100,"
                    + "\"communities\":[\"64500:8007\",\"65535:65281\"],"
                    + "\"ext_communities\":[\"0002fbf400000064\"],"
                    + "\"large_communities\":[\"64500:0:1\"],"
                    + "\"aggregator\":{\"asn\":64497,\"address\":\"192.0.2.7\"},"
                    + "\"atomic_aggregate\":true,\"otc\":64496"));
    assertThat(complaints).isEmpty();
  }

  @Test
  void printsALineForEachPrefixOfAMessage() {
    assertThat(dump(anAnnouncement().announcing("198.51.100.0/24").withdrawing("192.0.2.0/24")))
        .containsExactly(
            line("withdraw", "192.0.2.0/24", NO_ATTRIBUTES),
            line("announce", "203.0.113.0/24", MANDATORY_ATTRIBUTES),
            line("announce", "198.51.100.0/24", MANDATORY_ATTRIBUTES));
  }

  @Test
  void printsAnAnnounceAloneForWhatIsAlsoWithdrawn() {
    assertThat(dump(anAnnouncement().withdrawing("203.0.113.0/24").withdrawing("198.51.100.0/24")))
        .containsExactly(
            line("withdraw", "198.51.100.0/24", NO_ATTRIBUTES),
            line("announce", "203.0.113.0/24", MANDATORY_ATTRIBUTES));
  }

  @Test
  void printsIpv6WithBothHalvesOfItsNextHop() {
    String reach =
        "000201 20"
            + Messages.address("2001:db8::1")
            + Messages.address("fe80::1")
            + "00"
            + Messages.nlri("2001:db8:1::/48");
    String unreach = "000201" + Messages.nlri("2001:db8:2::/48");
    UpdateBuilder update =
        anUpdate()
            .attributes(ORIGIN)
            .attributes(AS_PATH)
            .attribute(0x80, 14, reach)
            .attribute(0x80, 15, unreach);

    List<String> lines = dump(new MrtBuilder().record(16, 4, headIpv6() + Hex.hex(update.build())));

    assertThat(lines).hasSize(2);
    assertThat(lines.get(0))
        .contains("\"type\":\"withdraw\",\"peer\":\"2001:db8::9\"")
        .contains("\"prefix\":\"2001:db8:2::/48\"");
    assertThat(lines.get(1))
        .contains("\"next_hop\":\"2001:db8::1\",\"next_hop_link_local\":\"fe80::1\",\"med\"");
  }

  @Test
  void printsPathIdentifiersAndMicroseconds() {
    UpdateBuilder update =
        anUpdate().mandatory().nlri("ffffffff 18cb0071").withdrawn("00000000 18cb0071");

    List<String> lines =
        dump(new MrtBuilder().record(17, 9, "0001e240" + head(true) + Hex.hex(update.build())));

    assertThat(lines).hasSize(2);
    assertThat(lines.get(0))
        .contains("12:00:00.123456Z\",\"type\":\"withdraw\"")
        .contains("\"prefix\":\"203.0.113.0/24\",\"path_id\":0,");
    assertThat(lines.get(1)).contains("\"path_id\":4294967295,");
  }

  @Test
  void mergesThePathOfAnOldSpeaker() {
    String attributes = ORIGIN + "400206 0202 fbf0 5ba0" + NEXT_HOP + "c01106 0201 00010000";
    UpdateBuilder update = anUpdate().attributes(attributes).announcing("203.0.113.0/24");

    assertThat(dump(new MrtBuilder().record(16, 1, head(false) + Hex.hex(update.build()))).get(0))
        .contains("\"as_path\":[64496,65536]");
  }

  @Test
  void showsWhatASessionWouldDrop() {
    UpdateBuilder update =
        anUpdate()
            .attributes(ORIGIN)
            .attributes("400206 0301 0000fbff")
            .attributes("400304 7f000001")
            .attribute(0x40, 5, "00000064")
            .announcing("203.0.113.0/24");

    assertThat(dump(update).get(0))
        .contains("\"as_path\":[{\"confed_sequence\":[64511]}]")
        .contains("\"next_hop\":\"127.0.0.1\"")
        .contains("\"local_pref\":100");
  }

  @Test
  void printsAWithdrawWithItsReasonForWhatCountsAsWithdrawn() {
    UpdateBuilder as0 =
        anUpdate()
            .attributes(ORIGIN)
            .attributes("400206 0201 00000000")
            .attributes(NEXT_HOP)
            .announcing("203.0.113.0/24")
            .withdrawing("203.0.113.0/24")
            .withdrawing("198.51.100.0/24");

    assertThat(dump(as0))
        .containsExactly(
            line("withdraw", "198.51.100.0/24", NO_ATTRIBUTES),
            line(
                "withdraw", "203.0.113.0/24", NO_ATTRIBUTES + ",\"reason\":\"treat-as-withdraw\""));
    assertThat(complaints).isEmpty();
  }

  @Test
  void printsTableEntriesWithTheTimeTheyWereReceived() {
    String attributes = ORIGIN + AS_PATH + NEXT_HOP;

    assertThat(
            dump(
                new MrtBuilder()
                    .record(13, 1, peerTable())
                    .record(13, 2, routes(entry(0, "", attributes)))))
        .containsExactly(
            line(
                "rib",
                "203.0.113.0/24",
                MANDATORY_ATTRIBUTES + ",\"originated\":\"2026-11-20T11:59:00.000000Z\""));
  }

  @Test
  void printsTableEntriesOfTheOldFormat() {
    String attributes = ORIGIN + "400206 0202 fbf0 fbf1" + NEXT_HOP;

    assertThat(dump(new MrtBuilder().record(12, 1, tableDump(attributes))))
        .containsExactly(
            line(
                "rib",
                "203.0.113.0/24",
                MANDATORY_ATTRIBUTES + ",\"originated\":\"2026-11-20T11:59:00.000000Z\""));
  }

  @Test
  void printsATableEntryWithoutAttributes() {
    assertThat(
            dump(new MrtBuilder()
                    .record(13, 1, peerTable())
                    .record(13, 2, routes(entry(0, "", ""))))
                .get(0))
        .contains("\"as_path\":[],\"origin\":null,\"next_hop\":null,");
  }

  @Test
  void printsAWithdrawForATableEntryWithBrokenAttributes() {
    assertThat(
            dump(
                new MrtBuilder()
                    .record(13, 1, peerTable())
                    .record(13, 2, routes(entry(0, "", "40010103")))))
        .containsExactly(
            line(
                "withdraw", "203.0.113.0/24", NO_ATTRIBUTES + ",\"reason\":\"treat-as-withdraw\""));
  }

  @Test
  void takesTheNextHopOfATableEntryFromReach() {
    String attributes = ORIGIN + AS_PATH + "800e11 10" + Messages.address("2001:db8::1");

    assertThat(
            dump(new MrtBuilder()
                    .record(13, 1, peerTable())
                    .record(13, 2, routes(entry(0, "", attributes))))
                .get(0))
        .contains("\"next_hop\":\"2001:db8::1\"");
  }

  @Test
  void printsStateChanges() {
    assertThat(dump(new MrtBuilder().record(16, 5, head(true) + "0005 0006")))
        .containsExactly(
            String.format(HEAD, "state")
                + "\"prefix\":null,\"path_id\":null,"
                + NO_ATTRIBUTES
                + ",\"old_state\":\"openconfirm\",\"new_state\":\"established\"}");
  }

  @ParameterizedTest(name = "subtype {0}")
  @ValueSource(ints = {6, 7, 10, 11})
  void leavesOutWhatTheCollectorSent(int subtype) {
    String head = head(subtype == 7 || subtype == 11);

    assertThat(dump(new MrtBuilder().record(16, subtype, head + Hex.hex(anAnnouncement().build()))))
        .isEmpty();
    assertThat(complaints).isEmpty();
  }

  @Test
  void printsNothingForOtherMessagesFamiliesAndEndOfRib() {
    MrtBuilder file = new MrtBuilder();
    for (byte[] message :
        List.of(
            Messages.open(""),
            Messages.message(4, ""),
            Messages.message(3, "0602"),
            Messages.message(5, "00010001"),
            anUpdate().build(),
            anUpdate().attribute(0x80, 15, "000201").build(),
            anUpdate()
                .attributes(ORIGIN)
                .attributes(AS_PATH)
                .attribute(0x80, 14, "001946 04 c0000201 00 ffff")
                .build())) {
      file.record(16, 4, head(true) + Hex.hex(message));
    }

    assertThat(dump(file)).isEmpty();
    assertThat(complaints).isEmpty();
  }

  @Test
  void complainsAboutAMalformedMessageAndGoesOn() {
    MrtBuilder file =
        new MrtBuilder()
            .record(
                16, 4, head(true) + Hex.hex(anUpdate().mandatory().nlri("21ffffffffff").build()))
            .record(16, 4, head(true) + Hex.hex(anAnnouncement().build()));

    assertThat(dump(file))
        .containsExactly(line("announce", "203.0.113.0/24", MANDATORY_ATTRIBUTES));
    assertThat(complaints)
        .containsExactly(
            "offset 0: the UPDATE of 192.0.2.9 AS64496 is malformed at octet 47: malformed prefix");
  }

  @Test
  void complainsAboutAMalformedTableEntryAndGoesOn() {
    String broken = ORIGIN + AS_PATH + "800e02 0102";
    MrtBuilder file =
        new MrtBuilder()
            .record(13, 1, peerTable())
            .record(13, 2, routes(entry(0, "", broken), entry(0, "", ORIGIN)));

    assertThat(dump(file)).hasSize(1);
    assertThat(complaints).hasSize(1);
    assertThat(complaints.get(0))
        .contains("the entry for 203.0.113.0/24 of 192.0.2.9 AS64496 is malformed in attribute 14");
  }

  @Test
  void countsTheTypesItSkips() {
    dump(
        new MrtBuilder()
            .record(13, 1, peerTable())
            .record(13, 6, "00")
            .record(13, 6, "00")
            .record(48, 0, ""));

    assertThat(dump.unsupported()).hasToString("{OSPFv3=1, TABLE_DUMP_V2/RIB_GENERIC=2}");
  }

  @Test
  void printsMoreThanItsBufferHoldsWithoutLosingALine() {
    MrtBuilder file = new MrtBuilder();
    UpdateBuilder update = anUpdate().mandatory();
    for (int i = 0; i < 256; i++) {
      update.nlri(String.format("20cb0071%02x", i));
    }
    String record = head(true) + Hex.hex(update.build());
    for (int i = 0; i < 20; i++) {
      file.record(16, 4, record);
    }

    List<String> lines = dump(file);

    assertThat(lines).hasSize(20 * 256);
    assertThat(lines).allMatch(line -> line.startsWith("{\"time\"") && line.endsWith("}"));
    assertThat(lines.get(255)).contains("\"prefix\":\"203.0.113.255/32\"");
  }
}

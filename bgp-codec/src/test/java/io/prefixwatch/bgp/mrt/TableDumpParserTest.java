package io.prefixwatch.bgp.mrt;

import static io.prefixwatch.bgp.fixture.MrtBuilder.entry;
import static io.prefixwatch.bgp.fixture.MrtBuilder.peerTable;
import static io.prefixwatch.bgp.fixture.MrtBuilder.routes;
import static io.prefixwatch.bgp.fixture.MrtBuilder.tableDump;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.fixture.Hex;
import io.prefixwatch.bgp.fixture.Messages;
import io.prefixwatch.bgp.fixture.MrtBuilder;
import io.prefixwatch.bgp.fixture.MrtTranscript;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TABLE_DUMP and TABLE_DUMP_V2 (RFC 6396 section 4.2 and 4.3, RFC 8050 section 4). */
class TableDumpParserTest {

  private static final String ORIGIN = "40010100";
  private static final String TIME = MrtBuilder.NOON + "000000";
  private static final String SINCE = (MrtBuilder.NOON - 60) + "000000";

  private static List<String> read(int subtype, String body) {
    return MrtTranscript.of(
        new MrtBuilder().record(13, 1, peerTable()).record(13, subtype, body).build());
  }

  private static List<String> readOld(int subtype, String body) {
    return MrtTranscript.of(new MrtBuilder().record(12, subtype, body).build());
  }

  @Test
  void readsAnIpv4Route() {
    assertThat(readOld(1, tableDump(ORIGIN)))
        .containsExactly(
            TIME + " rib 192.0.2.9 AS64496 203.0.113.0/24 since " + SINCE + " " + ORIGIN);
  }

  @Test
  void readsAnIpv6Route() {
    String body =
        "00000001"
            + Messages.address("2001:db8:1::ffff")
            + "3001"
            + Hex.u32(MrtBuilder.NOON - 60)
            + Messages.address("2001:db8::9")
            + "fbf00004"
            + ORIGIN;

    assertThat(readOld(2, body))
        .containsExactly(
            TIME + " rib 2001:db8::9 AS64496 2001:db8:1::/48 since " + SINCE + " " + ORIGIN);
  }

  @Test
  void reportsAnImpossiblePrefixLengthOfAnOldRecord() {
    assertThat(readOld(1, tableDump(ORIGIN).replace("18 01", "21 01")))
        .containsExactly("malformed at offset 0: prefix length 33");
    assertThat(readOld(1, tableDump(ORIGIN).replace("18 01", "ff 01")))
        .containsExactly("malformed at offset 0: prefix length 255");
  }

  @Test
  void reportsAnOldRecordCutAtAnyOctetOnce() {
    String body = tableDump(ORIGIN).replace(" ", "");

    for (int octets = 0; octets < body.length() / 2; octets++) {
      assertThat(readOld(1, body.substring(0, 2 * octets)))
          .as("cut at %d", octets)
          .hasSize(1)
          .allMatch(line -> line.startsWith("malformed at offset 0: "));
    }
  }

  @Test
  void readsAnOldRecordAndReportsWhatIsLeftOver() {
    List<String> lines = readOld(1, tableDump(ORIGIN) + "ff");

    assertThat(lines).hasSize(2);
    assertThat(lines.get(1)).endsWith("1 octets are left over in the record");
  }

  @Test
  void readsTheRoutesOfAPrefixWithThePeersOfTheTable() {
    assertThat(read(2, routes(entry(1, "", ORIGIN), entry(0, "", ""))))
        .containsExactly(
            TIME + " rib 2001:db8::9 AS65536 203.0.113.0/24 since " + SINCE + " as4 " + ORIGIN,
            TIME + " rib 192.0.2.9 AS64496 203.0.113.0/24 since " + SINCE + " as4 ");
  }

  @Test
  void readsIpv6Routes() {
    String body = "00000000 41 20010db800010000 ff 0001" + entry(0, "", ORIGIN);

    assertThat(read(4, body).get(0)).contains(" 2001:db8:1:0:8000::/65 ");
  }

  @ParameterizedTest(name = "subtype {0}")
  @CsvSource({"8,203.0.113.0/24", "10,cb00:7100::/24"})
  void readsPathIdentifiers(int subtype, String prefix) {
    assertThat(read(subtype, routes(entry(0, "00000000", ORIGIN), entry(0, "ffffffff", ORIGIN))))
        .containsExactly(
            TIME + " rib 192.0.2.9 AS64496 " + prefix + " path 0 since " + SINCE + " as4 " + ORIGIN,
            TIME
                + " rib 192.0.2.9 AS64496 "
                + prefix
                + " path 4294967295 since "
                + SINCE
                + " as4 "
                + ORIGIN);
  }

  @Test
  void readsThePrefixesOfBothEnds() {
    assertThat(read(2, "00000000 00 0001" + entry(0, "", "")).get(0)).contains(" 0.0.0.0/0 ");
    assertThat(read(2, "00000000 20 cb007101 0001" + entry(0, "", "")).get(0))
        .contains(" 203.0.113.1/32 ");
    assertThat(
            read(4, "00000000 80" + Messages.address("2001:db8::1") + "0001" + entry(0, "", ""))
                .get(0))
        .contains(" 2001:db8::1/128 ");
  }

  @ParameterizedTest(name = "subtype {0}")
  @CsvSource({
    "0, TABLE_DUMP_V2/0",
    "3, TABLE_DUMP_V2/RIB_IPV4_MULTICAST",
    "5, TABLE_DUMP_V2/RIB_IPV6_MULTICAST",
    "6, TABLE_DUMP_V2/RIB_GENERIC",
    "7, TABLE_DUMP_V2/GEO_PEER_TABLE",
    "12, TABLE_DUMP_V2/RIB_GENERIC_ADDPATH",
    "13, TABLE_DUMP_V2/13"
  })
  void countsOtherTablesAsUnsupported(int subtype, String label) {
    assertThat(read(subtype, routes(entry(0, "", ORIGIN)))).containsExactly("unsupported " + label);
  }

  @Test
  void countsOtherRecordsAsUnsupported() {
    assertThat(readOld(3, tableDump(ORIGIN))).containsExactly("unsupported TABLE_DUMP/3");
    assertThat(MrtTranscript.of(new MrtBuilder().record(48, 0, "00").record(99, 7, "").build()))
        .containsExactly("unsupported OSPFv3", "unsupported type 99");
  }

  @Test
  void reportsRoutesBeforeAnyPeerTableOncePerRecord() {
    byte[] file =
        new MrtBuilder().record(13, 2, routes(entry(0, "", ORIGIN), entry(1, "", ORIGIN))).build();

    assertThat(MrtTranscript.of(file))
        .containsExactly(
            "malformed at offset 0: routes before any PEER_INDEX_TABLE, so nobody knows whose");
  }

  @Test
  void reportsEntriesOfPeersThatTheTableLacksAndReadsTheOthers() {
    List<String> lines =
        read(2, routes(entry(2, "", ORIGIN), entry(0, "", ORIGIN), entry(65535, "", ORIGIN)));

    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).contains(" rib 192.0.2.9 ");
    assertThat(lines.get(1)).endsWith("2 of 3 entries name a peer that the PEER_INDEX_TABLE lacks");
  }

  @Test
  void reportsAttributesThatRunPastTheRecord() {
    String lying = entry(0, "", "") + "0001" + Hex.u32(0) + "ffff" + ORIGIN;
    String body = "00000007" + Messages.nlri("203.0.113.0/24") + "0002" + lying;

    List<String> lines = read(2, body);

    assertThat(lines).hasSize(2);
    assertThat(lines.get(1)).endsWith("the attributes of entry 1 run past the record");
  }

  @ParameterizedTest(name = "subtype {0}, length {1}")
  @CsvSource({"2,33", "2,255", "4,129", "8,33", "10,129"})
  void reportsAnImpossiblePrefixLength(int subtype, int length) {
    String body = "00000000" + String.format("%02x", length) + "00".repeat(40);

    assertThat(read(subtype, body)).hasSize(1);
    assertThat(read(subtype, body).get(0)).endsWith("prefix length " + length);
  }

  @ParameterizedTest(name = "subtype {0}")
  @ValueSource(ints = {2, 4, 8, 10})
  void reportsARecordCutAtAnyOctetOnce(int subtype) {
    String pathId = subtype >= 8 ? "00000001" : "";
    String body = routes(entry(0, pathId, ORIGIN), entry(1, pathId, ORIGIN));

    for (int octets = 0; octets < body.length() / 2; octets++) {
      List<String> lines = read(subtype, body.substring(0, 2 * octets));
      assertThat(lines.stream().filter(line -> line.startsWith("malformed")))
          .as("cut at %d", octets)
          .hasSize(1);
    }
    assertThat(read(subtype, body)).hasSize(2).noneMatch(line -> line.startsWith("malformed"));
  }

  @Test
  void keepsThePeersBeforeTheCutOfADamagedTable() {
    String table = peerTable().replace(" ", "");
    for (int octets = 0; octets < table.length() / 2; octets++) {
      byte[] file =
          new MrtBuilder()
              .record(13, 1, table.substring(0, 2 * octets))
              .record(13, 2, routes(entry(0, "", ORIGIN)))
              .build();
      boolean firstPeerIsWhole = octets >= 4 + 2 + 4 + 2 + 11;

      List<String> lines = MrtTranscript.of(file);

      assertThat(lines).as("cut at %d", octets).hasSize(2);
      assertThat(lines.get(0)).startsWith("malformed at offset 0: the peer table ends");
      assertThat(lines.get(1))
          .contains(firstPeerIsWhole ? " rib 192.0.2.9 " : "1 of 1 entries name a peer");
    }
  }

  @Test
  void takesEachPeerTableInPlaceOfTheOneBefore() {
    byte[] file =
        new MrtBuilder()
            .record(13, 1, peerTable())
            .record(13, 1, "c0000201 0000 0001 00 c0000207 c0000207 fbf1")
            .record(13, 2, routes(entry(0, "", "")))
            .build();

    assertThat(MrtTranscript.of(file).get(0)).contains(" rib 192.0.2.7 AS64497 ");
  }
}

package io.prefixwatch.bgp.mrt;

import static io.prefixwatch.bgp.fixture.MrtBuilder.head;
import static io.prefixwatch.bgp.fixture.MrtBuilder.headIpv6;
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

/** BGP4MP and BGP4MP_ET (RFC 6396 section 4.4, RFC 8050 section 3). */
class Bgp4mpParserTest {

  private static final String UPDATE = Hex.hex(Messages.message(2, "0000 0000"));
  private static final String TIME = MrtBuilder.NOON + "000000";

  private static List<String> read(int type, int subtype, String body) {
    return MrtTranscript.of(new MrtBuilder().record(type, subtype, body).build());
  }

  @ParameterizedTest(name = "subtype {0}")
  @CsvSource({
    "1, false, ''",
    "4, true, ' as4'",
    "6, false, ' local'",
    "7, true, ' as4 local'",
    "8, false, ' add-path'",
    "9, true, ' as4 add-path'",
    "10, false, ' add-path local'",
    "11, true, ' as4 add-path local'"
  })
  void readsEachMessageSubtype(int subtype, boolean as4, String flags) {
    assertThat(read(16, subtype, head(as4) + UPDATE))
        .containsExactly(TIME + " update 192.0.2.9 AS64496 to AS64500" + flags + " 00000000");
  }

  @ParameterizedTest(name = "subtype {0}")
  @CsvSource({"0, false", "5, true"})
  void readsBothStateChangeSubtypes(int subtype, boolean as4) {
    assertThat(read(16, subtype, head(as4) + "0003 0006"))
        .containsExactly(TIME + " state 192.0.2.9 AS64496 active established");
  }

  @Test
  void readsPeersOverIpv6() {
    assertThat(read(16, 4, headIpv6() + UPDATE).get(0)).contains(" 2001:db8::9 AS64496 ");
  }

  @Test
  void addsTheMicrosecondsOfTheExtendedForm() {
    assertThat(read(17, 4, "0001e240" + head(true) + UPDATE).get(0))
        .startsWith(MrtBuilder.NOON + "123456 update");
    assertThat(read(17, 5, "0001e240" + head(true) + "0001 0002").get(0))
        .startsWith(MrtBuilder.NOON + "123456 state");
  }

  @Test
  void keepsARecordInItsSecondWhateverTheMicrosecondsSay() {
    assertThat(read(17, 4, "ffffffff" + head(true) + UPDATE).get(0))
        .startsWith(MrtBuilder.NOON + "999999 update");
  }

  @Test
  void readsEveryKindOfMessage() {
    String open = Hex.hex(Messages.open(""));
    String keepalive = Hex.hex(Messages.message(4, ""));
    byte[] file =
        new MrtBuilder()
            .record(16, 4, head(true) + open)
            .record(16, 4, head(true) + keepalive)
            .record(16, 4, head(true) + Hex.hex(Messages.message(3, "0602")))
            .record(16, 4, head(true) + Hex.hex(Messages.message(5, "00010001")))
            .build();

    assertThat(MrtTranscript.of(file))
        .extracting(line -> line.substring(TIME.length() + 1, line.indexOf(" 192.0.2.9")))
        .containsExactly("open", "keepalive", "notification", "route-refresh");
  }

  @Test
  void readsAMessageLongerThan4096Octets() {
    String large = Hex.hex(Messages.message(2, "0000" + "00".repeat(10_000)));

    assertThat(read(16, 4, head(true) + large)).hasSize(1);
  }

  @Test
  void namesStatesThatQuaggaAddsAndThoseNobodyKnows() {
    assertThat(read(16, 5, head(true) + "0007 0008").get(0)).endsWith(" clearing deleted");
    assertThat(read(16, 5, head(true) + "0000 ffff").get(0)).endsWith(" unknown unknown");
  }

  @ParameterizedTest(name = "subtype {0}")
  @ValueSource(ints = {2, 3, 12, 65535})
  void countsOtherSubtypesAsUnsupported(int subtype) {
    List<String> lines = read(16, subtype, head(true) + UPDATE);

    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).startsWith("unsupported BGP4MP/");
  }

  @Test
  void reportsAnAddressFamilyThatIsNone() {
    assertThat(read(16, 4, head(true).replace("0000 0001", "0000 0003") + UPDATE))
        .containsExactly(
            "malformed at offset 0: the addresses are of family 3, neither IPv4 nor IPv6");
  }

  @Test
  void reportsAMessageLongerThanItsRecordAndGoesOn() {
    String lying = Hex.hex(Messages.message(2, "00000000", 100));
    byte[] file =
        new MrtBuilder()
            .record(16, 4, head(true) + lying)
            .record(16, 4, head(true) + UPDATE)
            .build();

    List<String> lines = MrtTranscript.of(file);

    assertThat(lines).hasSize(2);
    assertThat(lines.get(0))
        .isEqualTo("malformed at offset 0: the record ends inside its BGP message");
    assertThat(lines.get(1)).startsWith(TIME + " update");
  }

  @Test
  void reportsABrokenMessageHeader() {
    String noMarker = UPDATE.replaceFirst("ffff", "fffe");

    assertThat(read(16, 4, head(true) + noMarker).get(0)).contains("connection-not-synchronized");
    assertThat(read(16, 4, head(true) + Hex.hex(Messages.message(9, ""))).get(0))
        .contains("bad-message-type");
    assertThat(read(16, 4, head(true) + Hex.hex(Messages.message(2, "0000", 21))).get(0))
        .contains("bad-message-length");
  }

  @Test
  void readsAMessageAndReportsWhatIsLeftOver() {
    List<String> lines = read(16, 4, head(true) + UPDATE + "abcd");

    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).contains("update");
    assertThat(lines.get(1)).endsWith("2 octets are left over in the record");
  }

  @ParameterizedTest(name = "type {0} subtype {1}")
  @CsvSource({"16,0", "16,1", "16,4", "16,5", "17,4", "17,5"})
  void reportsARecordCutAtAnyOctetOnce(int type, int subtype) {
    boolean as4 = subtype >= 4;
    String body =
        (type == 17 ? "00000000" : "")
            + head(as4).replace(" ", "")
            + (subtype % 5 == 0 ? "00010002" : UPDATE);

    for (int octets = 0; octets < body.length() / 2; octets++) {
      List<String> lines = read(type, subtype, body.substring(0, 2 * octets));
      assertThat(lines).as("cut at %d", octets).hasSize(1);
      assertThat(lines.get(0)).startsWith("malformed at offset 0: ");
    }
    assertThat(read(type, subtype, body).get(0)).startsWith(TIME);
  }
}

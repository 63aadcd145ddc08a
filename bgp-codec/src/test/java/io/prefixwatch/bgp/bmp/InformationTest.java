package io.prefixwatch.bgp.bmp;

import static io.prefixwatch.bgp.fixture.BmpBuilder.tlv;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.fixture.BmpBuilder;
import io.prefixwatch.bgp.fixture.BmpTranscript;
import io.prefixwatch.bgp.net.Octets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Initiation and Termination, and TLVs (RFC 7854 section 4.3 to 4.5, RFC 9736). */
class InformationTest {

  private static List<String> read(int type, String body) {
    return BmpTranscript.of(new BmpBuilder().message(type, body));
  }

  @Test
  void keepsKnownAndUnknownTlvsInTheirOrder() {
    assertThat(read(4, tlv(2, "6564") + tlv(1, "") + tlv(0, "ff") + tlv(65_535, "0102")))
        .containsExactly("initiation 2=6564 1= 0=ff 65535=0102");
  }

  @Test
  void readsAnInitiationThatSaysNothing() {
    assertThat(read(4, "")).containsExactly("initiation");
  }

  @ParameterizedTest
  @CsvSource({
    "0000, administratively-closed",
    "0001, unspecified",
    "0002, out-of-resources",
    "0003, redundant-connection",
    "0004, permanently-administratively-closed",
    "ffff, reason-65535"
  })
  void namesTheReasonOfATermination(String code, String label) {
    assertThat(read(5, tlv(1, code))).containsExactly("termination " + label + " 1=" + code);
  }

  @Test
  void takesAReasonOfAnotherLengthForNone() {
    assertThat(read(5, tlv(1, "00"))).containsExactly("termination none 1=00");
  }

  @Test
  void tellsOfATlvThatIsCutShortAndKeepsThoseBefore() {
    assertThat(read(4, tlv(2, "6564") + "0001 0005 61"))
        .containsExactly(
            "malformed at offset 0: TLV of type 1 runs past the message", "initiation 2=6564");
    assertThat(read(4, tlv(2, "6564") + "0001 ffff"))
        .containsExactly(
            "malformed at offset 0: TLV of type 1 runs past the message", "initiation 2=6564");
    assertThat(read(4, tlv(2, "6564") + "000100"))
        .containsExactly(
            "malformed at offset 0: 3 octets are left over behind the last TLV",
            "initiation 2=6564");
  }

  @Test
  void boundsWhatIsKeptAndCountsTheRest() {
    String many = tlv(0, "").repeat(16 + 5_000);

    assertThat(read(4, many)).singleElement().asString().endsWith(" 0= omitted 5000");
  }

  @Test
  void keepsTheBeginningOfAnEndlessText() {
    List<String> told = read(4, tlv(1, "61".repeat(60_000)) + tlv(2, "62"));

    assertThat(told).containsExactly("initiation 1=" + "61".repeat(256) + " 2=62");
  }

  @Test
  void readsTextThatIsNoUtf8() {
    Information information =
        new Information(List.of(new Information.Tlv(2, Octets.ofHex("61ff1b"))), 0);

    assertThat(information.text(Information.SYS_NAME)).isEqualTo("a\ufffd\u001b");
    assertThat(information.text(Information.SYS_DESCR)).isNull();
  }
}

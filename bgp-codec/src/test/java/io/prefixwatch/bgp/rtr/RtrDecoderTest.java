package io.prefixwatch.bgp.rtr;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.net.Octets;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.rtr.RtrPdu.AspaChange;
import io.prefixwatch.bgp.rtr.RtrPdu.EndOfData;
import io.prefixwatch.bgp.rtr.RtrPdu.ErrorReport;
import io.prefixwatch.bgp.rtr.RtrPdu.PrefixChange;
import io.prefixwatch.bgp.rtr.RtrPdu.RouterKey;
import io.prefixwatch.bgp.rtr.RtrPdu.SerialNotify;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PDUs of all versions, and the RTR part of the malformed catalogue (wire cases, group 83). */
class RtrDecoderTest {

  private static RtrDecoded decode(int version, int type, int field, String body) {
    byte[] pdu = Pdus.pdu(version, type, field, body);
    return RtrDecoder.decode(pdu, 0, pdu.length);
  }

  @Test
  void readsPrefixesOfBothFamilies() {
    assertThat(decode(1, 4, 0, "01181a00 cb007100 0000fbf5").pdu())
        .isEqualTo(new PrefixChange(true, Prefix.parse("203.0.113.0/24"), 26, 64501));
    assertThat(decode(0, 6, 0, "00203000 20010db8 00000000 00000000 00000000 ffffffff").pdu())
        .isEqualTo(new PrefixChange(false, Prefix.parse("2001:db8::/32"), 48, 4_294_967_295L));
  }

  @ParameterizedTest
  @CsvSource({
    "01211800 cb007100 0000fbf5", // longer than an address
    "01182100 cb007100 0000fbf5", // max length, too
    "01181700 cb007100 0000fbf5", // max length below length
    "01181800 cb007101 0000fbf5", // host bits
    "01181800 cb007100 0000fb", // an octet short
    "01181800 cb007100 0000fbf500", // an octet long
  })
  void refusesAPrefixThatIsNone(String body) {
    RtrFault fault = decode(1, 4, 0, body).fault();

    assertThat(fault).isNotNull().extracting(RtrFault::code).isEqualTo(RtrFault.CORRUPT);
  }

  @Test
  void readsTimingWhereTheVersionHasIt() {
    assertThat(decode(0, 7, 5, "00000007").pdu()).isEqualTo(new EndOfData(5, 7, -1, -1, -1));
    assertThat(decode(1, 7, 5, "00000007 00000e10 00000258 00001c20").pdu())
        .isEqualTo(new EndOfData(5, 7, 3600, 600, 7200));
    assertThat(decode(1, 7, 5, "00000007").fault()).isNotNull();
    assertThat(decode(0, 7, 5, "00000007 00000e10 00000258 00001c20").fault()).isNotNull();
  }

  @Test
  void readsAspasInBothLayouts() {
    assertThat(decode(2, 11, 0x0100, "0000fbf5 0000fbf6 0000fbf7").pdu())
        .isEqualTo(new AspaChange(true, 64501, List.of(64502L, 64503L), 0));
    assertThat(decode(2, 11, 0, "0000fbf5").pdu())
        .isEqualTo(new AspaChange(false, 64501, List.of(), 0));
    assertThat(decode(2, 11, 0, "01010002 0000fbf5 0000fbf7 0000fbf6").pdu())
        .isEqualTo(new AspaChange(true, 64501, List.of(64503L, 64502L), 6));
    assertThat(decode(2, 11, 0, "00000000 0000fbf5").pdu())
        .isEqualTo(new AspaChange(false, 64501, List.of(), 4));
  }

  @ParameterizedTest
  @CsvSource({
    "2, 0100, 0000fbf5", // nobody
    "2, 0000, 0000fbf5 0000fbf6", // withdrawn with providers
    "2, 0100, 0000fbf5 0000fbf7 0000fbf6", // not ascending
    "2, 0100, 0000fbf5 0000fbf6 0000fbf6", // a repeat
    "2, 0100, 00000000 0000fbf6", // customer 0
  })
  void refusesProvidersThatAreNone(int version, String flags, String body) {
    RtrFault fault = decode(version, 11, Integer.parseInt(flags, 16), body).fault();

    assertThat(fault).isNotNull().extracting(RtrFault::code).isEqualTo(RtrFault.ASPA_PROVIDERS);
  }

  @Test
  void knowsWhatItsVersionHas() {
    assertThat(decode(1, 11, 0x0100, "0000fbf5 0000fbf6").fault()).isNotNull();
    assertThat(decode(0, 9, 0, "00".repeat(24)).fault()).isNotNull();
    assertThat(decode(1, 9, 0x0100, "00".repeat(24)).pdu()).isEqualTo(new RouterKey(true));
    assertThat(decode(1, 5, 0, "").fault())
        .isNotNull()
        .extracting(RtrFault::code)
        .isEqualTo(RtrFault.UNSUPPORTED_TYPE);
    assertThat(decode(3, 0, 0, "00000000").fault())
        .isNotNull()
        .extracting(RtrFault::code)
        .isEqualTo(RtrFault.UNSUPPORTED_VERSION);
  }

  @Test
  void readsAnErrorReportOfWhateverVersion() {
    assertThat(decode(9, 10, 4, "00000002 abcd 00000002 6f6b").pdu())
        .isEqualTo(new ErrorReport(4, Octets.ofHex("abcd"), "ok"));
  }

  @ParameterizedTest
  @CsvSource({
    "00000001 00000000",
    "ffffffff 00000000",
    "00000000 00000001",
    "00000000 ffffffff",
    "00000002 abcd 80000000",
    "000000"
  })
  void refusesInnerLengthsThatPassTheOuterOne(String body) {
    assertThat(decode(1, 10, 0, body).fault()).isNotNull();
  }

  @Test
  void framesNothingThatIsTooShortOrTooLong() {
    byte[] pdu = Pdus.notify(1, 5, 7);

    assertThat(RtrFrame.next(pdu, 0, 7)).isEqualTo(RtrFrame.NEED_MORE);
    assertThat(RtrFrame.next(pdu, 0, 11)).isEqualTo(RtrFrame.NEED_MORE);
    assertThat(RtrFrame.next(pdu, 0, 12)).isEqualTo(12);
    for (int length : new int[] {0, 7, RtrFrame.MAX + 1, -1}) {
      byte[] lying = {
        1,
        0,
        0,
        5,
        (byte) (length >> 24),
        (byte) (length >> 16),
        (byte) (length >> 8),
        (byte) length
      };
      assertThat(RtrFrame.next(lying, 0, 8)).as("length %d", length).isEqualTo(RtrFrame.BROKEN);
    }
    assertThat(RtrDecoder.decode(pdu, 0, 12).pdu()).isEqualTo(new SerialNotify(5, 7));
  }
}

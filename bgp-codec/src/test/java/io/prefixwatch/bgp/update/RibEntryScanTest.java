package io.prefixwatch.bgp.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.attribute.NextHop;
import io.prefixwatch.bgp.error.Disposition;
import io.prefixwatch.bgp.fixture.Hex;
import io.prefixwatch.bgp.fixture.Messages;
import io.prefixwatch.bgp.fixture.UpdateBuilder;
import io.prefixwatch.bgp.net.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attributes of recorded RIB entries (RFC 6396 section 4.3.4). */
class RibEntryScanTest {

  private static final ScanContext RECORDED = ScanContext.recorded(true, false);
  private static final String NEXT_HOP = Messages.address("2001:db8::1");
  private static final String HEAD = UpdateBuilder.ORIGIN + UpdateBuilder.AS_PATH;

  private final UpdateScan scan = new UpdateScan();

  private Disposition scan(String attributes, boolean ipv6) {
    byte[] octets = Hex.octets(attributes);
    return scan.scanRibEntry(octets, 0, octets.length, RECORDED, ipv6);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "800e 11 10 %s",
        "800e 15 0002 01 10 %s 00",
        "800e 1b 0002 01 10 %s 00 302001db80000100"
      })
  void readsTheNextHopOfAnAbbreviatedAndOfAFullReach(String template) {
    assertThat(scan(HEAD + fixedLength(template), true)).isEqualTo(Disposition.NONE);

    assertThat(AttributeDecoder.multiprotocolNextHop(scan))
        .isEqualTo(new NextHop(Address.parse("2001:db8::1"), null));
  }

  /** Writes the true length of the value into the third octet. */
  private static String fixedLength(String template) {
    String value = String.format(template, NEXT_HOP).replace(" ", "").substring(6);
    return String.format("800e%02x", value.length() / 2) + value;
  }

  @Test
  void ignoresANextHopBesideReach() {
    String oddNextHop = "400303 c00002";

    assertThat(scan(HEAD + oddNextHop + "800e11 10" + NEXT_HOP, true)).isEqualTo(Disposition.NONE);
    assertThat(scan(HEAD + oddNextHop, true)).isEqualTo(Disposition.WITHDRAW);
  }

  @ParameterizedTest(name = "reach {0}")
  @ValueSource(strings = {"", "00", "10", "0a00000000000000000000"})
  void resetsForAReachWhoseNextHopIsBroken(String reach) {
    String attribute = String.format("800e%02x", reach.length() / 2) + reach;

    assertThat(scan(HEAD + attribute, true)).isEqualTo(Disposition.RESET);
  }

  @Test
  void acceptsAnEntryWithoutMandatoryAttributes() {
    assertThat(scan("", false)).isEqualTo(Disposition.NONE);
    assertThat(AttributeDecoder.plainNextHop(scan.attributes())).isNull();
  }

  @Test
  void withdrawsForAs0AndIgnoresAs4Path() {
    assertThat(scan("400206 0201 00000000", false)).isEqualTo(Disposition.WITHDRAW);
    assertThat(scan(HEAD + "c01106 0201 00010000", false)).isEqualTo(Disposition.DISCARD);
    assertThat(AttributeDecoder.decode(scan.attributes(), true, null).asPath())
        .hasToString("64496 64497");
  }

  @Test
  void keepsWhatASessionWouldDrop() {
    String confederation = "400206 0301 0000fbf0";

    assertThat(scan(confederation + "400504 00000064 400304 e0000001", false))
        .isEqualTo(Disposition.NONE);
    assertThat(AttributeDecoder.decode(scan.attributes(), true, null).localPref()).isEqualTo(100);
  }
}

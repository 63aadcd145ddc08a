package io.prefixwatch.bgp.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.capability.AddPathCapability;
import io.prefixwatch.bgp.capability.Capability;
import io.prefixwatch.bgp.capability.FourOctetAsnCapability;
import io.prefixwatch.bgp.capability.FqdnCapability;
import io.prefixwatch.bgp.capability.GracefulRestartCapability;
import io.prefixwatch.bgp.capability.MultiprotocolCapability;
import io.prefixwatch.bgp.capability.RoleCapability;
import io.prefixwatch.bgp.capability.RouteRefreshCapability;
import io.prefixwatch.bgp.capability.SoftwareVersionCapability;
import io.prefixwatch.bgp.capability.UnknownCapability;
import io.prefixwatch.bgp.fixture.Hex;
import io.prefixwatch.bgp.fixture.Messages;
import io.prefixwatch.bgp.net.Family;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OPEN, sound and broken (RFC 4271 section 6.2, RFC 5492, 6286, 6793, 7607, 9072, 9234). */
class OpenDecoderTest {

  private static Open accepted(byte[] message) {
    Decoded<Open> decoded = OpenDecoder.decode(message, 0, message.length);
    assertThat(decoded.rejection()).isNull();
    return Objects.requireNonNull(decoded.value());
  }

  private static String refused(byte[] message) {
    Notification answer =
        Objects.requireNonNull(OpenDecoder.decode(message, 0, message.length).rejection());
    return (answer.error() + " " + answer.data().hex()).strip();
  }

  private static Capability only(String capabilities) {
    List<Capability> all = accepted(Messages.openWith(capabilities)).capabilities();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static byte[] openBody(String fixed) {
    return Messages.message(1, fixed + "00");
  }

  @Test
  void readsAPlainOpen() {
    Open open = accepted(Messages.open(""));

    assertThat(open.asn()).isEqualTo(64496);
    assertThat(open.holdTime()).isEqualTo(90);
    assertThat(open.routerId()).hasToString("192.0.2.1");
    assertThat(open.capabilities()).isEmpty();
  }

  @Test
  void takesTheAsNumberFromTheCapability() {
    Open open = accepted(Messages.openWith("4104 00010000"));

    assertThat(open.asnField()).isEqualTo(64496);
    assertThat(open.asn()).isEqualTo(65536);
  }

  @Test
  void refusesAnotherVersion() {
    assertThat(refused(openBody("03 fbf0 005a c0000201"))).isEqualTo("2/1 0004");
  }

  @Test
  void refusesAs0InTheFieldAndInTheCapability() {
    assertThat(refused(openBody("04 0000 005a c0000201"))).isEqualTo("2/2");
    assertThat(refused(Messages.openWith("4104 00000000"))).isEqualTo("2/2");
  }

  @Test
  void refusesAZeroIdentifier() {
    assertThat(refused(openBody("04 fbf0 005a 00000000"))).isEqualTo("2/3 00000000");
  }

  @ParameterizedTest(name = "{0} seconds")
  @ValueSource(ints = {1, 2})
  void refusesAHoldTimeBelowThreeSeconds(int seconds) {
    assertThat(refused(openBody("04 fbf0 " + Hex.u16(seconds) + " c0000201"))).isEqualTo("2/6");
  }

  @ParameterizedTest(name = "{0} seconds")
  @ValueSource(ints = {0, 3, 65535})
  void acceptsAnyOtherHoldTime(int seconds) {
    assertThat(accepted(openBody("04 fbf0 " + Hex.u16(seconds) + " c0000201")).holdTime())
        .isEqualTo(seconds);
  }

  @ParameterizedTest(name = "parameters length and parameters {0}")
  @ValueSource(
      strings = {
        "05 02020200", // the length runs past the message
        "03 02020200", // octets behind the last parameter
        "01 02", // ends behind the type
        "02 0206", // ends at the length
        "04 02060200", // the parameter runs past the message
        "03 020102", // a capability without a length
        "04 02020206", // a capability past its parameter
        "06 020402060200" // past its parameter, into the next capability
      })
  void refusesParametersThatDoNotFit(String parameters) {
    assertThat(refused(Messages.message(1, "04 fbf0 005a c0000201" + parameters))).isEqualTo("2/0");
  }

  @Test
  void refusesAParameterThatIsNoCapability() {
    assertThat(refused(Messages.open("0100"))).isEqualTo("2/4");
    assertThat(refused(Messages.open("0202 0200 0300"))).isEqualTo("2/4");
  }

  @ParameterizedTest(name = "length octet {0}")
  @ValueSource(strings = {"ff", "01", "fe"})
  void readsTheExtendedFormWheneverTypeComesFirst(String lengthOctet) {
    Open open =
        accepted(
            Messages.message(
                1, "04 fbf0 005a c0000201" + lengthOctet + "ff 0009 02 0006 4104 00010000"));

    assertThat(open.asn()).isEqualTo(65536);
  }

  @ParameterizedTest(name = "parameters {0}")
  @ValueSource(strings = {"ff ff", "ff ff00", "ff ff 0003 02 00", "ff ff 0003 02 0001"})
  void refusesABrokenExtendedForm(String parameters) {
    assertThat(refused(Messages.message(1, "04 fbf0 005a c0000201" + parameters))).isEqualTo("2/0");
  }

  @ParameterizedTest(name = "capability {0}")
  @ValueSource(strings = {"4100", "4103 000100", "4105 0001000000"})
  void refusesAnAs4CapabilityOfAWrongLength(String capability) {
    assertThat(refused(Messages.openWith(capability + "0200"))).isEqualTo("2/0");
  }

  @Test
  void refusesTwoAs4CapabilitiesOnlyIfTheyDiffer() {
    assertThat(refused(Messages.openWith("4104 00010000 4104 00010001"))).isEqualTo("2/2");
    assertThat(accepted(Messages.openWith("4104 00010000 4104 00010000")).asn()).isEqualTo(65536);
  }

  @Test
  void readsEachCapabilityItKnows() {
    assertThat(only("0104 0002 00 01")).isEqualTo(new MultiprotocolCapability(Family.IPV6_UNICAST));
    assertThat(only("0200")).isEqualTo(new RouteRefreshCapability());
    assertThat(only("4104 00010000")).isEqualTo(new FourOctetAsnCapability(65536));
    assertThat(only("0901 04")).isInstanceOf(RoleCapability.class);
    assertThat(only("4006 0078 000101 80")).isInstanceOf(GracefulRestartCapability.class);
    assertThat(only("4504 000101 03")).isInstanceOf(AddPathCapability.class);
    assertThat(only("4904 02 6e31 00")).isInstanceOf(FqdnCapability.class);
    assertThat(only("4b03 02 7631")).isInstanceOf(SoftwareVersionCapability.class);
  }

  @ParameterizedTest(name = "capability {0}")
  @ValueSource(
      strings = {
        "0103 000200", // multiprotocol of 3
        "4003 007800", // graceful restart not 2+4n
        "4500", // add-path with nothing
        "4503 000101", // add-path not 4n
        "4504 00010100", // add-path mode 0
        "4504 00010104", // add-path mode 4
        "4508 00010101 00010104", // one good, one bad: the whole is ignored
        "0303 0001ff", // ORF whose counts run past its end
        "4902 0000", // FQDN with an empty host
        "4903 05 6e31", // FQDN past its end
        "4b02 00 76", // version of length 0
        "4b02 05 76", // version past its end
        "0901 07", // unassigned role
        "0902 0400", // role of 2 octets
        "f300" // unassigned code
      })
  void ignoresACapabilityItCannotRead(String capability) {
    assertThat(only(capability)).isInstanceOf(UnknownCapability.class);
    assertThat(accepted(Messages.openWith(capability + "4104 00010000")).asn()).isEqualTo(65536);
  }

  @Test
  void refusesTwoRolesThatDiffer() {
    assertThat(refused(Messages.openWith("0901 04 0901 03"))).isEqualTo("2/11");
    assertThat(refused(Messages.openWith("0901 04 0901 07"))).isEqualTo("2/11");
    assertThat(accepted(Messages.openWith("0901 04 0901 04")).capabilities()).hasSize(2);
  }

  @Test
  void survivesEveryCutAndEveryByteValue() {
    byte[] open = Messages.openWith("0104 00010001 4104 00010000 4006 0078 00010180 4904 026e3100");

    for (int at = Frame.HEADER; at < open.length; at++) {
      for (int value = 0; value < 256; value++) {
        byte[] damaged = open.clone();
        damaged[at] = (byte) value;
        assertThat(OpenDecoder.decode(damaged, 0, damaged.length)).isNotNull();
      }
    }
    for (int length = 29; length < open.length; length++) {
      assertThat(OpenDecoder.decode(open, 0, length).rejection()).isNotNull();
    }
  }
}

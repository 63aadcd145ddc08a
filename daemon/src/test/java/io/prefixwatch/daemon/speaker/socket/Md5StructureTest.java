package io.prefixwatch.daemon.speaker.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.prefixwatch.bgp.fixture.Hex;
import io.prefixwatch.bgp.net.Prefix;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The octets of {@code struct tcp_md5sig}, on a machine that puts the low octet first. */
class Md5StructureTest {

  private static final byte[] KEY = "secret".getBytes(StandardCharsets.US_ASCII);

  @BeforeAll
  static void needsLittleEndian() {
    assumeTrue(
        ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "the octets below are little-endian");
  }

  private static String hex(ByteBuffer octets) {
    byte[] copy = new byte[octets.remaining()];
    octets.get(copy);
    return Hex.hex(copy);
  }

  private static String zeros(int octets) {
    return "00".repeat(octets);
  }

  /** On an IPv6 socket the address is mapped, but the length stays that of IPv4. */
  @Test
  void mapsAnIpv4RangeOnAnIpv6Socket() {
    ByteBuffer octets = Md5Structure.set(Prefix.parse("192.0.2.0/24"), KEY, true);

    assertThat(hex(octets))
        .isEqualTo(
            "0a00"
                + "0000"
                + zeros(4) // AF_INET6, port, flow
                + zeros(10)
                + "ffff"
                + "c0000200" // ::ffff:192.0.2.0
                + zeros(128 - 24)
                + "01" // the prefix length counts
                + "18" // 24
                + "0600" // key length
                + zeros(4) // interface
                + "736563726574"
                + zeros(74));
  }

  @Test
  void writesAnIpv6Peer() {
    ByteBuffer octets = Md5Structure.set(Prefix.parse("2001:db8::9/128"), KEY, true);

    assertThat(hex(octets))
        .startsWith(
            "0a00" + zeros(6) + "20010db8" + zeros(11) + "09" + zeros(104) + "0180" + "0600")
        .hasSize(2 * 216);
  }

  @Test
  void writesAnIpv4PeerForAnIpv4Socket() {
    ByteBuffer octets = Md5Structure.set(Prefix.parse("192.0.2.9/32"), KEY, false);

    assertThat(hex(octets))
        .startsWith("0200" + "0000" + "c0000209" + zeros(120) + "0120" + "0600")
        .hasSize(2 * 216);
  }

  @Test
  void removesByAKeyWithoutOctets() {
    ByteBuffer octets = Md5Structure.remove(Prefix.parse("192.0.2.0/24"), true);

    assertThat(hex(octets)).endsWith("0118" + "0000" + zeros(4 + 80)).hasSize(2 * 216);
  }

  @Test
  void takesEightyOctetsAndNoMore() {
    Prefix peer = Prefix.parse("192.0.2.9/32");

    assertThat(hex(Md5Structure.set(peer, new byte[80], true))).contains("0120" + "5000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Md5Structure.set(peer, new byte[81], true));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Md5Structure.set(peer, new byte[0], true));
  }

  @Test
  void hasNoIpv6PeerOnAnIpv4Socket() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Md5Structure.set(Prefix.parse("2001:db8::9/128"), KEY, false));
  }
}

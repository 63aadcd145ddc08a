package io.prefixwatch.bgp.net;

import static org.assertj.core.api.Assertions.assertThat;

import inet.ipaddr.IPAddressString;
import inet.ipaddr.ipv6.IPv6Address;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Canonical text (RFC 5952). */
class AddressTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "203.0.113.9",
        "255.255.255.255",
        "::",
        "::1",
        "1::",
        "2001:db8::1",
        "2001:db8:0:1:1:1:1:1", // one group of zeros is not shortened
        "2001:db8::1:0:0:1", // the first of two equal runs is
        "2001:0:0:1::1", // the longer of two runs is
        "2001:db8:1:1:1:1::",
        "::ffff:192.0.2.1", // mapped
        "::1:0:0", // not mapped
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
      })
  void writesTheCanonicalForm(String text) {
    assertThat(Address.parse(text)).hasToString(text);
  }

  @Test
  void agreesWithTheAddressLibrary() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      // Groups of zeros are what makes the form difficult: three of four groups are.
      long hi = withZeroGroups(random);
      long lo = withZeroGroups(random);
      Address address = Address.ipv6(hi, lo);
      if (!address.isMappedIpv4()) {
        IPv6Address library = new IPAddressString(address.toString()).getAddress().toIPv6();
        assertThat(address.toString()).isEqualTo(library.toCanonicalString());
        assertThat(Address.parse(address.toString())).isEqualTo(address);
      }
    }
  }

  private static long withZeroGroups(Random random) {
    long half = 0;
    for (int group = 0; group < 4; group++) {
      int value = random.nextInt(4) == 0 ? random.nextInt(0x10000) >>> random.nextInt(16) : 0;
      half = half << 16 | value;
    }
    return half;
  }

  @Test
  void writesPrefixesWithTheirLength() {
    assertThat(Prefix.ipv4(0xCB007100, 24)).hasToString("203.0.113.0/24");
    assertThat(Prefix.ipv6(0x20010db8_00000000L, 0, 128)).hasToString("2001:db8::/128");
    assertThat(Prefix.ipv4(0, 0)).hasToString("0.0.0.0/0");
  }
}

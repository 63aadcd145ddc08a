package io.prefixwatch.daemon.config.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.daemon.config.ListenAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BgpValuesTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "64500, 64500", "4294967295, 4294967295", "23456, 23456"})
  void readsPlainAsNumbers(String text, long asn) throws BadValue {
    assertThat(BgpValues.asn(text)).isEqualTo(asn);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|a plain number from 1 to 4294967295, such as 64500",
        "4294967296|a plain number from 1 to 4294967295, such as 64500",
        "010|write 10",
        "AS64500|write 64500",
        "as64500|write 64500",
        "1.10|asdot is ambiguous in a number; write 65546 if that is meant",
        "64500.0|a plain number from 1 to 4294967295, such as 64500",
        "0xFC00|a plain number from 1 to 4294967295, such as 64500",
        "64_500|a plain number from 1 to 4294967295, such as 64500",
        "-1|a plain number from 1 to 4294967295, such as 64500",
      })
  void refusesEverythingElseAndSaysWhatToWrite(String text, String hint) {
    assertThatExceptionOfType(BadValue.class)
        .isThrownBy(() -> BgpValues.asn(text))
        .satisfies(bad -> assertThat(bad.hint(false)).isEqualTo(hint));
  }

  @Test
  void refusesAsTransAsARouter() {
    assertThatExceptionOfType(BadValue.class).isThrownBy(() -> BgpValues.routerAsn("23456"));
  }

  @Test
  void readsPrefixes() throws BadValue {
    assertThat(BgpValues.prefix("203.0.113.0/24")).isEqualTo(Prefix.parse("203.0.113.0/24"));
    assertThat(BgpValues.prefix("2001:DB8::/32")).isEqualTo(Prefix.parse("2001:db8::/32"));
    assertThat(BgpValues.prefix("0.0.0.0/0").length()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.0, is a prefix without a length",
    "203.0.113.0/33, has an impossible length",
    "203.0.113.0/024, has an impossible length",
    "203.0.113.0/, has an impossible length",
    "2001:db8::/129, has an impossible length",
    "203.0.113/24, is not a prefix",
    "203.0.113.7/24, has bits set beyond its length",
    "2001:db8::1/32, has bits set beyond its length",
    "/24, is not a prefix",
    "x/24, is not a prefix"
  })
  void saysWhatIsWrongWithAPrefix(String text, String complaint) {
    assertThatExceptionOfType(BadValue.class)
        .isThrownBy(() -> BgpValues.prefix(text))
        .satisfies(bad -> assertThat(bad.complaint()).isEqualTo(complaint));
  }

  @Test
  void readsListenAddresses() throws BadValue {
    assertThat(BgpValues.listen("127.0.0.1:1790"))
        .isEqualTo(new ListenAddress(Address.parse("127.0.0.1"), 1790))
        .hasToString("127.0.0.1:1790");
    assertThat(BgpValues.listen("[::]:0")).hasToString("[::]:0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":179",
        "127.0.0.1",
        "::1:179",
        "[127.0.0.1]:179",
        "localhost:179",
        "*:179",
        "127.0.0.1:",
        "127.0.0.1:65536",
        "127.0.0.1:0179",
        "[::1]179",
        "[]:179",
        "[::1:179"
      })
  void refusesWhatIsNoListenAddress(String text) {
    assertThatExceptionOfType(BadValue.class).isThrownBy(() -> BgpValues.listen(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0.0.0.0", "::", "224.0.0.1", "ff02::1", "::ffff:192.0.2.1", "host", "fe80::1%e"})
  void refusesWhatIsNoPeerAddress(String text) {
    assertThatExceptionOfType(BadValue.class).isThrownBy(() -> BgpValues.peerAddress(text));
  }

  @Test
  void readsCommunities() throws BadValue {
    assertThat(BgpValues.community("64500:666")).isEqualTo(64500 << 16 | 666);
    assertThat(BgpValues.anyCommunity("64500:1:4294967295")).isEqualTo("64500:1:4294967295");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "64500", "64500:65536", "a:b", "1:2:3:4", "1:2:4294967296", "1:2:"})
  void refusesWhatIsNoCommunity(String text) {
    assertThatExceptionOfType(BadValue.class).isThrownBy(() -> BgpValues.anyCommunity(text));
  }

  @Test
  void readsPathPatterns() throws BadValue {
    assertThat(BgpValues.pathPattern("* 64496 ? [64496|64497]"))
        .hasToString("* 64496 ? [64496|64497]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "[]", "[64496", "64496,64497", "[64496|]", "**"})
  void refusesWhatIsNoPathPattern(String text) {
    assertThatExceptionOfType(BadValue.class).isThrownBy(() -> BgpValues.pathPattern(text));
  }
}

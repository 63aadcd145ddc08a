package io.prefixwatch.bgp.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressLiteralTest {

  private static final String ALPHABET = "0123456789abcdefABCDEF::::....gx% -";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "192.0.2.1",
        "255.255.255.255",
        "::",
        "::1",
        "1::",
        "2001:db8::",
        "2001:DB8::a",
        "2001:db8:0:0:0:0:0:1",
        "1:2:3:4:5:6:7::",
        "::2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7:8",
        "0001::0001",
        "fe80::1:2"
      })
  void readsCommonFormsAsTheLibraryDoes(String text) {
    Address common = AddressLiteral.parse(text);

    assertThat(common).isEqualTo(AddressParser.parseByLibrary(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        ":",
        "1",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "01.2.3.4",
        "1.2.3.4 ",
        "1..3.4",
        "1.2.3.",
        "-1.2.3.4",
        "+1.2.3.4",
        "::1::",
        ":::",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        "1:",
        ":1",
        "12345::",
        "g::",
        "fe80::1%1",
        "1:2:3:4:5:6:7:",
        "٣.2.3.4"
      })
  void leavesEverythingElseToTheLibrary(String text) {
    Address common = AddressLiteral.parse(text);

    assertThat(common).isNull();
  }

  @Test
  void neverDiffersFromTheLibraryOnRandomText() {
    Random random = new Random(20261120);
    for (int round = 0; round < 300_000; round++) {
      String text = round % 2 == 0 ? noise(random) : damaged(random);

      Address common = AddressLiteral.parse(text);

      if (common != null) {
        assertThat(libraryOn(text)).as(text).isEqualTo(common);
      }
    }
  }

  private static @Nullable Address libraryOn(String text) {
    try {
      return AddressParser.parseByLibrary(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static String noise(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(20);
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  /** An address with at most one character changed. */
  private static String damaged(Random random) {
    Address address =
        random.nextBoolean()
            ? Address.ipv4(random.nextInt())
            : Address.ipv6(
                random.nextLong() & 0x00FF_0000_FFFF_000FL,
                random.nextBoolean() ? random.nextInt(0xFFFF) : random.nextLong());
    StringBuilder text = new StringBuilder(address.toString());
    if (random.nextBoolean()) {
      text.setCharAt(
          random.nextInt(text.length()), ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }
}

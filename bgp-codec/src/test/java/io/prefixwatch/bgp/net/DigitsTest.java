package io.prefixwatch.bgp.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigitsTest {

  private static String text(byte[] octets, int to) {
    return new String(octets, 0, to, StandardCharsets.US_ASCII);
  }

  private static String written(long value) {
    byte[] octets = new byte[Digits.MAX];
    return text(octets, Digits.write(octets, 0, value));
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        9,
        10,
        99,
        100,
        101,
        999,
        1000,
        9999,
        10000,
        65535,
        999999999,
        1000000000,
        2147483647,
        2147483648L,
        4294967295L,
        9999999999L,
        1000000000000000000L,
        Long.MAX_VALUE
      })
  void writesEveryLengthOfNumber(long value) {
    assertThat(written(value)).isEqualTo(Long.toString(value));
  }

  @Test
  void writesAnyNumber() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      long value = random.nextLong() >>> 1 + random.nextInt(63);
      assertThat(written(value)).isEqualTo(Long.toString(value));
    }
  }

  @Test
  void writesZerosInFront() {
    byte[] octets = new byte[9];

    assertThat(text(octets, Digits.writePadded(octets, 0, 7, 6))).isEqualTo("000007");
    assertThat(text(octets, Digits.writePadded(octets, 0, 123456789, 9))).isEqualTo("123456789");
    assertThat(text(octets, Digits.writePadded(octets, 0, 5, 1))).isEqualTo("5");
    assertThat(text(octets, Digits.writePadded(octets, 0, 42, 3))).isEqualTo("042");
  }

  @Test
  void writesHexadecimalDigits() {
    byte[] octets = new byte[16];

    assertThat(text(octets, Digits.writeHex(octets, 0, 0x0002fbf400000064L, 16)))
        .isEqualTo("0002fbf400000064");
    assertThat(text(octets, Digits.writeHex(octets, 0, 0xdb8, 3))).isEqualTo("db8");
  }
}

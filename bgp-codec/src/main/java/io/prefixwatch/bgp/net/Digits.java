package io.prefixwatch.bgp.net;

/**
 * Writes numbers as ASCII digits into an array of octets, without garbage. The caller has made room
 * for {@link #MAX}.
 */
public final class Digits {

  /** Most octets of one number. */
  public static final int MAX = 19;

  private static final byte[] TENS = new byte[100];
  private static final byte[] ONES = new byte[100];
  private static final byte[] HEX = new byte[16];

  static {
    for (int i = 0; i < 100; i++) {
      TENS[i] = (byte) ('0' + i / 10);
      ONES[i] = (byte) ('0' + i % 10);
    }
    for (int i = 0; i < 16; i++) {
      HEX[i] = (byte) Character.forDigit(i, 16);
    }
  }

  private Digits() {}

  /**
   * Writes a number that is not negative.
   *
   * @return the place behind the last digit
   */
  public static int write(byte[] out, int at, long value) {
    if (value > Integer.MAX_VALUE) {
      return writeLong(out, at, value);
    }
    int rest = (int) value;
    if (rest < 10) {
      out[at] = (byte) ('0' + rest);
      return at + 1;
    }
    int end = at + count(rest);
    int place = end;
    while (rest >= 10) {
      int quotient = rest / 100;
      int pair = rest - 100 * quotient;
      out[--place] = ONES[pair];
      out[--place] = TENS[pair];
      rest = quotient;
      if (quotient == 0) {
        return end;
      }
    }
    out[--place] = (byte) ('0' + rest);
    return end;
  }

  private static int count(int value) {
    int count = 1;
    int bound = 10;
    while (count < 10 && value >= bound) {
      count++;
      bound *= 10;
    }
    return count;
  }

  private static int writeLong(byte[] out, int at, long value) {
    int behindHigh = write(out, at, value / 1_000_000_000);
    return writePadded(out, behindHigh, (int) (value % 1_000_000_000), 9);
  }

  /** Writes a number that is not negative in exactly {@code count} digits, zeros in front. */
  public static int writePadded(byte[] out, int at, int value, int count) {
    int end = at + count;
    int place = end;
    int rest = value;
    while (place - at >= 2) {
      int quotient = rest / 100;
      int pair = rest - 100 * quotient;
      out[--place] = ONES[pair];
      out[--place] = TENS[pair];
      rest = quotient;
    }
    if (place > at) {
      out[at] = ONES[rest % 10];
    }
    return end;
  }

  /** Writes the lower {@code count} hexadecimal digits of a value, in lower case. */
  public static int writeHex(byte[] out, int at, long value, int count) {
    for (int i = 0; i < count; i++) {
      out[at + i] = HEX[(int) (value >>> 4 * (count - 1 - i)) & 0xF];
    }
    return at + count;
  }
}

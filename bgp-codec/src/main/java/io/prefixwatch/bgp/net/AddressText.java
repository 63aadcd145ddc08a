package io.prefixwatch.bgp.net;

/**
 * Writes addresses in canonical text: dotted quad, and RFC 5952 for IPv6.
 *
 * <p>Our own because a table dump writes millions of them; a test holds it equal to the IPAddress
 * library and to the C library's form of IPv4-mapped addresses.
 */
final class AddressText {

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private AddressText() {}

  /** Appends an IPv4 address given as its 32 bits. */
  static void appendIpv4(StringBuilder out, int bits) {
    out.append(bits >>> 24)
        .append('.')
        .append(bits >>> 16 & 0xFF)
        .append('.')
        .append(bits >>> 8 & 0xFF)
        .append('.')
        .append(bits & 0xFF);
  }

  /** Appends an IPv6 address by RFC 5952: the longest run of two or more zero groups collapses. */
  static void appendIpv6(StringBuilder out, long hi, long lo) {
    if (hi == 0 && lo >>> 32 == 0xFFFF) {
      appendIpv4(out.append("::ffff:"), (int) lo);
      return;
    }
    int runStart = -1;
    int runLength = 1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && group(hi, lo, end) == 0) {
        end++;
      }
      if (end - i > runLength) {
        runStart = i;
        runLength = end - i;
      }
      i = Math.max(i, end);
    }
    appendGroups(out, hi, lo, runStart, runLength);
  }

  private static void appendGroups(
      StringBuilder out, long hi, long lo, int runStart, int runLength) {
    int i = 0;
    while (i < 8) {
      if (i == runStart) {
        out.append("::");
        i += runLength;
        continue;
      }
      if (i > 0 && i != runStart + runLength) {
        out.append(':');
      }
      appendGroup(out, group(hi, lo, i));
      i++;
    }
  }

  private static int group(long hi, long lo, int index) {
    long half = index < 4 ? hi : lo;
    return (int) (half >>> (48 - 16 * (index & 3))) & 0xFFFF;
  }

  private static void appendGroup(StringBuilder out, int value) {
    boolean started = false;
    for (int shift = 12; shift >= 0; shift -= 4) {
      int digit = value >>> shift & 0xF;
      if (digit != 0 || started || shift == 0) {
        out.append(HEX[digit]);
        started = true;
      }
    }
  }
}

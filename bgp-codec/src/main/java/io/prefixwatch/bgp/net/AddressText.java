package io.prefixwatch.bgp.net;

/**
 * Writes addresses in canonical text: dotted quad, and RFC 5952 for IPv6.
 *
 * <p>Our own because a table dump writes millions of them; a test holds it equal to the IPAddress
 * library and to the C library's form of IPv4-mapped addresses.
 */
final class AddressText {

  /** Most octets of one address: eight groups of four, or a mapped one. */
  static final int MAX = 39;

  private static final byte[] MAPPED = {':', ':', 'f', 'f', 'f', 'f', ':'};

  private AddressText() {}

  /**
   * Writes an IPv4 address given as its 32 bits.
   *
   * @return the place behind its last octet
   */
  static int writeIpv4(byte[] out, int at, int bits) {
    int end = Digits.write(out, at, bits >>> 24);
    out[end++] = '.';
    end = Digits.write(out, end, bits >>> 16 & 0xFF);
    out[end++] = '.';
    end = Digits.write(out, end, bits >>> 8 & 0xFF);
    out[end++] = '.';
    return Digits.write(out, end, bits & 0xFF);
  }

  /** Writes an IPv6 address: the longest run of two or more zero groups collapses. */
  static int writeIpv6(byte[] out, int at, long hi, long lo) {
    if (hi == 0 && lo >>> 32 == 0xFFFF) {
      System.arraycopy(MAPPED, 0, out, at, MAPPED.length);
      return writeIpv4(out, at + MAPPED.length, (int) lo);
    }
    int runStart = -1;
    int runLength = 1;
    int zeros = 0;
    for (int i = 0; i < 8; i++) {
      zeros = group(hi, lo, i) == 0 ? zeros + 1 : 0;
      if (zeros > runLength) {
        runLength = zeros;
        runStart = i + 1 - zeros;
      }
    }
    return writeGroups(out, at, hi, lo, runStart, runStart < 0 ? -1 : runStart + runLength);
  }

  private static int writeGroups(byte[] out, int at, long hi, long lo, int runStart, int runEnd) {
    int end = at;
    int i = 0;
    while (i < 8) {
      if (i == runStart) {
        out[end++] = ':';
        out[end++] = ':';
        i = runEnd;
        continue;
      }
      if (i > 0 && i != runEnd) {
        out[end++] = ':';
      }
      int group = group(hi, lo, i);
      int digits = group < 0x10 ? 1 : group < 0x100 ? 2 : group < 0x1000 ? 3 : 4;
      end = Digits.writeHex(out, end, group, digits);
      i++;
    }
    return end;
  }

  private static int group(long hi, long lo, int index) {
    long half = index < 4 ? hi : lo;
    return (int) (half >>> (48 - 16 * (index & 3))) & 0xFFFF;
  }
}

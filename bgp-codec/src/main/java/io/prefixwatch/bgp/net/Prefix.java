package io.prefixwatch.bgp.net;

import java.nio.charset.StandardCharsets;

/**
 * An IPv4 or IPv6 prefix in canonical form: the bits beyond its length are zero.
 *
 * <p>Both families share one shape, bits aligned to the left of {@code (hi, lo)}, so masks and
 * covering are the same arithmetic for both.
 *
 * @param ipv6 which family
 * @param hi the first 64 bits; an IPv4 prefix uses only the upper 32
 * @param lo the last 64 bits; 0 for IPv4
 * @param length 0 to 32, or 0 to 128
 */
public record Prefix(boolean ipv6, long hi, long lo, int length) implements Comparable<Prefix> {

  /** Masks the host bits: real files hold prefixes with some set. */
  public Prefix {
    if (length < 0 || length > (ipv6 ? 128 : 32)) {
      throw new IllegalArgumentException("prefix length " + length);
    }
    hi &= highMask(length);
    lo &= lowMask(length);
  }

  /** The IPv4 prefix with these 32 bits. */
  public static Prefix ipv4(int bits, int length) {
    return new Prefix(false, (long) bits << 32, 0, length);
  }

  /** The IPv6 prefix with these halves. */
  public static Prefix ipv6(long hi, long lo, int length) {
    return new Prefix(true, hi, lo, length);
  }

  /**
   * Parses {@code 203.0.113.0/24} or {@code 2001:db8::/32}.
   *
   * @throws IllegalArgumentException if the length is missing or impossible, if host bits are set,
   *     or if the address is none; the message says what to write instead
   */
  public static Prefix parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException(
          "\"" + text + "\" has no length; write 203.0.113.0/24 or 2001:db8::/32");
    }
    Address address = Address.parse(text.substring(0, slash));
    int length = parseLength(text, text.substring(slash + 1), address.ipv6() ? 128 : 32);
    Prefix prefix = new Prefix(address.ipv6(), address.hi(), address.lo(), length);
    if (prefix.hi != address.hi() || prefix.lo != address.lo()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" has bits set beyond its length; did you mean " + prefix + "?");
    }
    return prefix;
  }

  private static int parseLength(String text, String digits, int max) {
    if (digits.isEmpty()
        || digits.length() > 3
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')
        || Integer.parseInt(digits) > max) {
      throw new IllegalArgumentException(
          "\"" + text + "\" has an impossible length; it must be 0 to " + max);
    }
    return Integer.parseInt(digits);
  }

  /** The bits of the first half that a prefix of this length keeps. */
  public static long highMask(int length) {
    return length == 0 ? 0 : length >= 64 ? -1L : -1L << (64 - length);
  }

  /** The bits of the second half that a prefix of this length keeps. */
  public static long lowMask(int length) {
    return length <= 64 ? 0 : -1L << (128 - length);
  }

  public Family family() {
    return ipv6 ? Family.IPV6_UNICAST : Family.IPV4_UNICAST;
  }

  /** The first address. */
  public Address address() {
    return new Address(ipv6, hi, lo);
  }

  /** True if every address of {@code other} is in this prefix; a prefix covers itself. */
  public boolean covers(Prefix other) {
    return ipv6 == other.ipv6
        && length <= other.length
        && (other.hi & highMask(length)) == hi
        && (other.lo & lowMask(length)) == lo;
  }

  /** True if the address is in this prefix. */
  public boolean contains(Address address) {
    return ipv6 == address.ipv6()
        && (address.hi() & highMask(length)) == hi
        && (address.lo() & lowMask(length)) == lo;
  }

  /** Explicit, because prefixes are the keys of large maps. */
  @Override
  public int hashCode() {
    // An address is zero below its length, and a product alone keeps those zeros: with the shift of
    // HashMap, a million /24 then share 65,536 of its buckets. The fold between the products ends
    // it.
    long mixed = (hi ^ Long.rotateLeft(lo, 32) ^ length) * 0x9E37_79B9_7F4A_7C15L;
    mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8_FEB8_6659_FD93L;
    return (int) (mixed >>> 32);
  }

  /** IPv4 before IPv6, then by address, shorter before longer: a cover sorts before its insides. */
  @Override
  public int compareTo(Prefix other) {
    int byFamily = Boolean.compare(ipv6, other.ipv6);
    if (byFamily != 0) {
      return byFamily;
    }
    int byHi = Long.compareUnsigned(hi, other.hi);
    if (byHi != 0) {
      return byHi;
    }
    int byLo = Long.compareUnsigned(lo, other.lo);
    return byLo != 0 ? byLo : Integer.compare(length, other.length);
  }

  /** Most octets that {@link #writeTo} writes. */
  public static final int MAX_TEXT = AddressText.MAX + 4;

  /**
   * Writes the canonical text in ASCII; the caller has made room.
   *
   * @return the place behind its last octet
   */
  public int writeTo(byte[] out, int at) {
    int end =
        ipv6
            ? AddressText.writeIpv6(out, at, hi, lo)
            : AddressText.writeIpv4(out, at, (int) (hi >>> 32));
    out[end++] = '/';
    return Digits.write(out, end, length);
  }

  @Override
  public String toString() {
    byte[] text = new byte[MAX_TEXT];
    return new String(text, 0, writeTo(text, 0), StandardCharsets.US_ASCII);
  }
}

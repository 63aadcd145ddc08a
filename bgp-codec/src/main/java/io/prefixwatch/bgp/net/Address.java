package io.prefixwatch.bgp.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One IPv4 or IPv6 host address.
 *
 * @param ipv6 which of the two it is
 * @param hi the first 64 bits; of an IPv4 address its 32 bits stand in the upper half
 * @param lo the last 64 bits; 0 for IPv4
 */
public record Address(boolean ipv6, long hi, long lo) implements Comparable<Address> {

  public Address {
    if (!ipv6 && ((hi & 0xFFFF_FFFFL) != 0 || lo != 0)) {
      throw new IllegalArgumentException("an IPv4 address has 32 bits");
    }
  }

  /** The IPv4 address with these 32 bits. */
  public static Address ipv4(int bits) {
    return new Address(false, (long) bits << 32, 0);
  }

  /** The IPv6 address with these halves. */
  public static Address ipv6(long hi, long lo) {
    return new Address(true, hi, lo);
  }

  /** The address the JDK knows under this object. A mapped IPv4 address arrives as IPv4. */
  public static Address of(InetAddress address) {
    ByteBuffer octets = ByteBuffer.wrap(address.getAddress());
    return address instanceof Inet4Address
        ? ipv4(octets.getInt())
        : ipv6(octets.getLong(), octets.getLong());
  }

  /**
   * Parses one literal address; no prefix length, range, zone or name.
   *
   * @throws IllegalArgumentException if the text is not one
   */
  public static Address parse(String text) {
    return AddressParser.parse(text);
  }

  /** The 32 bits of an IPv4 address. */
  public int ipv4Bits() {
    return (int) (hi >>> 32);
  }

  /** True for 127.0.0.0/8 and ::1. */
  public boolean isLoopback() {
    return ipv6 ? hi == 0 && lo == 1 : hi >>> 56 == 127;
  }

  /** True for fe80::/10. */
  public boolean isLinkLocal() {
    return ipv6 && hi >>> 54 == 0x3FA;
  }

  /** True if this is {@code ::ffff:a.b.c.d}. */
  public boolean isMappedIpv4() {
    return ipv6 && hi == 0 && lo >>> 32 == 0xFFFF;
  }

  /** This address, or the IPv4 address it maps. */
  public Address unmapped() {
    return isMappedIpv4() ? ipv4((int) lo) : this;
  }

  /** The JDK's view, for sockets. */
  public InetAddress toInetAddress() {
    ByteBuffer octets = ByteBuffer.allocate(ipv6 ? 16 : 4);
    if (ipv6) {
      octets.putLong(hi).putLong(lo);
    } else {
      octets.putInt(ipv4Bits());
    }
    try {
      return InetAddress.getByAddress(octets.array());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 and 16 octets are always an address", e);
    }
  }

  @Override
  public int hashCode() {
    return Long.hashCode(hi * 0x9E37_79B9_7F4A_7C15L ^ lo) ^ (ipv6 ? 1 : 0);
  }

  @Override
  public int compareTo(Address other) {
    int byFamily = Boolean.compare(ipv6, other.ipv6);
    if (byFamily != 0) {
      return byFamily;
    }
    int byHi = Long.compareUnsigned(hi, other.hi);
    return byHi != 0 ? byHi : Long.compareUnsigned(lo, other.lo);
  }

  /** Most octets that {@link #writeTo} writes. */
  public static final int MAX_TEXT = AddressText.MAX;

  /**
   * Writes the canonical text (dotted quad, RFC 5952) in ASCII; the caller has made room.
   *
   * @return the place behind its last octet
   */
  public int writeTo(byte[] out, int at) {
    return ipv6
        ? AddressText.writeIpv6(out, at, hi, lo)
        : AddressText.writeIpv4(out, at, ipv4Bits());
  }

  @Override
  public String toString() {
    byte[] text = new byte[MAX_TEXT];
    return new String(text, 0, writeTo(text, 0), StandardCharsets.US_ASCII);
  }
}

package io.prefixwatch.bgp.net;

/**
 * A BGP identifier: 32 bits that look like an IPv4 address and need not be one (RFC 6286).
 *
 * @param bits the identifier; compared as unsigned
 */
public record RouterId(int bits) implements Comparable<RouterId> {

  /**
   * Parses dotted quad text.
   *
   * @throws IllegalArgumentException if it is not an IPv4 address, or 0.0.0.0, which RFC 6286
   *     forbids
   */
  public static RouterId parse(String text) {
    Address address = Address.parse(text);
    if (address.ipv6() || address.ipv4Bits() == 0) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a router id; write four octets such as 192.0.2.1");
    }
    return new RouterId(address.ipv4Bits());
  }

  @Override
  public int compareTo(RouterId other) {
    return Integer.compareUnsigned(bits, other.bits);
  }

  @Override
  public String toString() {
    return Address.ipv4(bits).toString();
  }
}

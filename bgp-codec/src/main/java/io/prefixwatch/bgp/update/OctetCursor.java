package io.prefixwatch.bgp.update;

import io.prefixwatch.bgp.net.Address;

/**
 * Reads one range of octets from left to right, for the readers of this module. Whoever reads asks
 * {@link #has} first: no field can reach beyond the range.
 */
public final class OctetCursor {

  private static final byte[] NOTHING = new byte[0];

  private byte[] buffer = NOTHING;
  private int at;
  private int end;

  /** Begins anew, at {@code octets[from, to)}. */
  public void over(byte[] octets, int from, int to) {
    buffer = octets;
    at = from;
    end = to;
  }

  public boolean has(int octets) {
    return octets <= end - at;
  }

  public int remaining() {
    return end - at;
  }

  public byte[] buffer() {
    return buffer;
  }

  /** Where the next octet stands in {@link #buffer}. */
  public int at() {
    return at;
  }

  public void skip(int octets) {
    at += octets;
  }

  public int u8() {
    return OctetAccess.u8(buffer, at++);
  }

  public int u16() {
    int value = OctetAccess.u16(buffer, at);
    at += 2;
    return value;
  }

  public long u32() {
    long value = OctetAccess.u32(buffer, at);
    at += 4;
    return value;
  }

  public long i64() {
    long value = OctetAccess.i64(buffer, at);
    at += 8;
    return value;
  }

  /** An AS number of 2 or 4 octets. */
  public long asn(boolean as4) {
    return as4 ? u32() : u16();
  }

  public Address address(boolean ipv6) {
    return ipv6 ? Address.ipv6(i64(), i64()) : Address.ipv4((int) u32());
  }
}

package io.prefixwatch.bgp.mrt;

import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.bgp.update.OctetAccess;

/**
 * Reads the content of one record from left to right. Whoever reads asks {@link #has} first: no
 * field can reach beyond the record.
 */
final class RecordCursor {

  private static final byte[] NOTHING = new byte[0];

  private byte[] buffer = NOTHING;
  private int at;
  private int end;

  void over(MrtReader record) {
    buffer = record.buffer();
    at = record.from();
    end = record.to();
  }

  boolean has(int octets) {
    return octets <= end - at;
  }

  int remaining() {
    return end - at;
  }

  byte[] buffer() {
    return buffer;
  }

  int at() {
    return at;
  }

  void skip(int octets) {
    at += octets;
  }

  int u8() {
    return OctetAccess.u8(buffer, at++);
  }

  int u16() {
    int value = OctetAccess.u16(buffer, at);
    at += 2;
    return value;
  }

  long u32() {
    long value = OctetAccess.u32(buffer, at);
    at += 4;
    return value;
  }

  long i64() {
    long value = OctetAccess.i64(buffer, at);
    at += 8;
    return value;
  }

  /** An AS number of 2 or 4 octets. */
  long asn(boolean as4) {
    return as4 ? u32() : u16();
  }

  Address address(boolean ipv6) {
    return ipv6 ? Address.ipv6(i64(), i64()) : Address.ipv4((int) u32());
  }
}

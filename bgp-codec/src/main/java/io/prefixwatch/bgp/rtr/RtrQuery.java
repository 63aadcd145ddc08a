package io.prefixwatch.bgp.rtr;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The three PDUs that a router sends, as octets (RFC 8210 sections 5.3, 5.4 and 5.11). */
final class RtrQuery {

  /** Octets of a faulty PDU that are sent back; the whole of it may be 64 KiB. */
  private static final int MAX_ENCLOSED = 1024;

  private RtrQuery() {}

  static byte[] serial(int version, int session, long serial) {
    return header(version, 1, session, 12).putInt((int) serial).array();
  }

  static byte[] reset(int version) {
    return header(version, 2, 0, 8).array();
  }

  static byte[] error(int version, RtrFault fault, byte[] pdu, int from, int length) {
    int enclosed = Math.min(length, MAX_ENCLOSED);
    byte[] text = fault.reason().getBytes(StandardCharsets.UTF_8);
    return header(version, 10, fault.code(), 16 + enclosed + text.length)
        .putInt(enclosed)
        .put(pdu, from, enclosed)
        .putInt(text.length)
        .put(text)
        .array();
  }

  private static ByteBuffer header(int version, int type, int field, int length) {
    return ByteBuffer.allocate(length)
        .put((byte) version)
        .put((byte) type)
        .putShort((short) field)
        .putInt(length);
  }
}

package io.prefixwatch.bgp.rtr;

import io.prefixwatch.bgp.fixture.Hex;
import java.nio.ByteBuffer;

/** PDUs as a cache sends them, for tests. */
final class Pdus {

  private Pdus() {}

  static byte[] pdu(int version, int type, int field, String body) {
    byte[] octets = Hex.octets(body);
    return ByteBuffer.allocate(8 + octets.length)
        .put((byte) version)
        .put((byte) type)
        .putShort((short) field)
        .putInt(8 + octets.length)
        .put(octets)
        .array();
  }

  static byte[] response(int version, int session) {
    return pdu(version, 3, session, "");
  }

  static byte[] notify(int version, int session, int serial) {
    return pdu(version, 0, session, "%08x".formatted(serial));
  }

  /** 203.0.113.0/24-24 of AS 64501. */
  static byte[] prefix(int version, boolean announce) {
    return pdu(version, 4, 0, (announce ? "01" : "00") + "181800 cb007100 0000fbf5");
  }

  static byte[] end(int version, int session, int serial) {
    String timing = version == 0 ? "" : "00000e10 00000258 00001c20";
    return pdu(version, 7, session, "%08x".formatted(serial) + timing);
  }

  static byte[] error(int version, int code) {
    return pdu(version, 10, code, "00000000 00000000");
  }
}

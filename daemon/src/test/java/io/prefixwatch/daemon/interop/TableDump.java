package io.prefixwatch.daemon.interop;

import io.prefixwatch.bgp.attribute.AttributeType;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.bgp.net.Prefix;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;

/** Routes with a path of their origin alone, as an MRT table dump (RFC 6396 section 4.3). */
final class TableDump {

  /** 2026-11-20T12:00:00Z. */
  private static final int NOON = 1_795_176_000;

  private static final int TABLE_DUMP_V2 = 13;
  private static final int PEER_INDEX_TABLE = 1;
  private static final int RIB_IPV4_UNICAST = 2;
  private static final int RIB_IPV6_UNICAST = 4;
  private static final int PEER_WITH_AS4 = 2;

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();

  /** A dump of these prefixes, each with its origin. */
  TableDump(Map<String, Long> routes) {
    peers();
    routes.forEach((prefix, origin) -> route(Prefix.parse(prefix), origin));
  }

  byte[] octets() {
    return file.toByteArray();
  }

  private void peers() {
    int router = Address.parse("192.0.2.2").ipv4Bits();
    ByteBuffer body =
        ByteBuffer.allocate(21).putInt(router).putShort((short) 0).putShort((short) 1);
    body.put((byte) PEER_WITH_AS4).putInt(router).putInt(router).putInt(64496);
    record(PEER_INDEX_TABLE, body.array());
  }

  private void route(Prefix prefix, long origin) {
    byte[] attributes = attributes(prefix.ipv6(), origin);
    byte[] network = network(prefix);
    ByteBuffer body = ByteBuffer.allocate(15 + network.length + attributes.length);
    body.putInt(0).put((byte) prefix.length()).put(network).putShort((short) 1);
    body.putShort((short) 0).putInt(NOON).putShort((short) attributes.length).put(attributes);
    record(prefix.ipv6() ? RIB_IPV6_UNICAST : RIB_IPV4_UNICAST, body.array());
  }

  private static byte[] network(Prefix prefix) {
    byte[] whole =
        prefix.ipv6()
            ? ByteBuffer.allocate(16).putLong(prefix.hi()).putLong(prefix.lo()).array()
            : prefix.address().toInetAddress().getAddress();
    return Arrays.copyOf(whole, (prefix.length() + 7) / 8);
  }

  private static byte[] attributes(boolean ipv6, long origin) {
    ByteBuffer all = ByteBuffer.allocate(64);
    all.put(new byte[] {0x40, AttributeType.ORIGIN, 1, 0});
    all.put(new byte[] {0x40, AttributeType.AS_PATH, 6, 2, 1}).putInt((int) origin);
    byte[] nextHop = Address.parse(PeerRouter.nextHop(ipv6)).toInetAddress().getAddress();
    if (ipv6) {
      all.put(new byte[] {(byte) 0x80, AttributeType.MP_REACH_NLRI, 17, 16}).put(nextHop);
    } else {
      all.put(new byte[] {0x40, AttributeType.NEXT_HOP, 4}).put(nextHop);
    }
    return Arrays.copyOf(all.array(), all.position());
  }

  private void record(int subtype, byte[] body) {
    ByteBuffer header = ByteBuffer.allocate(12).putInt(NOON);
    header.putShort((short) TABLE_DUMP_V2).putShort((short) subtype).putInt(body.length);
    file.writeBytes(header.array());
    file.writeBytes(body);
  }
}

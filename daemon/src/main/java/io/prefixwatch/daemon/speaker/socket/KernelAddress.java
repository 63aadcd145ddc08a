package io.prefixwatch.daemon.speaker.socket;

import io.prefixwatch.bgp.net.Address;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * {@code struct sockaddr_storage}, as the kernel wants it for the family of the socket.
 *
 * <p>Netty's sockets are IPv6 wherever there is IPv6: an IPv4 peer is {@code ::ffff:a.b.c.d} there,
 * while prefix lengths stay those of IPv4.
 */
final class KernelAddress {

  static final int SIZE = 128;

  private static final short AF_INET = 2;
  private static final short AF_INET6 = 10;

  private KernelAddress() {}

  /**
   * Writes the structure at the buffer's position, in the machine's byte order.
   *
   * @param ipv6Socket whether the socket is an IPv6 one
   */
  static void put(ByteBuffer into, Address address, boolean ipv6Socket) {
    int start = into.position();
    if (ipv6Socket) {
      into.putShort(AF_INET6).putShort((short) 0).putInt(0);
      ByteBuffer octets = into.slice().order(ByteOrder.BIG_ENDIAN);
      if (address.ipv6()) {
        octets.putLong(address.hi()).putLong(address.lo());
      } else {
        octets.putLong(0).putInt(0xFFFF).putInt(address.ipv4Bits());
      }
    } else if (address.ipv6()) {
      throw new IllegalArgumentException("an IPv4 socket has no IPv6 peer " + address);
    } else {
      into.putShort(AF_INET).putShort((short) 0);
      into.slice().order(ByteOrder.BIG_ENDIAN).putInt(address.ipv4Bits());
    }
    into.position(start + SIZE);
  }
}

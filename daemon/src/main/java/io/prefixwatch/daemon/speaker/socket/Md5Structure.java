package io.prefixwatch.daemon.speaker.socket;

import io.prefixwatch.bgp.net.Prefix;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * {@code struct tcp_md5sig} for {@code TCP_MD5SIG_EXT}: the key of all peers in a prefix.
 *
 * <pre>
 *   0  sockaddr_storage  address
 * 128  u8                flags, 1: the prefix length counts
 * 129  u8                prefix length
 * 130  u16               key length; 0 removes the key
 * 132  s32               interface index
 * 136  80 octets         key
 * </pre>
 */
final class Md5Structure {

  static final int SIZE = 216;
  static final int MAX_KEY = 80;

  private static final byte FLAG_PREFIX = 1;

  private Md5Structure() {}

  /** Sets the key, or takes the place of the one before. */
  static ByteBuffer set(Prefix peers, byte[] key, boolean ipv6Socket) {
    if (key.length == 0 || key.length > MAX_KEY) {
      throw new IllegalArgumentException("a key of TCP MD5 has 1 to " + MAX_KEY + " octets");
    }
    return structure(peers, key, ipv6Socket);
  }

  static ByteBuffer remove(Prefix peers, boolean ipv6Socket) {
    return structure(peers, new byte[0], ipv6Socket);
  }

  private static ByteBuffer structure(Prefix peers, byte[] key, boolean ipv6Socket) {
    ByteBuffer octets = ByteBuffer.allocate(SIZE).order(ByteOrder.nativeOrder());
    KernelAddress.put(octets, peers.address(), ipv6Socket);
    octets.put(FLAG_PREFIX).put((byte) peers.length());
    octets.putShort((short) key.length).putInt(0).put(key);
    return octets.rewind();
  }
}

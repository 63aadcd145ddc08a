package io.prefixwatch.daemon.speaker.socket;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.daemon.config.AoAlgorithm;
import io.prefixwatch.daemon.config.AoKey;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * {@code struct tcp_ao_add} and {@code struct tcp_ao_del} of Linux 6.7: a master key of all peers
 * in a prefix.
 *
 * <pre>
 *      add                                    del
 *   0  sockaddr_storage  address           0  sockaddr_storage  address
 * 128  64 octets         algorithm       128  s32               interface index
 * 192  s32               interface index 132  u32               bits: current, rnext, async
 * 196  u32               bits: current,  136  u16               0
 *                        rnext           138  u8                prefix length
 * 200  u16               0               139  u8                send id
 * 202  u8                prefix length   140  u8                receive id
 * 203  u8                send id         141  u8                id of the current key to set
 * 204  u8                receive id      142  u8                id of the rnext key to set
 * 205  u8                code length     143  u8                key flags
 * 206  u8                key flags
 * 207  u8                key length
 * 208  80 octets         key
 * </pre>
 */
final class AoStructure {

  static final int ADD_SIZE = 288;
  static final int DELETE_SIZE = 144;

  /** Octets of a message code: 96 bits, RFC 5926 sections 3.2.1 and 3.2.2. */
  static final int CODE_LENGTH = 12;

  private static final int NAME_SIZE = 64;
  private static final byte FLAG_EXCLUDE_OPTIONS = 2;

  private AoStructure() {}

  /**
   * Adds a key; one with the same ids must not be there.
   *
   * @param preferred whether it is the one to sign with, and to ask the peer for; not on a listener
   */
  static ByteBuffer add(
      Prefix peers, AoKey key, boolean excludeOptions, boolean preferred, boolean ipv6Socket) {
    byte[] secret = key.secret().octets();
    ByteBuffer octets = ByteBuffer.allocate(ADD_SIZE).order(ByteOrder.nativeOrder());
    KernelAddress.put(octets, peers.address(), ipv6Socket);
    octets.put(name(key.algorithm()).getBytes(StandardCharsets.US_ASCII));
    octets.position(KernelAddress.SIZE + NAME_SIZE);
    octets.putInt(0).putInt(preferred ? bit(0) | bit(1) : 0).putShort((short) 0);
    octets.put((byte) peers.length()).put((byte) key.sendId()).put((byte) key.recvId());
    octets.put((byte) CODE_LENGTH).put(excludeOptions ? FLAG_EXCLUDE_OPTIONS : 0);
    octets.put((byte) secret.length).put(secret);
    return octets.rewind();
  }

  static ByteBuffer remove(Prefix peers, AoKey key, boolean ipv6Socket) {
    ByteBuffer octets = ByteBuffer.allocate(DELETE_SIZE).order(ByteOrder.nativeOrder());
    KernelAddress.put(octets, peers.address(), ipv6Socket);
    octets.putInt(0).putInt(0).putShort((short) 0);
    octets.put((byte) peers.length()).put((byte) key.sendId()).put((byte) key.recvId());
    return octets.rewind();
  }

  /** What the kernel's crypto calls it. */
  private static String name(AoAlgorithm algorithm) {
    return switch (algorithm) {
      case HMAC_SHA1 -> "hmac(sha1)";
      case AES_128_CMAC -> "cmac(aes128)";
    };
  }

  /** A bit-field of one bit: compilers fill from the end where the first octet is. */
  static int bit(int number) {
    return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 1 << number : 1 << (31 - number);
  }
}

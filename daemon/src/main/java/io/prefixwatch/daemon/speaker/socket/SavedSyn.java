package io.prefixwatch.daemon.speaker.socket;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What the first packet of a connection looked like, as {@code TCP_SAVED_SYN} keeps it: the IP
 * header and the TCP header. The kernel accepted it, so a signature in it was right.
 *
 * @param ttl the TTL or hop limit it arrived with, 0 to 255
 * @param md5 whether it was signed by TCP MD5 (option 19)
 * @param ao whether it was signed by TCP-AO (option 29)
 */
record SavedSyn(int ttl, boolean md5, boolean ao) {

  /** Enough for both headers, whatever their options. */
  static final int SIZE = 256;

  private static final int IPV6_HEADER = 40;
  private static final int TCP_HEADER = 20;
  private static final int TCP = 6;

  private static final int END_OF_OPTIONS = 0;
  private static final int NO_OPERATION = 1;
  private static final int MD5_SIGNATURE = 19;
  private static final int AUTHENTICATION = 29;

  /** Null if nothing was kept, as under SYN cookies, or if it is not understood. */
  static @Nullable SavedSyn parse(ByteBuffer packet) {
    ByteBuffer octets = packet.slice();
    if (octets.remaining() < IPV6_HEADER + TCP_HEADER) {
      return null;
    }
    return switch ((octets.get(0) & 0xF0) >> 4) {
      case 4 -> withTcp(octets, at(octets, 8), (at(octets, 0) & 0x0F) * 4, at(octets, 9));
      case 6 -> withTcp(octets, at(octets, 7), IPV6_HEADER, at(octets, 6));
      default -> null;
    };
  }

  private static @Nullable SavedSyn withTcp(ByteBuffer octets, int ttl, int start, int protocol) {
    if (protocol != TCP || start + TCP_HEADER > octets.limit()) {
      // Extension headers before TCP: the distance is known, signatures are not looked for.
      return new SavedSyn(ttl, false, false);
    }
    int end = Math.min(octets.limit(), start + (at(octets, start + 12) >> 4) * 4);
    boolean md5 = false;
    boolean ao = false;
    int next = start + TCP_HEADER;
    while (next < end && at(octets, next) != END_OF_OPTIONS) {
      int kind = at(octets, next);
      md5 |= kind == MD5_SIGNATURE;
      ao |= kind == AUTHENTICATION;
      int length = kind == NO_OPERATION ? 1 : next + 1 < end ? at(octets, next + 1) : 0;
      if (length == 0) {
        break;
      }
      next += length;
    }
    return new SavedSyn(ttl, md5, ao);
  }

  private static int at(ByteBuffer octets, int index) {
    return octets.get(index) & 0xFF;
  }
}

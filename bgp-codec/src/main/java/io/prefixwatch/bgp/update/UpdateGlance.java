package io.prefixwatch.bgp.update;

import static io.prefixwatch.bgp.update.OctetAccess.i32;
import static io.prefixwatch.bgp.update.OctetAccess.i64;
import static io.prefixwatch.bgp.update.OctetAccess.u16;
import static io.prefixwatch.bgp.update.OctetAccess.u8;

import io.prefixwatch.bgp.attribute.AttributeType;
import io.prefixwatch.bgp.message.Frame;
import io.prefixwatch.bgp.message.MessageType;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Prefix;

/**
 * The prefixes of UPDATEs that wait in a buffer, read before anything about them is checked: for
 * who wants to have at hand what will be looked for. It may miss prefixes and show wrong ones, so
 * nothing may follow from it.
 *
 * <p>Mutable and reused. Never throws for any octets, allocates nothing.
 */
public final class UpdateGlance {

  /** Prefixes that are shown at once. */
  public static final int MOST = 64;

  /** Octets that a prefix may be read ahead of. */
  private static final int AHEAD = 17;

  private final long[] ipv4 = new long[MOST];
  private final long[] his = new long[MOST];
  private final long[] los = new long[MOST];
  private final int[] lengths = new int[MOST];
  private int ipv4Count;
  private int ipv6Count;

  /**
   * Reads whole messages as long as there is room for prefixes.
   *
   * @return up to where they were read; {@code to} if nothing more can be said
   */
  public int read(byte[] octets, int from, int to, ScanContext context) {
    ipv4Count = 0;
    ipv6Count = 0;
    int at = from;
    while (at + Frame.HEADER <= to && ipv4Count < MOST && ipv6Count < MOST) {
      int length = u16(octets, at + Frame.HEADER - 3);
      if (length < Frame.HEADER || at + length > to) {
        return to;
      }
      if (u8(octets, at + Frame.HEADER - 1) == MessageType.UPDATE.code()) {
        update(octets, at + Frame.HEADER, at + length, context);
      }
      at += length;
    }
    return ipv4Count < MOST && ipv6Count < MOST ? to : at;
  }

  private void update(byte[] octets, int from, int to, ScanContext context) {
    int withdrawnTo = from + 2 <= to ? from + 2 + u16(octets, from) : to;
    if (withdrawnTo + 2 > to) {
      return;
    }
    int attributesTo = withdrawnTo + 2 + u16(octets, withdrawnTo);
    if (attributesTo > to) {
      return;
    }
    if (withdrawnTo == from + 2 && attributesTo == to) {
      multiprotocol(octets, withdrawnTo + 2, to, context);
    } else {
      ipv4(octets, from + 2, withdrawnTo, context.addPathIpv4());
      ipv4(octets, attributesTo, to, context.addPathIpv4());
    }
  }

  /** Looks for prefixes of IPv6 unicast among the attributes. */
  private void multiprotocol(byte[] octets, int from, int to, ScanContext context) {
    int at = from;
    while (at + 4 <= to) {
      boolean extended = (octets[at] & 0x10) != 0;
      int valueAt = extended ? at + 4 : at + 3;
      int end = valueAt + (extended ? u16(octets, at + 2) : u8(octets, at + 2));
      if (end > to) {
        return;
      }
      int type = u8(octets, at + 1);
      int head = type == AttributeType.MP_REACH_NLRI ? 5 : 3;
      boolean reachability =
          type == AttributeType.MP_REACH_NLRI || type == AttributeType.MP_UNREACH_NLRI;
      if (reachability && valueAt + head <= end && u16(octets, valueAt) == Family.AFI_IPV6) {
        int nextHop = head == 5 ? u8(octets, valueAt + 3) : 0;
        ipv6(octets, valueAt + head + nextHop, end, context.addPathIpv6());
      }
      at = end;
    }
  }

  private void ipv4(byte[] octets, int from, int to, boolean addPath) {
    int step = addPath ? 5 : 1;
    int at = from + step;
    int end = Math.min(to, octets.length - 4);
    int count = ipv4Count;
    while (at <= end && count < MOST) {
      int length = octets[at - 1];
      // Longer than 32, or with the sign bit.
      if (length >>> 5 != 0 && length != 32) {
        break;
      }
      long mask = -1L << (64 - length);
      ipv4[count++] = length == 0 ? 0 : (long) i32(octets, at) << 32 & mask | length;
      at += (length + 7 >>> 3) + step;
    }
    ipv4Count = count;
  }

  private void ipv6(byte[] octets, int from, int to, boolean addPath) {
    int at = addPath ? from + 4 : from;
    while (at < to && at + AHEAD <= octets.length && ipv6Count < MOST) {
      int length = u8(octets, at);
      if (length > 128) {
        return;
      }
      his[ipv6Count] = i64(octets, at + 1) & Prefix.highMask(length);
      los[ipv6Count] = length > 64 ? i64(octets, at + 9) & Prefix.lowMask(length) : 0;
      lengths[ipv6Count++] = length;
      at += 1 + (length + 7 >>> 3) + (addPath ? 4 : 0);
    }
  }

  /** IPv4 prefixes that were read, at most {@value #MOST}. */
  public int ipv4Count() {
    return ipv4Count;
  }

  /** Each with its address in the upper half and its length in the lower. */
  public long[] ipv4() {
    return ipv4;
  }

  /** IPv6 prefixes that were read, at most {@value #MOST}. */
  public int ipv6Count() {
    return ipv6Count;
  }

  /** The first 64 bits, host bits masked. */
  public long hi(int index) {
    return his[index];
  }

  /** The last 64 bits, host bits masked. */
  public long lo(int index) {
    return los[index];
  }

  /** The length of an IPv6 prefix. */
  public int length(int index) {
    return lengths[index];
  }
}

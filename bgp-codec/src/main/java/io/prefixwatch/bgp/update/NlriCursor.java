package io.prefixwatch.bgp.update;

import static io.prefixwatch.bgp.update.OctetAccess.i64;
import static io.prefixwatch.bgp.update.OctetAccess.u32;
import static io.prefixwatch.bgp.update.OctetAccess.u8;

import io.prefixwatch.bgp.message.Nlri;
import io.prefixwatch.bgp.net.Prefix;

/**
 * Walks prefixes of one NLRI field as primitives (RFC 4271 section 4.3, RFC 7911 section 3).
 *
 * <p>Reused: valid until the next scan. The field was checked by {@link #firstFault} before, so the
 * walk itself cannot fail.
 */
public final class NlriCursor {

  private static final byte[] NOTHING = new byte[0];

  private byte[] buffer = NOTHING;
  private int at;
  private int end;
  private boolean ipv6;
  private boolean addPath;
  private long hi;
  private long lo;
  private int length;
  private long pathId;

  NlriCursor() {}

  /**
   * Finds the first prefix that is too long or cut short.
   *
   * @return its offset in {@code buffer}, or -1 if the field is sound
   */
  static int firstFault(byte[] buffer, int from, int to, int maxLength, boolean addPath) {
    int at = from;
    while (at < to) {
      int lengthAt = addPath ? at + 4 : at;
      if (lengthAt >= to) {
        return at;
      }
      int length = u8(buffer, lengthAt);
      int next = lengthAt + 1 + ((length + 7) >>> 3);
      if (length > maxLength || next > to) {
        return at;
      }
      at = next;
    }
    return -1;
  }

  NlriCursor over(byte[] octets, int from, int to, boolean isIpv6, boolean withPathIds) {
    buffer = octets;
    at = from;
    end = to;
    ipv6 = isIpv6;
    addPath = withPathIds;
    return this;
  }

  /** Moves to the next prefix; false at the end of the field. */
  public boolean next() {
    if (at >= end) {
      return false;
    }
    if (addPath) {
      pathId = u32(buffer, at);
      at += 4;
    } else {
      pathId = Nlri.NO_PATH_ID;
    }
    length = u8(buffer, at++);
    int octets = (length + 7) >>> 3;
    if (at + 16 <= buffer.length) {
      hi = i64(buffer, at) & Prefix.highMask(length);
      lo = length > 64 ? i64(buffer, at + 8) & Prefix.lowMask(length) : 0;
    } else {
      readNearTheEnd(octets);
    }
    at += octets;
    return true;
  }

  /** The same, octet by octet, where reading ahead would leave the array. */
  private void readNearTheEnd(int octets) {
    hi = 0;
    lo = 0;
    for (int i = 0; i < octets; i++) {
      long octet = u8(buffer, at + i);
      if (i < 8) {
        hi |= octet << (56 - 8 * i);
      } else {
        lo |= octet << (120 - 8 * i);
      }
    }
    hi &= Prefix.highMask(length);
    lo &= Prefix.lowMask(length);
  }

  public boolean ipv6() {
    return ipv6;
  }

  /** The first 64 bits, host bits masked; see {@link Prefix}. */
  public long hi() {
    return hi;
  }

  /** The last 64 bits, host bits masked. */
  public long lo() {
    return lo;
  }

  /** The prefix length. */
  public int length() {
    return length;
  }

  /** The path identifier, or {@link Nlri#NO_PATH_ID}. */
  public long pathId() {
    return pathId;
  }

  /** Walks on until this item is found; false if it is not there. */
  boolean contains(boolean isIpv6, long wantedHi, long wantedLo, int wantedLength, long wantedId) {
    while (next()) {
      if (ipv6 == isIpv6
          && hi == wantedHi
          && lo == wantedLo
          && length == wantedLength
          && pathId == wantedId) {
        return true;
      }
    }
    return false;
  }

  /** The current item's prefix as a value. */
  public Prefix toPrefix() {
    return new Prefix(ipv6, hi, lo, length);
  }

  /** The current item as a value. */
  public Nlri toNlri() {
    return new Nlri(toPrefix(), pathId);
  }
}

package io.prefixwatch.monitor.rib;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.index.PrefixIndex;

/**
 * Says of most routes at once that they cover no registered prefix. Immutable; allocates nothing.
 */
final class CoverSearch {

  private static final int TOP = 16;

  private final PrefixIndex index;
  private final int ipv6From;
  private final int longestIpv4;
  private final int longestIpv6;
  private final int ipv4Floor;
  private final int ipv6Floor;

  /** One bit for each IPv4 /16 that has a registered prefix, or is part of one. */
  private final long[] ipv4Tops = new long[1 << (TOP - 6)];

  /**
   * A search.
   *
   * @param ipv4Floor routes of this length and shorter cover nothing that counts
   * @param ipv6Floor the same for IPv6
   */
  CoverSearch(PrefixIndex index, int ipv4Floor, int ipv6Floor) {
    this.index = index;
    this.ipv4Floor = ipv4Floor;
    this.ipv6Floor = ipv6Floor;
    int split = 0;
    int four = -1;
    int six = -1;
    for (int i = 0; i < index.size(); i++) {
      Prefix prefix = index.prefix(i);
      if (prefix.ipv6()) {
        six = Math.max(six, prefix.length());
      } else {
        split = i + 1;
        four = Math.max(four, prefix.length());
        int top = (int) (prefix.hi() >>> (64 - TOP));
        ipv4Tops[top >>> 6] |= 1L << top;
      }
    }
    this.ipv6From = split;
    this.longestIpv4 = four;
    this.longestIpv6 = six;
  }

  /** True if the route strictly covers a registered prefix and is longer than the floor. */
  boolean covers(boolean isIpv6, long hi, long lo, int length) {
    int longest = isIpv6 ? longestIpv6 : longestIpv4;
    int floor = isIpv6 ? ipv6Floor : ipv4Floor;
    if (length >= longest || length <= floor) {
      return false;
    }
    if (!isIpv6 && length >= TOP) {
      int top = (int) (hi >>> (64 - TOP));
      if ((ipv4Tops[top >>> 6] & 1L << top) == 0) {
        return false;
      }
    }
    int next = firstBehind(isIpv6, hi, lo, length);
    int end = isIpv6 ? index.size() : ipv6From;
    return next < end && isInside(index.prefix(next), hi, lo, length);
  }

  /** The first registered prefix that sorts behind this one: if it covers any, it covers that. */
  private int firstBehind(boolean isIpv6, long hi, long lo, int length) {
    int low = isIpv6 ? ipv6From : 0;
    int high = isIpv6 ? index.size() : ipv6From;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isBehind(index.prefix(middle), hi, lo, length)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static boolean isBehind(Prefix prefix, long hi, long lo, int length) {
    int byHigh = Long.compareUnsigned(prefix.hi(), hi);
    if (byHigh != 0) {
      return byHigh > 0;
    }
    int byLow = Long.compareUnsigned(prefix.lo(), lo);
    return byLow != 0 ? byLow > 0 : prefix.length() > length;
  }

  private static boolean isInside(Prefix prefix, long hi, long lo, int length) {
    if (prefix.length() <= length) {
      return false;
    }
    long highMask = length >= 64 ? -1L : length == 0 ? 0 : -1L << (64 - length);
    long lowMask = length <= 64 ? 0 : length == 128 ? -1L : -1L << (128 - length);
    return (prefix.hi() & highMask) == hi && (prefix.lo() & lowMask) == lo;
  }
}

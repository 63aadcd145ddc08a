package io.prefixwatch.monitor.rib;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.index.PrefixIndex;

/**
 * Says of most routes at once that they cover no registered prefix. Immutable; allocates nothing.
 */
final class CoverSearch {

  private final PrefixIndex index;
  private final int ipv6From;
  private final int ipv4Floor;
  private final int ipv6Floor;

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
    while (split < index.size() && !index.prefix(split).ipv6()) {
      split++;
    }
    this.ipv6From = split;
  }

  /** True if the route strictly covers a registered prefix and is longer than the floor. */
  boolean covers(boolean isIpv6, long hi, long lo, int length) {
    int floor = isIpv6 ? ipv6Floor : ipv4Floor;
    if (length <= floor || !index.mayCover(isIpv6, hi, length)) {
      return false;
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

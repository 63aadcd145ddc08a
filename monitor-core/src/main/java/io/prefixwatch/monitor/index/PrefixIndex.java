package io.prefixwatch.monitor.index;

import io.prefixwatch.bgp.net.Prefix;
import java.util.Collections;
import java.util.List;

/**
 * Finds registered prefixes by a route's prefix: equal, longest covering, covered.
 *
 * <p>Immutable and safe to share. Ids are positions in the list it was built from; prefixes come as
 * the primitives of {@link Prefix} so that a miss allocates nothing. Measured against a trie in
 * docs/benchmarks.md; the argument is ADR 0004.
 */
public final class PrefixIndex {

  private final List<Prefix> sorted;
  private final int ipv6From;
  private final Ipv4Index ipv4;
  private final Ipv6Index ipv6;

  private PrefixIndex(List<Prefix> sorted) {
    this.sorted = sorted;
    int split = 0;
    while (split < sorted.size() && !sorted.get(split).ipv6()) {
      split++;
    }
    ipv6From = split;
    ipv4 = ipv4(sorted.subList(0, split));
    ipv6 = ipv6(sorted.subList(split, sorted.size()));
  }

  private static Ipv4Index ipv4(List<Prefix> sorted) {
    int[] bits = new int[sorted.size()];
    byte[] lengths = new byte[bits.length];
    for (int id = 0; id < bits.length; id++) {
      bits[id] = (int) (sorted.get(id).hi() >>> 32);
      lengths[id] = (byte) sorted.get(id).length();
    }
    return new Ipv4Index(bits, lengths);
  }

  private static Ipv6Index ipv6(List<Prefix> sorted) {
    long[] his = new long[sorted.size()];
    long[] los = new long[his.length];
    byte[] lengths = new byte[his.length];
    for (int id = 0; id < his.length; id++) {
      his[id] = sorted.get(id).hi();
      los[id] = sorted.get(id).lo();
      lengths[id] = (byte) sorted.get(id).length();
    }
    return new Ipv6Index(his, los, lengths);
  }

  /**
   * An index over prefixes in ascending order, without repeats.
   *
   * @throws IllegalArgumentException if they are not in order
   */
  public static PrefixIndex of(List<Prefix> ascending) {
    for (int i = 1; i < ascending.size(); i++) {
      if (ascending.get(i - 1).compareTo(ascending.get(i)) >= 0) {
        throw new IllegalArgumentException(
            ascending.get(i) + " is out of order or stands twice in the index");
      }
    }
    return new PrefixIndex(List.copyOf(ascending));
  }

  public int size() {
    return sorted.size();
  }

  /** The prefix with this id. */
  public Prefix prefix(int id) {
    return sorted.get(id);
  }

  /** Id of the registered prefix that equals this one, or -1. */
  public int exact(boolean isIpv6, long hi, long lo, int length) {
    if (!isIpv6) {
      return ipv4.exact((int) (hi >>> 32), length);
    }
    return fromIpv6(ipv6.exact(hi, lo, length));
  }

  /** Id of the longest registered prefix that equals or covers this one, or -1. */
  public int longestCover(boolean isIpv6, long hi, long lo, int length) {
    if (!isIpv6) {
      return ipv4.longestCover((int) (hi >>> 32), length);
    }
    return fromIpv6(ipv6.longestCover(hi, lo, length));
  }

  /**
   * False if this one strictly covers no registered prefix, which is nearly always known at once;
   * true may be wrong.
   */
  public boolean mayCover(boolean isIpv6, long hi, int length) {
    return isIpv6 ? ipv6.mayCover(hi, length) : ipv4.mayCover((int) (hi >>> 32), length);
  }

  /**
   * A prefix as an object; that of the list if it is registered, so that what is kept about it
   * needs no object of its own.
   */
  public Prefix shared(boolean isIpv6, long hi, long lo, int length) {
    int id = exact(isIpv6, hi, lo, length);
    return id < 0 ? new Prefix(isIpv6, hi, lo, length) : prefix(id);
  }

  public int exact(Prefix prefix) {
    return exact(prefix.ipv6(), prefix.hi(), prefix.lo(), prefix.length());
  }

  public int longestCover(Prefix prefix) {
    return longestCover(prefix.ipv6(), prefix.hi(), prefix.lo(), prefix.length());
  }

  private int fromIpv6(int id) {
    return id < 0 ? -1 : id + ipv6From;
  }

  /**
   * The registered prefixes that equal or lie inside this one. They stand together because a cover
   * sorts before its insides.
   *
   * @return ids {@code [from, to)}
   */
  public Range covered(Prefix prefix) {
    int found = Collections.binarySearch(sorted, prefix);
    int from = found >= 0 ? found : -found - 1;
    int low = from;
    int high = sorted.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (prefix.covers(sorted.get(middle))) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return new Range(from, low);
  }

  /**
   * Neighbouring ids.
   *
   * @param from first id
   * @param to behind the last id
   */
  public record Range(int from, int to) {
    public boolean isEmpty() {
      return from == to;
    }
  }
}

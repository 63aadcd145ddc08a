package io.prefixwatch.monitor.index;

import io.prefixwatch.bgp.net.Prefix;

/**
 * IPv6 prefixes: like {@link Ipv4Index}, with masks per hashed /32.
 *
 * <p>Two /32s may share a bucket; their masks then add up, which costs a probe and never an answer.
 * Prefixes shorter than /32 are few and stand in one mask that every route sees. Immutable and safe
 * to share.
 */
public final class Ipv6Index {

  private static final int MAX_BUCKETS = 1 << 16;

  private final long[] his;
  private final long[] los;
  private final byte[] lengths;
  private final int[] slots;
  private final int slotMask;

  /** Bit {@code length - 1} for lengths 1 to 64. */
  private final long[] lowMasks;

  /** Bit {@code length - 65} for lengths 65 to 128. */
  private final long[] highMasks;

  private final int bucketMask;
  private long shortMask;
  private int defaultRoute = -1;

  /**
   * An index that takes ownership of its columns.
   *
   * @param his first halves, ascending as {@link Prefix} sorts
   * @param los second halves, host bits zero
   * @param lengths 0 to 128, unsigned; no prefix stands twice
   */
  public Ipv6Index(long[] his, long[] los, byte[] lengths) {
    int count = his.length;
    this.his = his;
    this.los = los;
    this.lengths = lengths;
    slots = new int[HashSlots.capacityFor(count)];
    slotMask = slots.length - 1;
    int buckets = Math.min(MAX_BUCKETS, HashSlots.capacityFor(2 * count));
    lowMasks = new long[buckets];
    highMasks = new long[buckets];
    bucketMask = buckets - 1;
    for (int id = 0; id < count; id++) {
      insert(id);
    }
  }

  private void insert(int id) {
    int length = lengths[id] & 0xFF;
    if (length == 0) {
      defaultRoute = id;
      return;
    }
    int slot = HashSlots.mix(his[id], los[id], length) & slotMask;
    while (slots[slot] != 0) {
      slot = slot + 1 & slotMask;
    }
    slots[slot] = id + 1;
    if (length < 32) {
      shortMask |= 1L << (length - 1);
    } else if (length <= 64) {
      lowMasks[bucket(his[id])] |= 1L << (length - 1);
    } else {
      highMasks[bucket(his[id])] |= 1L << (length - 65);
    }
  }

  private int bucket(long hi) {
    return HashSlots.mix(hi >>> 32) & bucketMask;
  }

  /** The first half of the prefix with this id. */
  public long hi(int id) {
    return his[id];
  }

  /** The second half of the prefix with this id. */
  public long lo(int id) {
    return los[id];
  }

  /** The length of the prefix with this id. */
  public int length(int id) {
    return lengths[id] & 0xFF;
  }

  /** Id of the prefix that equals this one, or -1. */
  public int exact(long hi, long lo, int length) {
    if (length == 0) {
      return defaultRoute;
    }
    for (int slot = HashSlots.mix(hi, lo, length) & slotMask; ; slot = slot + 1 & slotMask) {
      int id = slots[slot] - 1;
      if (id < 0) {
        return -1;
      }
      if (his[id] == hi && los[id] == lo && (lengths[id] & 0xFF) == length) {
        return id;
      }
    }
  }

  /** Like {@link Ipv4Index#mayCover}. */
  public boolean mayCover(long hi, int length) {
    if (his.length == 0) {
      return false;
    }
    if (length < 32) {
      return true;
    }
    int bucket = bucket(hi);
    return length < 64
        ? lowMasks[bucket] >>> length != 0 || highMasks[bucket] != 0
        : length < 128 && highMasks[bucket] >>> (length - 64) != 0;
  }

  /** Id of the longest prefix that equals or covers this one, or -1. */
  public int longestCover(long hi, long lo, int length) {
    if (his.length == 0 || length == 0) {
      return defaultRoute;
    }
    int bucket = bucket(hi);
    if (length > 64) {
      int id = probe(highMasks[bucket] & -1L >>> (128 - length), hi, lo, 64);
      if (id >= 0) {
        return id;
      }
    }
    long low = (lowMasks[bucket] | shortMask) & -1L >>> (64 - Math.min(length, 64));
    int id = probe(low, hi, lo, 0);
    return id >= 0 ? id : defaultRoute;
  }

  private int probe(long mask, long hi, long lo, int base) {
    long candidates = mask;
    while (candidates != 0) {
      int bit = 63 - Long.numberOfLeadingZeros(candidates);
      int candidate = base + bit + 1;
      int id = exact(hi & Prefix.highMask(candidate), lo & Prefix.lowMask(candidate), candidate);
      if (id >= 0) {
        return id;
      }
      candidates ^= 1L << bit;
    }
    return -1;
  }
}

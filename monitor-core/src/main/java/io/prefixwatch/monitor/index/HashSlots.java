package io.prefixwatch.monitor.index;

/** Sizing and mixing for open-addressed tables. */
public final class HashSlots {

  private HashSlots() {}

  /** A power of two that is filled to two thirds at most by {@code count} entries. */
  public static int capacityFor(int count) {
    return Math.max(16, Integer.highestOneBit(Math.max(1, count + count / 2)) << 1);
  }

  /** Spreads all bits of a key over the lower 32 (the finalizer of MurmurHash3). */
  public static int mix(long key) {
    long h = key * 0xFF51_AFD7_ED55_8CCDL;
    h ^= h >>> 33;
    h *= 0xC4CE_B9FE_1A85_EC53L;
    return (int) (h ^ h >>> 32);
  }

  /** The same for a prefix. */
  public static int mix(long hi, long lo, int length) {
    return mix(hi ^ Long.rotateLeft(lo, 29) ^ (long) length << 3);
  }
}

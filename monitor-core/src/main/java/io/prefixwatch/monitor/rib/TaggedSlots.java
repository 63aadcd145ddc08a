package io.prefixwatch.monitor.rib;

/** Entries of a hash in the upper half, an id plus one in the lower. */
final class TaggedSlots extends SlotTable {

  static long entry(int hash, int id) {
    return (long) hash << 32 | id + 1;
  }

  static int id(long entry) {
    return (int) entry - 1;
  }

  static boolean hasHash(long entry, int hash) {
    return (int) (entry >>> 32) == hash;
  }

  @Override
  int hash(long entry) {
    return (int) (entry >>> 32);
  }
}

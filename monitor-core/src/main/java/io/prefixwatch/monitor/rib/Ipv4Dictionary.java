package io.prefixwatch.monitor.rib;

import io.prefixwatch.bgp.net.Prefix;

/**
 * IPv4 prefixes. A slot holds the whole prefix beside its id, so a search looks at nothing else:
 * the address in the upper half, six bits of length, 26 bits of id plus one. A cell holds the
 * prefix in the same bits, and the count of holders in place of the id.
 */
final class Ipv4Dictionary extends PrefixDictionary {

  private static final int ID_BITS = COUNT_BITS;
  private static final int ID_MASK = COUNT_MASK;

  private final Mixing mixing;
  private final Slots slots;

  /** What was only read goes here, so that no compiler leaves the reading out. */
  @SuppressWarnings("UnusedVariable")
  private long seen;

  Ipv4Dictionary(Mixing mixing) {
    super(ID_MASK);
    this.mixing = mixing;
    slots = new Slots(mixing);
  }

  private static final class Slots extends SlotTable {

    private final Mixing mixing;

    Slots(Mixing mixing) {
      this.mixing = mixing;
    }

    @Override
    int hash(long entry) {
      return mixing.hash(entry >>> ID_BITS);
    }
  }

  /** A prefix in its place of slot and cell; the lower half of an IPv4 address's bits is zero. */
  private static long bits(long hi, int length) {
    return hi | (long) length << ID_BITS;
  }

  @Override
  int find(long hi, long lo, int length) {
    long wanted = bits(hi, length);
    int hash = slots.hash(wanted);
    long[] segment = slots.segment(hash);
    return id(segment[slotOf(hash, segment, wanted)]);
  }

  /**
   * Searches for many prefixes; what they wait for in memory comes at the same time.
   *
   * @param prefixes as {@link io.prefixwatch.bgp.update.UpdateGlance} shows them
   * @param ids takes the id of each, or {@link #NONE}
   * @return how many have one
   */
  int find(long[] prefixes, int count, int[] ids) {
    long[][] segments = slots.segments();
    // Few steps a prefix: the processor looks only so far ahead.
    for (int i = 0; i < count; i++) {
      int hash = mixing.hash(key(prefixes[i]));
      long[] segment = segments[hash >>> 24];
      seen += segment[SlotTable.home(hash, segment.length)];
      ids[i] = hash;
    }
    int known = 0;
    for (int i = 0; i < count; i++) {
      long[] segment = segments[ids[i] >>> 24];
      int id = id(segment[slotOf(ids[i], segment, key(prefixes[i]) << ID_BITS)]);
      ids[i] = id;
      // One more unless it is -1.
      known += 1 + (id >> 31);
    }
    return known;
  }

  private static long key(long prefix) {
    return prefix >>> ID_BITS | prefix & 0x3F;
  }

  /** The slot that holds the prefix, or the zero where the search for it ends. */
  private static int slotOf(int hash, long[] segment, long wanted) {
    int slot = SlotTable.home(hash, segment.length);
    long entry = segment[slot];
    while (entry != 0 && (entry ^ wanted) >>> ID_BITS != 0) {
      slot = SlotTable.next(slot, segment.length);
      entry = segment[slot];
    }
    return slot;
  }

  /** The id in a slot; {@link #NONE} of zero. */
  private static int id(long entry) {
    return ((int) entry & ID_MASK) - 1;
  }

  @Override
  int findOrAdd(long hi, long lo, int length) {
    long wanted = bits(hi, length);
    int hash = slots.hash(wanted);
    long[] segment = slots.segment(hash);
    int slot = slotOf(hash, segment, wanted);
    if (segment[slot] != 0) {
      return id(segment[slot]);
    }
    int id = newId(wanted);
    slots.insert(wanted | id + 1, hash, slot);
    return id;
  }

  @Override
  Prefix prefix(int id) {
    long cell = cell(id);
    int length = (int) (cell >>> ID_BITS) & 0x3F;
    return new Prefix(false, cell & 0xFFFF_FFFF_0000_0000L, 0, length);
  }

  @Override
  int longestRun() {
    return slots.longestRun();
  }

  @Override
  void forget(int id, long cell) {
    slots.remove(cell | id + 1);
  }

  @Override
  void clear() {}
}

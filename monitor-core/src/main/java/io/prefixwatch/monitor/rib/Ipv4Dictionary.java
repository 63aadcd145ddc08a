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

  private final Slots slots;

  Ipv4Dictionary(Mixing mixing) {
    super(ID_MASK);
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
    return find(bits(hi, length));
  }

  private int find(long wanted) {
    int hash = slots.hash(wanted);
    long[] segment = slots.segment(hash);
    int slot = SlotTable.home(hash, segment.length);
    for (long entry = segment[slot]; entry != 0; entry = segment[slot]) {
      if ((entry ^ wanted) >>> ID_BITS == 0) {
        return ((int) entry & ID_MASK) - 1;
      }
      slot = SlotTable.next(slot, segment.length);
    }
    return NONE;
  }

  @Override
  int findOrAdd(long hi, long lo, int length) {
    long wanted = bits(hi, length);
    int found = find(wanted);
    if (found != NONE) {
      return found;
    }
    int id = newId(wanted);
    slots.insert(wanted | id + 1);
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

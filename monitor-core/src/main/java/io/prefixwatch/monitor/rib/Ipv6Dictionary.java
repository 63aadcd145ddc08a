package io.prefixwatch.monitor.rib;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.update.UpdateGlance;

/**
 * IPv6 prefixes: a slot holds a hash and an id, the prefix stands by its id. The cell holds the
 * length beside the count. The last 64 bits are kept only of prefixes that have any.
 */
final class Ipv6Dictionary extends PrefixDictionary {

  private final Mixing mixing;
  private final TaggedSlots slots = new TaggedSlots();
  private final LongPages his = new LongPages();
  private final SparseLongs los = new SparseLongs();

  /** What was only read goes here, so that no compiler leaves the reading out. */
  @SuppressWarnings("UnusedVariable")
  private long seen;

  Ipv6Dictionary(Mixing mixing) {
    super(Integer.MAX_VALUE - 1);
    this.mixing = mixing;
  }

  @Override
  int find(long hi, long lo, int length) {
    int hash = mixing.hash(hi, lo, length);
    long[] segment = slots.segment(hash);
    int slot = slotOf(hash, segment, hi, lo, length);
    return segment[slot] == 0 ? NONE : TaggedSlots.id(segment[slot]);
  }

  /** Searches for many prefixes, like that of {@link Ipv4Dictionary}. */
  int find(UpdateGlance prefixes, int[] ids) {
    int known = 0;
    for (int i = 0; i < prefixes.ipv6Count(); i++) {
      int hash = mixing.hash(prefixes.hi(i), prefixes.lo(i), prefixes.length(i));
      long[] segment = slots.segment(hash);
      ids[i] = TaggedSlots.id(segment[SlotTable.home(hash, segment.length)]);
    }
    for (int i = 0; i < prefixes.ipv6Count(); i++) {
      if (ids[i] >= 0) {
        seen += his.get(ids[i]) + cell(ids[i]);
      }
    }
    for (int i = 0; i < prefixes.ipv6Count(); i++) {
      ids[i] = find(prefixes.hi(i), prefixes.lo(i), prefixes.length(i));
      known += ids[i] == NONE ? 0 : 1;
    }
    return known;
  }

  /** The slot that holds the prefix, or the zero where the search for it ends. */
  private int slotOf(int hash, long[] segment, long hi, long lo, int length) {
    int slot = SlotTable.home(hash, segment.length);
    for (long entry = segment[slot]; entry != 0; entry = segment[slot]) {
      if (TaggedSlots.hasHash(entry, hash) && is(TaggedSlots.id(entry), hi, lo, length)) {
        return slot;
      }
      slot = SlotTable.next(slot, segment.length);
    }
    return slot;
  }

  private boolean is(int id, long hi, long lo, int length) {
    return his.get(id) == hi && length(cell(id)) == length && lo(id, length) == lo;
  }

  private static int length(long cell) {
    return (int) (cell >>> COUNT_BITS);
  }

  private long lo(int id, int length) {
    return length > 64 ? los.get(id) : 0;
  }

  @Override
  int findOrAdd(long hi, long lo, int length) {
    int hash = mixing.hash(hi, lo, length);
    long[] segment = slots.segment(hash);
    int slot = slotOf(hash, segment, hi, lo, length);
    if (segment[slot] != 0) {
      return TaggedSlots.id(segment[slot]);
    }
    int id = newId((long) length << COUNT_BITS);
    his.reach(id);
    his.set(id, hi);
    if (length > 64) {
      los.set(id, lo);
    }
    slots.insert(TaggedSlots.entry(hash, id), hash, slot);
    return id;
  }

  @Override
  Prefix prefix(int id) {
    int length = length(cell(id));
    return new Prefix(true, his.get(id), lo(id, length), length);
  }

  @Override
  int longestRun() {
    return slots.longestRun();
  }

  @Override
  void forget(int id, long cell) {
    int length = length(cell);
    int hash = mixing.hash(his.get(id), lo(id, length), length);
    slots.remove(TaggedSlots.entry(hash, id));
  }

  @Override
  void clear() {
    his.clear();
    los.clear();
  }
}

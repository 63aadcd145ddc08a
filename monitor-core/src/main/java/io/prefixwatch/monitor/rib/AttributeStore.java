package io.prefixwatch.monitor.rib;

import io.prefixwatch.bgp.attribute.PathAttributes;
import io.prefixwatch.bgp.update.AttributeTable;
import io.prefixwatch.bgp.update.NextHopOctets;

/**
 * Attribute sets, each kept once however many routes share it, and gone with the last of them.
 * Owned by one {@link RouteTable}.
 */
final class AttributeStore {

  private static final int NONE = -1;

  private final Mixing mixing;
  private final AttributeOctets octets = new AttributeOctets();
  private final TaggedSlots slots = new TaggedSlots();
  private final SetCells cells = new SetCells();
  private final AttributeLog log = new AttributeLog(cells);

  /** What was only read goes here, so that no compiler leaves the reading out. */
  @SuppressWarnings("UnusedVariable")
  private long seen;

  private int firstFree = NONE;
  private int freeCount;
  private int nextId;

  AttributeStore(Mixing mixing) {
    this.mixing = mixing;
  }

  /** Attribute sets that are in use. */
  int size() {
    return nextId - freeCount;
  }

  /** The longest walk of a search, in entries. */
  int longestRun() {
    return slots.longestRun();
  }

  /** The set's id, with one reference that the caller must {@link #release}. */
  int intern(AttributeTable table, boolean as4, NextHopOctets nextHop) {
    octets.write(table, as4, nextHop);
    byte[] scratch = octets.scratch();
    int length = octets.length();
    int hash = mixing.hash(scratch, 0, length);
    long[] segment = slots.segment(hash);
    int slot = SlotTable.home(hash, segment.length);
    for (long entry = segment[slot]; entry != 0; entry = segment[slot]) {
      int id = TaggedSlots.id(entry);
      if (TaggedSlots.hasHash(entry, hash) && log.holds(cells.place(id), scratch, length)) {
        cells.retain(id);
        return id;
      }
      slot = SlotTable.next(slot, segment.length);
    }
    int id = newId();
    cells.place(id, log.append(id, scratch, 0, length));
    slots.insert(TaggedSlots.entry(hash, id), hash, slot);
    return id;
  }

  private int newId() {
    int id = firstFree;
    if (id == NONE) {
      id = nextId++;
    } else {
      firstFree = cells.nextFree(id);
      freeCount--;
    }
    cells.begin(id);
    return id;
  }

  /** One more route has this set. */
  void retain(int id) {
    cells.retain(id);
  }

  /** One fewer has it. */
  void release(int id) {
    if (cells.release(id) == 0) {
      forget(id);
    }
  }

  private void forget(int id) {
    int place = cells.place(id);
    int hash = mixing.hash(log.chunk(place), AttributeLog.from(place), log.length(place));
    slots.remove(TaggedSlots.entry(hash, id));
    cells.free(id, firstFree);
    firstFree = id;
    freeCount++;
    if (freeCount == nextId) {
      clear();
    } else {
      log.free(place);
    }
  }

  /** Nobody has any set: all memory is given back. */
  private void clear() {
    log.clear();
    cells.clear();
    firstFree = NONE;
    freeCount = 0;
    nextId = 0;
  }

  /**
   * Reads what {@link #release} of these sets will read, if they lose their last route.
   *
   * @param ids attribute sets, or {@link #NONE}; what is in them then means nothing
   */
  void foresee(int[] ids, int count) {
    for (int i = 0; i < count; i++) {
      ids[i] = ids[i] == NONE ? AttributeLog.NOWHERE : cells.lastPlace(ids[i]);
    }
    for (int i = 0; i < count; i++) {
      if (ids[i] != AttributeLog.NOWHERE) {
        seen += log.touch(ids[i]);
      }
    }
  }

  /** The set as a value. */
  PathAttributes decode(int id) {
    int place = cells.place(id);
    return octets.decode(log.chunk(place), AttributeLog.from(place), log.length(place));
  }
}

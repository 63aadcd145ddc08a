package io.prefixwatch.monitor.rib;

import io.prefixwatch.bgp.net.Prefix;

/**
 * Gives each prefix of one family that anybody holds a small dense number; takes it back when
 * nobody does. Owned by one {@link RouteTable}.
 */
abstract class PrefixDictionary {

  /** No such prefix. */
  static final int NONE = -1;

  /** Bits of a cell that count holders; the others belong to the family. */
  static final int COUNT_BITS = 26;

  static final int COUNT_MASK = (1 << COUNT_BITS) - 1;

  private final int maxIds;

  /** By id: how many hold the prefix, and what the family adds; of a free id, the next free one. */
  private final LongPages cells = new LongPages();

  private int firstFree = NONE;
  private int freeCount;
  private int nextId;

  PrefixDictionary(int maxIds) {
    this.maxIds = maxIds;
  }

  /** Prefixes that somebody holds. */
  final int size() {
    return nextId - freeCount;
  }

  /** The id of a prefix, or {@link #NONE}. */
  abstract int find(long hi, long lo, int length);

  /**
   * The id of a prefix; a new one if nobody holds it, for which {@link #hold} must follow.
   *
   * @throws IllegalStateException if there are more prefixes than ids
   */
  abstract int findOrAdd(long hi, long lo, int length);

  abstract Prefix prefix(int id);

  /** The longest walk of a search, in entries. */
  abstract int longestRun();

  /** The prefix of this id and cell is held no more. */
  abstract void forget(int id, long cell);

  /** Nobody holds anything: gives all memory back. */
  abstract void clear();

  /**
   * A number for a new prefix.
   *
   * @param above what stands in its cell above the count
   */
  final int newId(long above) {
    int id = firstFree;
    if (id == NONE) {
      if (nextId == maxIds) {
        throw new IllegalStateException("more than " + maxIds + " different prefixes");
      }
      id = nextId++;
      cells.reach(id);
    } else {
      firstFree = (int) cells.get(id);
      freeCount--;
    }
    cells.set(id, above);
    return id;
  }

  final long cell(int id) {
    return cells.get(id);
  }

  /** One more session, or path, holds the prefix. */
  final void hold(int id) {
    cells.add(id, 1);
  }

  /** One fewer holds it; the last one frees the id. */
  final void release(int id) {
    long cell = cells.add(id, -1);
    if ((cell & COUNT_MASK) == 0) {
      forget(id, cell);
      cells.set(id, firstFree);
      firstFree = id;
      freeCount++;
      if (freeCount == nextId) {
        clearAll();
      }
    }
  }

  private void clearAll() {
    cells.clear();
    firstFree = NONE;
    freeCount = 0;
    nextId = 0;
    clear();
  }
}

package io.prefixwatch.monitor.rib;

/**
 * A small part of a {@link PathColumn}: open addressing, a key and a value a slot. Removal leaves
 * no trace. Owned by its column.
 */
final class PathSegment {

  private static final int SMALLEST = 8;

  /** In place of a value: the slot is free. */
  static final int EMPTY = 0;

  private final Mixing mixing;
  private long[] keys = new long[SMALLEST];
  private int[] values = new int[SMALLEST];
  private int count;

  PathSegment(Mixing mixing) {
    this.mixing = mixing;
  }

  /** Where the search for a key begins: the upper bits of its hash chose the segment. */
  private int home(long key) {
    return SlotTable.home(mixing.hash(key), values.length);
  }

  /** The slot of a key, or the free one where it would stand. */
  private int slot(long key) {
    int slot = home(key);
    while (values[slot] != EMPTY && keys[slot] != key) {
      slot = SlotTable.next(slot, values.length);
    }
    return slot;
  }

  /** The value of a key, or {@link #EMPTY}. */
  int get(long key) {
    return values[slot(key)];
  }

  /** Gives a key a value; the one that it had, or {@link #EMPTY}. */
  int put(long key, int value) {
    int slot = slot(key);
    int before = values[slot];
    if (before == EMPTY && (count + 1) * 4L > values.length * 3L) {
      resize(values.length + values.length / 2);
      slot = slot(key);
    }
    keys[slot] = key;
    values[slot] = value;
    count += before == EMPTY ? 1 : 0;
    return before;
  }

  /** Removes a key; the value that it had, or {@link #EMPTY}. */
  int remove(long key) {
    int slot = slot(key);
    int before = values[slot];
    if (before != EMPTY) {
      close(slot);
      count--;
      if (values.length > SMALLEST && count * 8L < values.length) {
        resize(Math.max(SMALLEST, values.length / 2));
      }
    }
    return before;
  }

  /** Moves entries into the gap that would not be found behind it any more. */
  private void close(int removed) {
    int gap = removed;
    int slot = SlotTable.next(gap, values.length);
    while (values[slot] != EMPTY) {
      if (!SlotTable.isReachable(home(keys[slot]), gap, slot)) {
        keys[gap] = keys[slot];
        values[gap] = values[slot];
        gap = slot;
      }
      slot = SlotTable.next(slot, values.length);
    }
    values[gap] = EMPTY;
  }

  private void resize(int length) {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[length];
    values = new int[length];
    for (int i = 0; i < oldValues.length; i++) {
      if (oldValues[i] != EMPTY) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }

  /** The most entries that stand side by side: how far a search may have to walk. */
  int longestRun() {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < 2 * values.length; i++) {
      run = values[i % values.length] == EMPTY ? 0 : run + 1;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  int slots() {
    return values.length;
  }

  long keyAt(int slot) {
    return keys[slot];
  }

  int valueAt(int slot) {
    return values[slot];
  }

  /** Sets these bits of every value. */
  void mark(int bits) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] != EMPTY) {
        values[i] |= bits;
      }
    }
  }
}

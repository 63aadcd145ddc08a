package io.prefixwatch.monitor.rib;

import java.util.Arrays;

/**
 * Open addressing over non-zero numbers in many small arrays: one that is full grows alone, so no
 * turn of an event loop pays for all of them, and nothing large is copied. Removal leaves no trace.
 *
 * <p>Whoever searches walks {@link #segment} from {@link #home} to the first zero. Owned by one
 * dictionary or store.
 */
abstract class SlotTable {

  private static final int SEGMENTS = 256;
  private static final int SMALLEST = 8;

  /** Stands for every segment that holds nothing. */
  private static final long[] EMPTY = new long[1];

  private final long[][] segments = new long[SEGMENTS][];
  private final int[] counts = new int[SEGMENTS];

  SlotTable() {
    Arrays.fill(segments, EMPTY);
  }

  /** All bits matter: the upper eight choose the segment, the others the place in it. */
  abstract int hash(long entry);

  /** All segments, by the upper eight bits of a hash. */
  final long[][] segments() {
    return segments;
  }

  final long[] segment(int hash) {
    return segments[hash >>> 24];
  }

  /** Where the search for an entry begins in a segment of this length. */
  static int home(int hash, int length) {
    return (int) (((hash << 8) & 0xFFFF_FFFFL) * length >>> 32);
  }

  static int next(int slot, int length) {
    return slot + 1 == length ? 0 : slot + 1;
  }

  /**
   * Adds an entry that is not there.
   *
   * @param hash its hash
   * @param slot where the search for it ended: the first zero from its home on
   */
  final void insert(long entry, int hash, int slot) {
    int segment = hash >>> 24;
    int count = ++counts[segment];
    long[] slots = segments[segment];
    if (count * 4 <= slots.length * 3) {
      slots[slot] = entry;
    } else {
      resize(segment, Math.max(SMALLEST, slots.length + slots.length / 2));
      place(segments[segment], entry, hash);
    }
  }

  private static void place(long[] slots, long entry, int hash) {
    int slot = home(hash, slots.length);
    while (slots[slot] != 0) {
      slot = next(slot, slots.length);
    }
    slots[slot] = entry;
  }

  private void resize(int segment, int length) {
    long[] resized = new long[length];
    for (long entry : segments[segment]) {
      if (entry != 0) {
        place(resized, entry, hash(entry));
      }
    }
    segments[segment] = resized;
  }

  /** Removes an entry that is there. */
  final void remove(long entry) {
    int hash = hash(entry);
    int segment = hash >>> 24;
    long[] slots = segments[segment];
    int slot = home(hash, slots.length);
    while (slots[slot] != entry) {
      slot = next(slot, slots.length);
    }
    close(slots, slot);
    int count = --counts[segment];
    if (slots.length > SMALLEST && count * 8 < slots.length) {
      resize(segment, Math.max(SMALLEST, slots.length / 2));
    }
  }

  /** The most entries that stand side by side: how far a search may have to walk. */
  final int longestRun() {
    int longest = 0;
    for (long[] slots : segments) {
      int run = 0;
      // Twice around, since a run may wrap; never all of it, since there is always a gap.
      for (int i = 0; i < 2 * slots.length; i++) {
        run = slots[i % slots.length] == 0 ? 0 : run + 1;
        longest = Math.max(longest, run);
      }
    }
    return longest;
  }

  /** True if the search for an entry in this slot, from its home on, does not cross the gap. */
  static boolean isReachable(int home, int gap, int slot) {
    return gap <= slot ? gap < home && home <= slot : gap < home || home <= slot;
  }

  /** Moves entries into the gap that would not be found behind it any more. */
  private void close(long[] slots, int removed) {
    int gap = removed;
    int slot = next(gap, slots.length);
    while (slots[slot] != 0) {
      if (!isReachable(home(hash(slots[slot]), slots.length), gap, slot)) {
        slots[gap] = slots[slot];
        gap = slot;
      }
      slot = next(slot, slots.length);
    }
    slots[gap] = 0;
  }
}

package io.prefixwatch.monitor.rib;

import java.util.Arrays;

/** Numbers by id, in pages: growth copies nothing and leaves no half-empty array. */
final class LongPages {

  private static final int BITS = 10;
  private static final int PAGE = 1 << BITS;

  private static final long[] NOTHING = new long[0];

  private long[][] pages = new long[16][];
  private int count;

  long get(int id) {
    return pages[id >>> BITS][id & PAGE - 1];
  }

  void set(int id, long value) {
    pages[id >>> BITS][id & PAGE - 1] = value;
  }

  /** Adds to what stands there, and gives the sum. */
  long add(int id, long change) {
    return pages[id >>> BITS][id & PAGE - 1] += change;
  }

  /** Makes room for an id; those below it have room. */
  void reach(int id) {
    if (id >>> BITS >= count) {
      if (count == pages.length) {
        pages = Arrays.copyOf(pages, 2 * count);
      }
      pages[count++] = new long[PAGE];
    }
  }

  /** Forgets everything; keeps a page, so that a table with one route costs nothing per flap. */
  void clear() {
    if (count > 1) {
      pages = Arrays.copyOf(pages, 16);
      Arrays.fill(pages, 1, 16, NOTHING);
      count = 1;
    }
  }
}

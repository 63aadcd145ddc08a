package io.prefixwatch.monitor.rib;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Numbers by id of which few are ever set: a page is there once one of its numbers is. */
final class SparseLongs {

  private static final int BITS = 10;
  private static final int PAGE = 1 << BITS;

  private static final long[][] NOTHING = new long[0][];

  private long[][] pages = NOTHING;

  /** Of an id that was set. */
  long get(int id) {
    return pages[id >>> BITS][id & PAGE - 1];
  }

  void set(int id, long value) {
    int index = id >>> BITS;
    if (index >= pages.length) {
      pages = Arrays.copyOf(pages, Math.max(index + 16, 2 * pages.length));
    }
    long @Nullable [] page = pages[index];
    if (page == null) {
      page = new long[PAGE];
      pages[index] = page;
    }
    page[id & PAGE - 1] = value;
  }

  /** Forgets everything. */
  void clear() {
    pages = NOTHING;
  }
}

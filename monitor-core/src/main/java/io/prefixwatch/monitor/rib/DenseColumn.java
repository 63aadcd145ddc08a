package io.prefixwatch.monitor.rib;

import io.prefixwatch.bgp.message.Nlri;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One path per prefix: an {@code int} per prefix id, in pages so that small sessions stay small.
 */
final class DenseColumn implements RouteColumn {

  private static final int PAGE_BITS = 8;
  private static final int PAGE = 1 << PAGE_BITS;
  private static final int STALE = 0x8000_0000;

  /** Holds attribute set id + 1, 0 for no route; the sign bit marks stale routes. */
  private int[][] pages = new int[16][];

  private int size;

  @Override
  public int put(int prefixId, long pathId, int attributeId) {
    int pageIndex = prefixId >>> PAGE_BITS;
    if (pageIndex >= pages.length) {
      pages = Arrays.copyOf(pages, Math.max(pageIndex + 1, pages.length * 2));
    }
    int[] page = pages[pageIndex];
    if (page == null) {
      page = new int[PAGE];
      pages[pageIndex] = page;
    }
    int at = prefixId & PAGE - 1;
    int before = (page[at] & ~STALE) - 1;
    page[at] = attributeId + 1;
    if (before == NONE) {
      size++;
    }
    return before;
  }

  @Override
  public int remove(int prefixId, long pathId) {
    int[] page = page(prefixId);
    if (page == null) {
      return NONE;
    }
    int at = prefixId & PAGE - 1;
    int before = (page[at] & ~STALE) - 1;
    page[at] = 0;
    if (before != NONE) {
      size--;
    }
    return before;
  }

  @Override
  public int get(int prefixId, long pathId) {
    int[] page = page(prefixId);
    return page == null ? NONE : (page[prefixId & PAGE - 1] & ~STALE) - 1;
  }

  private int @Nullable [] page(int prefixId) {
    int pageIndex = prefixId >>> PAGE_BITS;
    return pageIndex < pages.length ? pages[pageIndex] : null;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public void forEach(Visitor visitor) {
    for (int p = 0; p < pages.length; p++) {
      int[] page = pages[p];
      for (int i = 0; page != null && i < PAGE; i++) {
        if (page[i] != 0) {
          boolean stale = page[i] < 0;
          visitor.route(p << PAGE_BITS | i, Nlri.NO_PATH_ID, (page[i] & ~STALE) - 1, stale);
        }
      }
    }
  }

  @Override
  public void markStale() {
    for (int[] page : pages) {
      for (int i = 0; page != null && i < PAGE; i++) {
        if (page[i] != 0) {
          page[i] |= STALE;
        }
      }
    }
  }
}

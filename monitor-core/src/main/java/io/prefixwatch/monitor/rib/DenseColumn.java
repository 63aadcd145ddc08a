package io.prefixwatch.monitor.rib;

import io.prefixwatch.bgp.message.Nlri;
import java.util.Arrays;

/**
 * One path per prefix: an {@code int} per prefix id, in pages so that small sessions stay small.
 * Pages without a route are given back once they are many, not one by one: a route that comes and
 * goes costs no page each time.
 */
final class DenseColumn implements RouteColumn {

  private static final int PAGE_BITS = 8;
  private static final int PAGE = 1 << PAGE_BITS;
  private static final int STALE = 0x8000_0000;

  /** So many pages may be empty, and half as many again as are in use. */
  private static final int SPARE_PAGES = 2;

  /** In place of a page: no routes here. */
  private static final int[] NO_PAGE = {};

  /** Holds attribute set id + 1, 0 for no route; the sign bit marks stale routes. */
  private int[][] pages = none(16);

  /** Routes in each page. */
  private short[] counts = new short[16];

  private int size;

  /** Pages before this one were drained. */
  private int drained;

  private int pagesThere;
  private int pagesEmpty;

  private static int[][] none(int count) {
    int[][] none = new int[count][];
    Arrays.fill(none, NO_PAGE);
    return none;
  }

  @Override
  public int put(int prefixId, long pathId, int attributeId) {
    int pageIndex = prefixId >>> PAGE_BITS;
    if (pageIndex >= pages.length) {
      int had = pages.length;
      pages = Arrays.copyOf(pages, Math.max(pageIndex + 1, had * 2));
      Arrays.fill(pages, had, pages.length, NO_PAGE);
      counts = Arrays.copyOf(counts, pages.length);
    }
    int[] page = pages[pageIndex];
    if (page == NO_PAGE) {
      page = new int[PAGE];
      pages[pageIndex] = page;
      pagesThere++;
      pagesEmpty++;
    }
    int at = prefixId & PAGE - 1;
    int before = (page[at] & ~STALE) - 1;
    page[at] = attributeId + 1;
    if (before == NONE) {
      size++;
      if (counts[pageIndex]++ == 0) {
        pagesEmpty--;
      }
    }
    return before;
  }

  @Override
  public int remove(int prefixId, long pathId) {
    int[] page = page(prefixId);
    if (page == NO_PAGE) {
      return NONE;
    }
    int at = prefixId & PAGE - 1;
    int before = (page[at] & ~STALE) - 1;
    page[at] = 0;
    if (before != NONE) {
      size--;
      if (--counts[prefixId >>> PAGE_BITS] == 0) {
        pageEmptied();
      }
    }
    return before;
  }

  private void pageEmptied() {
    pagesEmpty++;
    if (pagesEmpty <= SPARE_PAGES + (pagesThere - pagesEmpty) / 2) {
      return;
    }
    for (int i = 0; i < pages.length; i++) {
      if (counts[i] == 0) {
        pages[i] = NO_PAGE;
      }
    }
    pagesThere -= pagesEmpty;
    pagesEmpty = 0;
  }

  /** Pages that take memory. */
  int pages() {
    return pagesThere;
  }

  @Override
  public int get(int prefixId, long pathId) {
    int[] page = page(prefixId);
    return page == NO_PAGE ? NONE : (page[prefixId & PAGE - 1] & ~STALE) - 1;
  }

  @Override
  public void held(int[] ids, int count) {
    for (int i = 0; i < count; i++) {
      int pageIndex = ids[i] >>> PAGE_BITS;
      int[] page = pageIndex < pages.length ? pages[pageIndex] : NO_PAGE;
      ids[i] = page == NO_PAGE ? NONE : (page[ids[i] & PAGE - 1] & ~STALE) - 1;
    }
  }

  private int[] page(int prefixId) {
    int pageIndex = prefixId >>> PAGE_BITS;
    return pageIndex < pages.length ? pages[pageIndex] : NO_PAGE;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public void forEach(Visitor visitor) {
    for (int p = 0; p < pages.length; p++) {
      visit(p, visitor);
    }
  }

  private int visit(int pageIndex, Visitor visitor) {
    int[] page = pages[pageIndex];
    int shown = 0;
    for (int i = 0; i < page.length; i++) {
      if (page[i] != 0) {
        boolean stale = page[i] < 0;
        int set = (page[i] & ~STALE) - 1;
        visitor.route(pageIndex << PAGE_BITS | i, Nlri.NO_PATH_ID, set, stale);
        shown++;
      }
    }
    return shown;
  }

  @Override
  public void drain(int most, Visitor visitor) {
    int enough = Math.max(0, size - most);
    for (; size > enough; drained++) {
      size -= visit(drained, visitor);
      pages[drained] = NO_PAGE;
    }
  }

  @Override
  public void markStale() {
    for (int[] page : pages) {
      for (int i = 0; i < page.length; i++) {
        if (page[i] != 0) {
          page[i] |= STALE;
        }
      }
    }
  }
}

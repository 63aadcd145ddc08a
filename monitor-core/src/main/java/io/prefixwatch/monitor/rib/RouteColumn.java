package io.prefixwatch.monitor.rib;

/**
 * Which attribute set one session holds for each prefix of one family. Owned by one {@link
 * AdjRibIn}.
 */
interface RouteColumn {

  /** In place of an attribute set id: no route. */
  int NONE = -1;

  /** Is shown every route; may not change the column. */
  @FunctionalInterface
  interface Visitor {
    void route(int prefixId, long pathId, int attributeId, boolean stale);
  }

  /**
   * Holds a route, fresh.
   *
   * @return the attribute set id that was there, or {@link #NONE}
   */
  int put(int prefixId, long pathId, int attributeId);

  /**
   * Holds it no more.
   *
   * @return the attribute set id that was there, or {@link #NONE}
   */
  int remove(int prefixId, long pathId);

  int get(int prefixId, long pathId);

  /**
   * Puts in place of each of these prefix ids, which may be {@link #NONE}, what {@link #get} gives.
   * A column with several paths for a prefix gives {@link #NONE}.
   */
  void held(int[] ids, int count);

  /** Routes held. */
  int size();

  /** In an order that means nothing, and that must not be seen from outside. */
  void forEach(Visitor visitor);

  /**
   * Shows routes and holds them no more; for a column that nobody asks or changes any further.
   *
   * @param most how many, give or take a page or a segment
   */
  void drain(int most, Visitor visitor);

  /** Marks every route stale, until it is put again. */
  void markStale();
}

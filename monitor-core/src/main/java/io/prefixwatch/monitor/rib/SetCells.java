package io.prefixwatch.monitor.rib;

/**
 * What is known of each attribute set by its id: where its octets stand in the log, and how many
 * routes have it. Owned by one {@link AttributeStore}.
 */
final class SetCells {

  /** The place in the upper half, the references in the lower; of a free id, the next free one. */
  private final LongPages cells = new LongPages();

  /** A set that one route has, and that stands nowhere yet. */
  void begin(int id) {
    cells.reach(id);
    cells.set(id, cell(AttributeLog.NOWHERE, 1));
  }

  private static long cell(int place, int low) {
    return (long) place << 32 | low & 0xFFFF_FFFFL;
  }

  int place(int id) {
    return (int) (cells.get(id) >>> 32);
  }

  /** The place of a set that one route has; {@link AttributeLog#NOWHERE} of others. */
  int lastPlace(int id) {
    long cell = cells.get(id);
    return (int) cell == 1 ? (int) (cell >>> 32) : AttributeLog.NOWHERE;
  }

  void place(int id, int place) {
    cells.set(id, cell(place, (int) cells.get(id)));
  }

  void retain(int id) {
    cells.add(id, 1);
  }

  /** How many routes are left that have the set. */
  int release(int id) {
    return (int) cells.add(id, -1);
  }

  /** The set is in use no more. */
  void free(int id, int nextFree) {
    cells.set(id, cell(AttributeLog.NOWHERE, nextFree));
  }

  int nextFree(int id) {
    return (int) cells.get(id);
  }

  void clear() {
    cells.clear();
  }
}

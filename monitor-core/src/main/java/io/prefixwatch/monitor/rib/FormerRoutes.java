package io.prefixwatch.monitor.rib;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Routes that their sessions hold no more, but that still count as references to prefixes and
 * attribute sets. Forgetting a full table takes half a second, in which an event loop would hear no
 * KEEPALIVE of anybody, so it is spread over many turns. Owned by one {@link RouteTable}.
 */
final class FormerRoutes {

  private final AttributeStore attributes;
  private final Deque<Former> waiting = new ArrayDeque<>();
  private boolean spread;

  FormerRoutes(AttributeStore attributes) {
    this.attributes = attributes;
  }

  private record Former(RouteColumn column, PrefixDictionary dictionary) {}

  /** From here on, {@link #release} is called again and again. */
  void spread() {
    spread = true;
  }

  /** A session gives up all that it held of a family. */
  void add(RouteColumn column, PrefixDictionary dictionary) {
    waiting.add(new Former(column, dictionary));
    if (!spread) {
      release(Integer.MAX_VALUE);
    }
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /**
   * Forgets some of them.
   *
   * @param most routes, roughly
   * @return how many it was
   */
  int release(int most) {
    int left = most;
    for (Former next = waiting.peek(); next != null && left > 0; next = waiting.peek()) {
      RouteColumn column = next.column;
      PrefixDictionary dictionary = next.dictionary;
      int before = column.size();
      column.drain(
          left,
          (prefixId, pathId, attributeId, stale) -> {
            attributes.release(attributeId);
            dictionary.release(prefixId);
          });
      left -= before - column.size();
      if (column.size() == 0) {
        waiting.remove();
      }
    }
    return most - left;
  }
}

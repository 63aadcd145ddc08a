package io.prefixwatch.monitor.engine;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What several things have in common, kept up to date as they come and go. */
final class Shared {

  private final Map<String, Integer> counts = new HashMap<>();
  private int without;

  void add(@Nullable String value) {
    if (value == null) {
      without++;
    } else {
      counts.merge(value, 1, Integer::sum);
    }
  }

  void remove(@Nullable String value) {
    if (value == null) {
      without--;
    } else if (counts.merge(value, -1, Integer::sum) == 0) {
      counts.remove(value);
    }
  }

  /** The value of all of them; null if they differ, or one has none. */
  @Nullable String value() {
    return without == 0 && counts.size() == 1 ? counts.keySet().iterator().next() : null;
  }
}

package io.prefixwatch.daemon.feed.bmp;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** The counts of a station, since it was made. Safe for all threads. */
public final class BmpCounters {

  private final Map<BmpCounter, LongAdder> counts = new EnumMap<>(BmpCounter.class);

  BmpCounters() {
    for (BmpCounter counter : BmpCounter.values()) {
      counts.put(counter, new LongAdder());
    }
  }

  void add(BmpCounter counter) {
    add(counter, 1);
  }

  void add(BmpCounter counter, long many) {
    LongAdder count = counts.get(counter);
    if (count != null) {
      count.add(many);
    }
  }

  /** How often it happened. */
  public long of(BmpCounter counter) {
    LongAdder count = counts.get(counter);
    return count == null ? 0 : count.sum();
  }
}

package io.prefixwatch.daemon.speaker;

import io.prefixwatch.bgp.net.Address;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * One log line per source and minute, and ten a second in all, whatever strangers do. Safe for all
 * threads.
 */
public final class LogLimit {

  private static final long SOURCE_NANOS = 60_000_000_000L;
  private static final long WINDOW_NANOS = 1_000_000_000L;
  private static final int MAX_SOURCES = 1024;
  private static final int LINES_PER_WINDOW = 10;

  private final LongSupplier nanoTime;
  private final Map<Address, Long> last =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Address, Long> eldest) {
          return size() > MAX_SOURCES;
        }
      };
  private long windowStart;
  private int lines;
  private long suppressed;

  /** Nothing was logged yet. */
  public LogLimit() {
    this(System::nanoTime);
  }

  /**
   * Nothing was logged yet.
   *
   * @param nanoTime a clock that only runs forward
   */
  LogLimit(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.windowStart = nanoTime.getAsLong();
  }

  /** True if a line about this source may be written now. */
  public synchronized boolean allows(Address source) {
    long now = nanoTime.getAsLong();
    Long before = last.get(source);
    boolean fresh = before == null || now - before >= SOURCE_NANOS;
    if (now - windowStart >= WINDOW_NANOS) {
      windowStart = now;
      lines = 0;
    }
    if (!fresh || lines >= LINES_PER_WINDOW) {
      suppressed++;
      return false;
    }
    lines++;
    last.put(source, now);
    return true;
  }

  /** Lines that were not written since this was asked last. */
  synchronized long takeSuppressed() {
    long count = suppressed;
    suppressed = 0;
    return count;
  }
}

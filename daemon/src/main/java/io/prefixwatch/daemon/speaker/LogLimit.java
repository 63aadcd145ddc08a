package io.prefixwatch.daemon.speaker;

import io.prefixwatch.bgp.net.Address;
import java.util.LinkedHashMap;
import java.util.Map;

/** One log line per source and minute, whatever a stranger does. Safe for all threads. */
public final class LogLimit {

  private static final long NANOS = 60_000_000_000L;
  private static final int MAX_SOURCES = 1024;

  private final Map<Address, Long> last =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Address, Long> eldest) {
          return size() > MAX_SOURCES;
        }
      };

  /** True for the first line of a source in a minute. */
  public synchronized boolean allows(Address source) {
    long now = System.nanoTime();
    Long before = last.get(source);
    if (before != null && now - before < NANOS) {
      return false;
    }
    last.put(source, now);
    return true;
  }
}

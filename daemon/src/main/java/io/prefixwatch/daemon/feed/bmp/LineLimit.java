package io.prefixwatch.daemon.feed.bmp;

import java.util.function.LongSupplier;

/**
 * Lets a few log lines a second through and counts the rest. Owned by the event loop of the router
 * that it is for.
 */
final class LineLimit {

  private static final int LINES = 10;
  private static final long SECOND = 1_000_000_000L;

  private final LongSupplier nanos;
  private long since;
  private int lines;
  private long suppressed;

  LineLimit(LongSupplier nanos) {
    this.nanos = nanos;
    this.since = nanos.getAsLong();
  }

  /** True if a line may be written. */
  boolean allows() {
    long now = nanos.getAsLong();
    if (now - since >= SECOND) {
      since = now;
      lines = 0;
    }
    if (lines < LINES) {
      lines++;
      return true;
    }
    suppressed++;
    return false;
  }

  /** How many lines were not written since this was asked last. */
  long takeSuppressed() {
    long count = suppressed;
    suppressed = 0;
    return count;
  }
}

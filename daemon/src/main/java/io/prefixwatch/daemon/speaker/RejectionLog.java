package io.prefixwatch.daemon.speaker;

import io.prefixwatch.bgp.net.Address;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts rejected connections by reason. Tells of each source once a minute, of ten a second, and
 * how many lines that spared. Thread safe.
 */
final class RejectionLog {

  private static final Logger LOG = LoggerFactory.getLogger(RejectionLog.class);

  private final Map<Rejection, LongAdder> counters = new EnumMap<>(Rejection.class);
  private final LogLimit sources = new LogLimit();

  RejectionLog() {
    for (Rejection reason : Rejection.values()) {
      counters.put(reason, new LongAdder());
    }
  }

  /**
   * Counts a connection.
   *
   * @param peer where it came from, null if that is unknown
   * @param detail what more there is to say, empty for nothing
   */
  void rejected(Rejection reason, @Nullable Address peer, String detail) {
    counter(reason).increment();
    if (peer != null && sources.allows(peer)) {
      LOG.warn(
          "event=connection-rejected peer={} reason={}{} suppressed={}",
          peer,
          reason.label(),
          detail.isEmpty() ? "" : " detail=\"" + detail + '"',
          sources.takeSuppressed());
    }
  }

  private LongAdder counter(Rejection reason) {
    LongAdder counter = counters.get(reason);
    if (counter == null) {
      throw new IllegalStateException("every reason has a counter");
    }
    return counter;
  }

  /** Connections rejected so far for this reason. */
  long count(Rejection reason) {
    return counter(reason).sum();
  }
}

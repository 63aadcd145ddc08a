package io.prefixwatch.daemon.delivery;

import io.prefixwatch.daemon.pipeline.EventClock;
import io.prefixwatch.daemon.store.OutboxRecord;
import io.prefixwatch.monitor.event.EventType;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A record at a fixed interval, whatever else is sent: whoever misses it knows that the way is
 * broken. One that cannot be sent is sent once, late; none are made up for. Owned by the sink's
 * thread.
 */
final class Heartbeat {

  private final Duration interval;
  private final EventClock clock;
  private long dueNanos = System.nanoTime();

  /** One that is due at once, so that the other side begins to wait. */
  Heartbeat(Duration interval, EventClock clock) {
    this.interval = interval;
    this.clock = clock;
  }

  boolean isDue(long nanos) {
    return nanos - dueNanos >= 0;
  }

  void sent(long nanos) {
    dueNanos = nanos + interval.toNanos();
  }

  /** What is told; with no place in the outbox. */
  OutboxRecord record(SinkStatus status) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("sink", status.name());
    details.put("interval_seconds", interval.toSeconds());
    details.put("waiting", status.waiting());
    details.put("delivered", status.delivered());
    details.put("refused", status.refused());
    details.put("lost", status.lost());
    return Records.ofDelivery(
        clock.now(),
        EventType.HEARTBEAT,
        "Prefixwatch is alive, and says so to sink " + status.name(),
        details);
  }
}

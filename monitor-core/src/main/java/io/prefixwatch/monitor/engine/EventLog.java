package io.prefixwatch.monitor.engine;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.event.EventType;
import io.prefixwatch.monitor.event.MonitorEvent;
import io.prefixwatch.monitor.incident.ContentId;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes and numbers event records. Owned by the engine. */
final class EventLog {

  private final Consumer<MonitorEvent> events;
  private long sequence;

  EventLog(Consumer<MonitorEvent> events) {
    this.events = events;
  }

  /** Goes on numbering behind this event. */
  void continueAfter(long last) {
    sequence = last;
  }

  void write(
      Instant now,
      EventType type,
      String summary,
      @Nullable String session,
      @Nullable String registration,
      @Nullable Prefix prefix,
      Map<String, Object> details) {
    sequence++;
    String id =
        "evt-"
            + ContentId.of(
                type.label(),
                String.valueOf(session),
                String.valueOf(prefix),
                now.toString(),
                Long.toString(sequence));
    events.accept(
        new MonitorEvent(id, sequence, now, type, summary, session, registration, prefix, details));
  }
}

package io.prefixwatch.daemon.delivery;

import io.prefixwatch.monitor.event.Effect;
import io.prefixwatch.monitor.event.EventType;
import io.prefixwatch.monitor.event.MonitorEvent;
import java.time.Instant;
import java.util.Map;

/** What an engine says, made up. */
final class Effects {

  private Effects() {}

  /** Event {@code evt-SEQUENCE}, of this time. */
  static Effect event(long sequence, Instant time) {
    return new Effect.EventRaised(
        new MonitorEvent(
            "evt-" + sequence,
            sequence,
            time,
            EventType.SESSION_UP,
            "Session a is up",
            "a",
            null,
            null,
            Map.of()));
  }
}

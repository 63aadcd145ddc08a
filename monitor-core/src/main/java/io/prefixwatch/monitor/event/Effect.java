package io.prefixwatch.monitor.event;

import io.prefixwatch.monitor.incident.Alert;

/** What the engine wants told to the world, in this order. */
public sealed interface Effect {

  /** An incident's transition. */
  record AlertRaised(Alert alert) implements Effect {}

  /** Something happened that needs nobody. */
  record EventRaised(MonitorEvent event) implements Effect {}
}

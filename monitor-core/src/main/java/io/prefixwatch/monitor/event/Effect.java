package io.prefixwatch.monitor.event;

import io.prefixwatch.monitor.detect.RouteVerdict;
import io.prefixwatch.monitor.incident.Alert;
import io.prefixwatch.monitor.incident.Trace;

/** What the engine wants told to the world, in this order. */
public sealed interface Effect {

  /** An incident's transition. */
  record AlertRaised(Alert alert, Trace trace) implements Effect {}

  /** Why a route was judged as it was; only for who asked for it. */
  record RouteJudged(RouteVerdict verdict) implements Effect {}

  /** Something happened that needs nobody. */
  record EventRaised(MonitorEvent event) implements Effect {}
}

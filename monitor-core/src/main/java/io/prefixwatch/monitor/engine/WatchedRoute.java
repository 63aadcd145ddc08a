package io.prefixwatch.monitor.engine;

import io.prefixwatch.monitor.detect.HeldRoute;
import io.prefixwatch.monitor.detect.Verdicts;

/** A route that touches a registered prefix, with what was said about it; owned by the engine. */
final class WatchedRoute {

  HeldRoute route;
  Verdicts verdicts;

  /** The registered prefix that judges the route. */
  WatchedPrefix judge;

  WatchedRoute(HeldRoute route, Verdicts verdicts, WatchedPrefix judge) {
    this.route = route;
    this.verdicts = verdicts;
    this.judge = judge;
  }

  /** True if the route is for the registered prefix itself. */
  boolean isExact() {
    return route.prefix().equals(judge.registered.prefix());
  }
}

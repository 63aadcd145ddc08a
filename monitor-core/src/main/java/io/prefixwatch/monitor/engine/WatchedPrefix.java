package io.prefixwatch.monitor.engine;

import io.prefixwatch.monitor.coverage.PrefixCoverage;
import io.prefixwatch.monitor.detect.Kind;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.timer.TimerQueue.Timer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A registered prefix of which there is something to know: a session holds it, or something inside
 * it, or held it and should. Mutable, owned by the engine.
 */
final class WatchedPrefix {

  /** Replaced when the registry changes. */
  RegisteredPrefix registered;

  /** Routes that it judges, exact or not. */
  private int routes;

  /** Routes for exactly this prefix, of all sessions and paths; few. */
  List<WatchedRoute> exactRoutes = List.of();

  final PrefixCoverage coverage = new PrefixCoverage();

  /** The availability incident that is not closed; at most one. */
  @Nullable Kind openKind;

  @Nullable Timer availabilityTimer;

  final PrefixStanding standing = new PrefixStanding();

  WatchedPrefix(RegisteredPrefix registered) {
    this.registered = registered;
  }

  /** A route that it judges is there. */
  void add(WatchedRoute route) {
    routes++;
    if (route.isExact()) {
      exactRoutes = exactRoutes.isEmpty() ? new ArrayList<>(2) : exactRoutes;
      exactRoutes.add(route);
    }
  }

  /** A route that was there is not any more. */
  void remove(WatchedRoute route) {
    routes--;
    if (route.isExact()) {
      exactRoutes.remove(route);
      exactRoutes = exactRoutes.isEmpty() ? List.of() : exactRoutes;
    }
  }

  /** True if there is no route, none is missed, and nothing is open. */
  boolean isIdle() {
    return routes == 0 && coverage.isPending() && openKind == null && availabilityTimer == null;
  }

  /** The first exact route on a session that counts as holding, or null. */
  @Nullable WatchedRoute heldOn(String session) {
    for (WatchedRoute watched : exactRoutes) {
      if (watched.route.session().id().equals(session) && watched.verdicts.allowsHolding()) {
        return watched;
      }
    }
    return null;
  }

  /** Any exact route on a session, whatever the verdict, or null. */
  @Nullable WatchedRoute anyOn(String session) {
    for (WatchedRoute watched : exactRoutes) {
      if (watched.route.session().id().equals(session)) {
        return watched;
      }
    }
    return null;
  }
}

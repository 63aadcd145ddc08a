package io.prefixwatch.monitor.engine;

import io.prefixwatch.monitor.coverage.PrefixCoverage;
import io.prefixwatch.monitor.detect.Kind;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.timer.TimerQueue.Timer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A registered prefix that some session holds or held; mutable, owned by the engine. */
final class WatchedPrefix {

  /** Replaced when the registry changes. */
  RegisteredPrefix registered;

  /** Routes for exactly this prefix, of all sessions and paths; few. */
  final List<WatchedRoute> exactRoutes = new ArrayList<>(2);

  final PrefixCoverage coverage = new PrefixCoverage();

  /** The availability incident that is not closed; at most one. */
  @Nullable Kind openKind;

  @Nullable Timer availabilityTimer;

  final PrefixStanding standing = new PrefixStanding();

  WatchedPrefix(RegisteredPrefix registered) {
    this.registered = registered;
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

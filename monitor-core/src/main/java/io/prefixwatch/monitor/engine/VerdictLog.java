package io.prefixwatch.monitor.engine;

import io.prefixwatch.monitor.detect.CoveringChecks;
import io.prefixwatch.monitor.detect.HeldRoute;
import io.prefixwatch.monitor.detect.NewLinks;
import io.prefixwatch.monitor.detect.RouteChecks;
import io.prefixwatch.monitor.detect.RouteVerdict;
import io.prefixwatch.monitor.detect.RouteVerdict.Trigger;
import io.prefixwatch.monitor.detect.RpkiView;
import io.prefixwatch.monitor.detect.SessionFinding;
import io.prefixwatch.monitor.detect.Verdicts;
import io.prefixwatch.monitor.incident.CloseReason;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.rpki.RpkiData;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Explains each judgement to whoever asked; until then it does nothing. Owned by the engine. */
final class VerdictLog {

  private @Nullable Consumer<RouteVerdict> reader;
  private RouteChecks checks;
  private CoveringChecks covering;

  VerdictLog(Registry registry, NewLinks links) {
    this.checks =
        new RouteChecks(registry, new RpkiView(registry.speaker().asn(), RpkiData.NONE), links);
    this.covering = new CoveringChecks(registry);
  }

  /** Explains everything from here on. */
  void readBy(Consumer<RouteVerdict> wanted) {
    reader = wanted;
  }

  /** Judgement goes by these from now on. */
  void follow(Registry registry, RpkiData rpki, NewLinks links) {
    checks = new RouteChecks(registry, new RpkiView(registry.speaker().asn(), rpki), links);
    covering = new CoveringChecks(registry);
  }

  /** A route inside a registered prefix, or for it, was judged. */
  void judged(
      HeldRoute route,
      RegisteredPrefix registered,
      Verdicts verdicts,
      CloseReason leaving,
      Instant now) {
    if (reader != null) {
      reader.accept(checks.explain(route, registered, verdicts, trigger(leaving), now));
    }
  }

  /** A route that no registered prefix covers was judged; told if it covers some. */
  void judgedAround(
      HeldRoute route, @Nullable SessionFinding finding, boolean familiar, CloseReason leaving) {
    if (reader != null) {
      RouteVerdict verdict =
          covering.explain(route, finding, familiar, trigger(leaving), route.since());
      if (verdict != null) {
        reader.accept(verdict);
      }
    }
  }

  private static Trigger trigger(CloseReason leaving) {
    return switch (leaving) {
      case REPLACED -> Trigger.ANNOUNCED;
      case RESTORED -> Trigger.RPKI;
      case WITHDRAWN, SUPERSEDED, SESSION_GONE, RECONFIGURED, EXPIRED -> Trigger.CONFIGURATION;
    };
  }
}

package io.prefixwatch.monitor.engine;

import io.prefixwatch.monitor.detect.Excused;
import io.prefixwatch.monitor.timer.TimerQueue;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Has routes judged again when the exception that excuses them ends: at that time, with no BGP
 * message. One timer for each end, whatever the number of routes. Owned by the engine.
 */
final class ExemptionWatch {

  /** Judges a route again. */
  @FunctionalInterface
  interface Rejudge {
    void accept(SessionTrack track, WatchedRoute route, Instant now);
  }

  private final TimerQueue timers;
  private final Map<Instant, Map<WatchedRoute, SessionTrack>> byEnd = new HashMap<>();
  private Rejudge rejudge = (track, route, now) -> {};

  ExemptionWatch(TimerQueue timers) {
    this.timers = timers;
  }

  void rejudgeBy(Rejudge judging) {
    rejudge = judging;
  }

  /** A route was judged; if an exception that ends excuses it, that is awaited. */
  void placed(SessionTrack track, WatchedRoute route) {
    Instant end = end(route);
    if (end != null) {
      byEnd.computeIfAbsent(end, this::await).put(route, track);
    }
  }

  /** A route is gone, or judged otherwise. */
  void gone(WatchedRoute route) {
    Instant end = end(route);
    Map<WatchedRoute, SessionTrack> waiting = end == null ? null : byEnd.get(end);
    if (waiting != null) {
      waiting.remove(route);
    }
  }

  private static @Nullable Instant end(WatchedRoute route) {
    Excused excused = route.verdicts.excused();
    return excused == null ? null : excused.exemption().until();
  }

  private Map<WatchedRoute, SessionTrack> await(Instant end) {
    timers.schedule(end, this::over);
    return new LinkedHashMap<>();
  }

  private void over(Instant end) {
    Map<WatchedRoute, SessionTrack> waiting = byEnd.remove(end);
    if (waiting != null) {
      waiting.forEach((route, track) -> rejudge.accept(track, route, end));
    }
  }
}

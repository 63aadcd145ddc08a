package io.prefixwatch.monitor.rib;

import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.monitor.timer.TimerQueue;
import io.prefixwatch.monitor.timer.TimerQueue.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a session has sent all it has: End-of-RIB, else 30 s without an UPDATE, at most 300
 * s after it came up. The same live and in replay. Owned by one {@link SessionIntake}.
 */
final class SyncWatch {

  /** Without an UPDATE for this long, a session that sends no End-of-RIB counts as synced. */
  static final Duration QUIET = Duration.ofSeconds(30);

  /** Then we stop waiting, and judge with partial visibility. */
  static final Duration MAX = Duration.ofMinutes(5);

  /** Is told that a family is synced. */
  @FunctionalInterface
  interface Listener {
    void synced(Family family, boolean partial, Instant at);
  }

  private final TimerQueue timers;
  private final Listener listener;
  private final Set<Family> waiting = new LinkedHashSet<>();
  private Instant deadline = Instant.EPOCH;
  private boolean deferring;
  private long lastUpdateMicros;
  private @Nullable Timer timer;

  SyncWatch(TimerQueue timers, Listener listener) {
    this.timers = timers;
    this.listener = listener;
  }

  /**
   * The session came up.
   *
   * @param restarting the peer says that it has just restarted, so silence means that it is still
   *     gathering its routes (RFC 4724 section 4.1)
   */
  void start(Set<Family> families, Instant at, boolean restarting) {
    stop();
    waiting.addAll(families);
    deadline = at.plus(MAX);
    deferring = restarting;
    lastUpdateMicros = micros(at);
    schedule(deferring ? deadline : at.plus(QUIET));
  }

  void stop() {
    waiting.clear();
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  /** True if the session has not sent all it has of a family. */
  boolean isWaiting(Family family) {
    return waiting.contains(family);
  }

  /** An UPDATE came; costs one store. */
  void update(long atMicros) {
    lastUpdateMicros = atMicros;
  }

  /** The session said so itself, or a recording shows all it had. */
  void complete(Family family, Instant at) {
    if (waiting.remove(family)) {
      listener.synced(family, false, at);
      if (waiting.isEmpty()) {
        stop();
      }
    }
  }

  private void schedule(Instant due) {
    timer = timers.schedule(due, this::check);
  }

  private void check(Instant now) {
    timer = null;
    Instant quietSince = instant(lastUpdateMicros);
    boolean over = !now.isBefore(deadline);
    Instant quietAt = quietSince.plus(QUIET);
    if (!over && (deferring || quietAt.isAfter(now))) {
      schedule(deferring || quietAt.isAfter(deadline) ? deadline : quietAt);
      return;
    }
    boolean partial = over && quietAt.isAfter(now);
    for (Family family : List.copyOf(waiting)) {
      waiting.remove(family);
      listener.synced(family, partial || deferring, now);
    }
  }

  static long micros(Instant at) {
    return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}

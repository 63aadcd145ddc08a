package io.prefixwatch.monitor.rib;

import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.monitor.timer.TimerQueue;
import io.prefixwatch.monitor.timer.TimerQueue.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which families a session is sending once more, and when it is done with that.
 *
 * <p>With enhanced route refresh the peer says so itself (RFC 7313): from BoRR to EoRR, or until we
 * stop waiting. Without it we only know that we asked, and judge by silence as after the start of a
 * session. The same live and in replay. Owned by one {@link SessionIntake}.
 */
final class RefreshWatch {

  /** A refresh that has not ended by then counts as ended (RFC 7313 section 4). */
  static final Duration LONGEST = Duration.ofMinutes(10);

  /** Beginnings that come closer than this are not told: the engine looks at every prefix each. */
  static final Duration TELL_EVERY = Duration.ofSeconds(10);

  /** Is told when a refresh begins and when it is over. */
  interface Listener {

    /**
     * A refresh begins.
     *
     * @param delimited the peer began it with a BoRR, so what it does not send again is gone
     * @param tell whether the engine should hear of it
     */
    void begun(Family family, boolean delimited, boolean tell, Instant at);

    /**
     * A refresh is over.
     *
     * @param delimited as when it began
     * @param tell as when it began
     * @param expired it never sent the EoRR
     */
    void ended(Family family, boolean delimited, boolean tell, boolean expired, Instant at);
  }

  private static final class Refresh {
    private final boolean delimited;
    private final boolean told;
    private final Instant deadline;
    private @Nullable Timer timer;

    Refresh(boolean delimited, boolean told, Instant deadline) {
      this.delimited = delimited;
      this.told = told;
      this.deadline = deadline;
    }
  }

  private final TimerQueue timers;
  private final LongSupplier lastUpdateMicros;
  private final Listener listener;
  private final Map<Family, Refresh> running = new LinkedHashMap<>();
  private final Map<Family, Instant> lastTold = new HashMap<>();

  RefreshWatch(TimerQueue timers, LongSupplier lastUpdateMicros, Listener listener) {
    this.timers = timers;
    this.lastUpdateMicros = lastUpdateMicros;
    this.listener = listener;
  }

  boolean isRunning(Family family) {
    return running.containsKey(family);
  }

  /** A BoRR came; a second one begins the refresh anew. */
  void begin(Family family, Instant at) {
    Refresh before = running.get(family);
    forget(family);
    boolean told = before == null ? mayTell(family, at) : before.told;
    Refresh refresh = new Refresh(true, told, at.plus(LONGEST));
    running.put(family, refresh);
    refresh.timer = timers.schedule(refresh.deadline, due -> over(family, true, due));
    listener.begun(family, true, before == null && told, at);
  }

  /** We asked a peer that will not say when it is done; nothing if it is at it. */
  void asked(Family family, Instant at) {
    if (!isRunning(family)) {
      Refresh refresh = new Refresh(false, mayTell(family, at), at.plus(SyncWatch.MAX));
      running.put(family, refresh);
      awaitQuiet(family, refresh, at.plus(SyncWatch.QUIET));
      listener.begun(family, false, refresh.told, at);
    }
  }

  private boolean mayTell(Family family, Instant at) {
    Instant last = lastTold.get(family);
    if (last != null && last.plus(TELL_EVERY).isAfter(at)) {
      return false;
    }
    lastTold.put(family, at);
    return true;
  }

  private void awaitQuiet(Family family, Refresh refresh, Instant due) {
    Instant next = due.isAfter(refresh.deadline) ? refresh.deadline : due;
    refresh.timer = timers.schedule(next, now -> checkQuiet(family, refresh, now));
  }

  private void checkQuiet(Family family, Refresh refresh, Instant now) {
    Instant quietAt = SyncWatch.instant(lastUpdateMicros.getAsLong()).plus(SyncWatch.QUIET);
    if (quietAt.isAfter(now) && now.isBefore(refresh.deadline)) {
      awaitQuiet(family, refresh, quietAt);
    } else {
      over(family, quietAt.isAfter(now), now);
    }
  }

  /** An EoRR came; without a BoRR before it, it means nothing (RFC 7313 section 4). */
  void end(Family family, Instant at) {
    Refresh refresh = running.get(family);
    if (refresh != null && refresh.delimited) {
      over(family, false, at);
    }
  }

  private void over(Family family, boolean expired, Instant at) {
    Refresh refresh = running.get(family);
    if (refresh != null) {
      forget(family);
      listener.ended(family, refresh.delimited, refresh.told, expired, at);
    }
  }

  /** The session is lost, and its refreshes with it: nobody is told. */
  void stop() {
    List.copyOf(running.keySet()).forEach(this::forget);
  }

  private void forget(Family family) {
    Refresh refresh = running.remove(family);
    if (refresh != null && refresh.timer != null) {
      refresh.timer.cancel();
    }
  }
}

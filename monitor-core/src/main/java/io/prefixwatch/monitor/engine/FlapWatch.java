package io.prefixwatch.monitor.engine;

import io.prefixwatch.monitor.detect.Evidence;
import io.prefixwatch.monitor.detect.Kind;
import io.prefixwatch.monitor.detect.Weights;
import io.prefixwatch.monitor.incident.CloseReason;
import io.prefixwatch.monitor.incident.IncidentBook;
import io.prefixwatch.monitor.incident.IncidentKey;
import io.prefixwatch.monitor.incident.Problem;
import io.prefixwatch.monitor.incident.Sighting;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.timer.TimerQueue;
import io.prefixwatch.monitor.timer.TimerQueue.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Incidents of sessions that go down again and again. Owned by the engine. */
final class FlapWatch {

  /** So many downs ... */
  private static final int DOWNS = 5;

  /** ... within this time are flapping. */
  private static final Duration WINDOW = Duration.ofMinutes(10);

  /** The last downs of a session, {@link #DOWNS} at most: the oldest decides. */
  private static final class History {
    private final Deque<Instant> downs = new ArrayDeque<>(DOWNS + 1);
    private Instant since = Instant.EPOCH;

    /** Downs of the open incident; told again when they are twice as many. */
    private int count = DOWNS;

    private int told = DOWNS;
    private @Nullable Timer timer;
  }

  private final IncidentBook book;
  private final TimerQueue timers;
  private final Map<String, History> histories = new HashMap<>();

  FlapWatch(IncidentBook book, TimerQueue timers) {
    this.book = book;
    this.timers = timers;
  }

  private static IncidentKey key(Session session) {
    return IncidentKey.ofSession(Kind.SESSION_FLAPPING, session.id());
  }

  /** A session has left Established, for whatever reason but that we wanted it. */
  void down(Session session, Instant now) {
    History history = histories.computeIfAbsent(session.id(), unused -> new History());
    history.downs.addLast(now);
    if (history.downs.size() > DOWNS) {
      history.downs.removeFirst();
    }
    Instant over = history.downs.getFirst().plus(WINDOW);
    if (history.downs.size() < DOWNS || !over.isAfter(now)) {
      return;
    }
    if (book.openId(key(session)) == null) {
      history.since = now;
      history.count = DOWNS;
      history.told = DOWNS;
    } else {
      history.count++;
      history.told = history.count >= 2 * history.told ? history.count : history.told;
    }
    Problem problem = problem(session, history.told);
    book.raise(key(session), problem, List.of(Sighting.of(session, history.since)), now);
    if (history.timer != null) {
      history.timer.cancel();
    }
    history.timer =
        timers.schedule(over, due -> book.clear(key(session), CloseReason.RESTORED, due, due));
  }

  /** A session is not configured any more, or not awaited. */
  void removed(Session session, CloseReason reason, Instant now) {
    History history = histories.remove(session.id());
    if (history != null && history.timer != null) {
      history.timer.cancel();
    }
    book.closeNow(key(session), reason, now);
  }

  private static Problem problem(Session session, int count) {
    String limit = DOWNS + " times within " + WINDOW.toMinutes() + " minutes";
    String downs = count == DOWNS ? limit : count + " times, and goes on";
    return Problem.ofSession(
        Kind.SESSION_FLAPPING.severity(),
        session,
        List.of(
            new Evidence(
                "volume",
                "flapping",
                "fewer than " + limit,
                downs,
                "times that it left Established",
                Weights.OBSERVED_STATE)),
        "Session " + session.id() + " is flapping: it went down " + downs,
        "Session " + session.id() + " left Established " + downs + ".");
  }
}

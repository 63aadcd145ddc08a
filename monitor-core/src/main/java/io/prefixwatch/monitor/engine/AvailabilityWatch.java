package io.prefixwatch.monitor.engine;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.coverage.Assessment;
import io.prefixwatch.monitor.coverage.Condition;
import io.prefixwatch.monitor.coverage.Condition.Truth;
import io.prefixwatch.monitor.coverage.Knowledge;
import io.prefixwatch.monitor.detect.HeldRoute;
import io.prefixwatch.monitor.detect.Kind;
import io.prefixwatch.monitor.incident.CloseReason;
import io.prefixwatch.monitor.incident.IncidentBook;
import io.prefixwatch.monitor.incident.IncidentKey;
import io.prefixwatch.monitor.incident.Sighting;
import io.prefixwatch.monitor.registry.DetectionSettings;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.timer.TimerQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns how a prefix is covered into at most one availability incident: the worst whose hold-down
 * has passed. Owned by the engine.
 */
final class AvailabilityWatch {

  /** Worst first; of these at most one is open for a registered prefix. */
  private static final List<Kind> ORDER =
      List.of(
          Kind.AVAILABILITY_LOST,
          Kind.AVAILABILITY_ON_BACKUP,
          Kind.REDUNDANCY_GEO,
          Kind.REDUNDANCY_LOCAL,
          Kind.AVAILABILITY_MISSING);

  private final IncidentBook book;
  private final TimerQueue timers;
  private final Knowledge.Source knowledge;
  private final AvailabilityProblems problems;
  private DetectionSettings settings;

  AvailabilityWatch(
      IncidentBook book,
      TimerQueue timers,
      Knowledge.Source knowledge,
      AvailabilityProblems problems,
      DetectionSettings settings) {
    this.book = book;
    this.timers = timers;
    this.knowledge = knowledge;
    this.problems = problems;
    this.settings = settings;
  }

  /** True for the kinds of which at most one is open for a registered prefix. */
  static boolean watches(Kind kind) {
    return ORDER.contains(kind);
  }

  void configure(DetectionSettings changed) {
    settings = changed;
  }

  /**
   * Looks at a prefix anew: its coverage, a session's knowledge, or a rule has changed. Nothing
   * opens before the instant is over: more may happen, and what it follows from is known then.
   */
  void reassess(WatchedPrefix watched, Instant now) {
    reassess(watched, Instant.MIN, now);
  }

  /**
   * The same.
   *
   * @param dueBy what is due by then opens now
   */
  private void reassess(WatchedPrefix watched, Instant dueBy, Instant now) {
    cancelTimer(watched);
    if (watched.coverage.isPending() && watched.openKind == null) {
      return;
    }
    Prefix prefix = watched.registered.prefix();
    Assessment assessment = assess(watched);
    Kind due = worstDue(assessment, dueBy);
    Kind open = watched.openKind;
    if (due != null && (open == null || ORDER.indexOf(due) <= ORDER.indexOf(open))) {
      if (open != null && open != due) {
        book.supersede(IncidentKey.of(open, prefix), now);
      }
      raise(watched, due, assessment, now);
    } else if (open != null) {
      refreshOrClear(watched, open, assessment, now);
    }
    scheduleNext(watched, assessment, dueBy, now);
  }

  private Assessment assess(WatchedPrefix watched) {
    RegisteredPrefix registered = watched.registered;
    return watched.coverage.assess(
        registered.prefix().family(), registered.registration().primarySite(), knowledge);
  }

  private void refreshOrClear(
      WatchedPrefix watched, Kind open, Assessment assessment, Instant now) {
    Truth truth = assessment.condition(open).truth();
    IncidentKey key = IncidentKey.of(open, watched.registered.prefix());
    if (truth == Truth.HOLDS) {
      raise(watched, open, assessment, now);
    } else if (truth == Truth.DOES_NOT_HOLD && !book.isClosing(key)) {
      // Asked for before the book starts its own timer, so that it runs first: what is milder and
      // due at that moment takes over.
      timers.schedule(now.plus(settings.closeHoldDown()), due -> holdDownOver(watched, key, due));
      book.clear(key, CloseReason.RESTORED, now, now);
      if (book.openId(key) == null) {
        watched.openKind = null;
      }
    }
  }

  private void holdDownOver(WatchedPrefix watched, IncidentKey key, Instant now) {
    if (watched.openKind != key.kind() || !book.isClosing(key)) {
      return;
    }
    Assessment assessment = assess(watched);
    boolean takenOver = worstDue(assessment, now) != null;
    book.closeNow(key, takenOver ? CloseReason.SUPERSEDED : CloseReason.RESTORED, now);
    watched.openKind = null;
    reassess(watched, now, now);
  }

  /** Ends what is open because the prefix is not registered, or not expected, any more. */
  void retire(WatchedPrefix watched, Instant now) {
    cancelTimer(watched);
    Kind open = watched.openKind;
    if (open != null) {
      IncidentKey key = IncidentKey.of(open, watched.registered.prefix());
      book.closeNow(key, CloseReason.RECONFIGURED, now);
      watched.openKind = null;
    }
  }

  private void raise(WatchedPrefix watched, Kind kind, Assessment assessment, Instant now) {
    watched.openKind = kind;
    List<Sighting> seenOn = assessment.holding().stream().map(AvailabilityWatch::sighting).toList();
    book.raise(
        IncidentKey.of(kind, watched.registered.prefix()),
        problems.describe(kind, watched, assessment),
        seenOn,
        watched.coverage.sessions(),
        now);
  }

  private static Sighting sighting(HeldRoute route) {
    Session session = route.session();
    return Sighting.of(session, route.since());
  }

  private @Nullable Kind worstDue(Assessment assessment, Instant now) {
    for (Kind kind : ORDER) {
      Instant due = dueAt(kind, assessment);
      if (due != null && !due.isAfter(now)) {
        return kind;
      }
    }
    return null;
  }

  private @Nullable Instant dueAt(Kind kind, Assessment assessment) {
    Condition condition = assessment.condition(kind);
    Instant since = condition.since();
    return condition.holds() && since != null ? since.plus(holdDown(kind)) : null;
  }

  private Duration holdDown(Kind kind) {
    return kind == Kind.AVAILABILITY_LOST || kind == Kind.AVAILABILITY_ON_BACKUP
        ? settings.availabilityHoldDown()
        : settings.redundancyHoldDown();
  }

  private void scheduleNext(
      WatchedPrefix watched, Assessment assessment, Instant after, Instant now) {
    Instant next = null;
    for (Kind kind : ORDER) {
      Instant due = dueAt(kind, assessment);
      if (due != null && due.isAfter(after) && (next == null || due.isBefore(next))) {
        next = due;
      }
    }
    if (next != null) {
      cancelTimer(watched);
      Instant at = next.isBefore(now) ? now : next;
      watched.availabilityTimer = timers.schedule(at, due -> reassess(watched, due, due));
    }
  }

  private static void cancelTimer(WatchedPrefix watched) {
    if (watched.availabilityTimer != null) {
      watched.availabilityTimer.cancel();
      watched.availabilityTimer = null;
    }
  }
}

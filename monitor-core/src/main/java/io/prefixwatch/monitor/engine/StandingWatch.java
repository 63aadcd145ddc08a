package io.prefixwatch.monitor.engine;

import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.monitor.coverage.RegistrationState;
import io.prefixwatch.monitor.coverage.SessionStanding;
import io.prefixwatch.monitor.coverage.SessionStanding.Says;
import io.prefixwatch.monitor.coverage.Standing;
import io.prefixwatch.monitor.coverage.StandingRules;
import io.prefixwatch.monitor.detect.Finding;
import io.prefixwatch.monitor.detect.Kind;
import io.prefixwatch.monitor.incident.IncidentBook;
import io.prefixwatch.monitor.incident.IncidentKey;
import io.prefixwatch.monitor.incident.IncidentSettings;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.timer.TimerQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches the states of registered prefixes. What touches a prefix only queues it, once; how it
 * stands is judged when things have settled, and told if it is news. What a session brings while it
 * is syncing is none, unless something was told before. Owned by the engine.
 */
final class StandingWatch {

  /** From the first change on; a path change reaches the sessions one after the other. */
  static final Duration SETTLE = Duration.ofSeconds(30);

  /** So many at once, so that a full table does not keep the engine from its events. */
  private static final int BATCH = 4096;

  private static final Duration BETWEEN_BATCHES = Duration.ofMillis(10);

  private final IncidentBook book;
  private final TimerQueue timers;
  private final Expectations expectations;
  private final StandingEvents events;
  private final ArrayDeque<WatchedPrefix> touched = new ArrayDeque<>();
  private Consumer<WatchedPrefix> forgetting = unused -> {};
  private Set<Kind> disabled;
  private boolean awaited;
  private Instant lastTouch = Instant.MIN;
  private Instant lastDue = Instant.MIN;

  StandingWatch(
      IncidentBook book,
      TimerQueue timers,
      Expectations expectations,
      StandingEvents events,
      Registry registry) {
    this.book = book;
    this.timers = timers;
    this.expectations = expectations;
    this.events = events;
    this.disabled = IncidentSettings.of(registry.settings()).disabled();
  }

  /**
   * Says who forgets a prefix of which nothing is to be known.
   *
   * @param asked is given each prefix that was judged
   */
  void forgetBy(Consumer<WatchedPrefix> asked) {
    forgetting = asked;
  }

  /**
   * Forgets a prefix that nobody holds, if it is as if nobody ever had.
   *
   * @return false if there is more to remember of it
   */
  boolean forget(WatchedPrefix watched) {
    PrefixStanding known = watched.standing;
    if (known.retired) {
      return true;
    }
    boolean asEver = known.state == null || known.state == untouched(watched.registered);
    if (known.due != null || known.news || known.told || !asEver) {
      return false;
    }
    if (known.expectation != null) {
      known.expectation.remove(watched);
      known.expectation = null;
    }
    return true;
  }

  /** Forgets what was expected; whatever is watched has to be touched again. */
  void configure(Registry changed) {
    expectations.configure(changed);
    disabled = IncidentSettings.of(changed.settings()).disabled();
  }

  /**
   * Something has changed that the state of a prefix follows from.
   *
   * @param news false while a session is syncing
   */
  void touch(WatchedPrefix watched, boolean news, Instant now) {
    watched.standing.news |= news;
    if (watched.standing.expectation == null) {
      Expectation expectation = expectations.of(watched.registered.registration());
      watched.standing.expectation = expectation;
      expectation.add(watched);
    }
    if (watched.standing.due != null) {
      return;
    }
    if (!now.equals(lastTouch)) {
      lastTouch = now;
      lastDue = now.plus(SETTLE);
    }
    watched.standing.due = lastDue;
    touched.add(watched);
    await(lastDue);
  }

  /** A session can tell now what it does not hold: all that expect it are looked at. */
  void complete(SessionTrack track, Family family, Instant now) {
    for (Expectation expectation : expectations.expecting(track.session)) {
      for (WatchedPrefix watched : expectation.members) {
        if (watched.registered.prefix().family().equals(family)) {
          touch(watched, false, now);
        }
      }
    }
  }

  private void await(Instant due) {
    if (!awaited) {
      awaited = true;
      timers.schedule(due, this::settle);
    }
  }

  private void settle(Instant now) {
    awaited = false;
    int judged = 0;
    for (WatchedPrefix next = touched.peek(); next != null; next = touched.peek()) {
      Instant due = next.standing.due;
      boolean later = due != null && due.isAfter(now);
      if (later || judged == BATCH) {
        Instant full = now.plus(BETWEEN_BATCHES);
        await(later && due != null ? due : full);
        break;
      }
      touched.remove();
      next.standing.due = null;
      judge(next);
      forgetting.accept(next);
      judged++;
    }
    events.flush(now);
  }

  private void judge(WatchedPrefix watched) {
    PrefixStanding known = watched.standing;
    if (known.retired) {
      return;
    }
    Standing standing = standing(watched.registered, watched);
    if (standing.isUndetermined()) {
      return;
    }
    RegistrationState before = known.state == null ? untouched(watched.registered) : known.state;
    known.state = standing.state();
    if (before != standing.state() && (known.news || known.told)) {
      known.told = true;
      events.changed(before, standing);
    }
    known.news = false;
  }

  /** The state that a prefix had while nobody had announced it. */
  private RegistrationState untouched(RegisteredPrefix registered) {
    return standing(registered, null).state();
  }

  /**
   * How a registered prefix stands now.
   *
   * @param watched null if no session ever touched it
   */
  Standing standing(RegisteredPrefix registered, @Nullable WatchedPrefix watched) {
    if (!registered.announced()) {
      return StandingRules.judgeUnannounced(registered, announcer(watched));
    }
    Expectation expectation = expectations.of(registered.registration());
    List<SessionStanding> sessions = new ArrayList<>(expectation.sessions.size());
    for (SessionTrack track : expectation.sessions) {
      sessions.add(on(track, registered, watched));
    }
    boolean everHeld = watched != null && !watched.coverage.isPending();
    return StandingRules.judge(
        registered, expectation.meeting, sessions, everHeld, isInconsistent(registered));
  }

  private static @Nullable String announcer(@Nullable WatchedPrefix watched) {
    if (watched == null || watched.exactRoutes.isEmpty()) {
      return null;
    }
    WatchedRoute first = watched.exactRoutes.get(0);
    return first.verdicts.allowsHolding() ? null : first.route.session().id();
  }

  private boolean isInconsistent(RegisteredPrefix registered) {
    if (!registered.rules().contract().consistent()) {
      return false;
    }
    IncidentKey key = IncidentKey.of(Kind.CONTRACT_INCONSISTENT, registered.prefix());
    return book.openId(key) != null && !book.isClosing(key);
  }

  private SessionStanding on(
      SessionTrack track, RegisteredPrefix registered, @Nullable WatchedPrefix watched) {
    String session = track.session.id();
    WatchedRoute held = watched == null ? null : watched.heldOn(session);
    if (held != null) {
      return new SessionStanding(track.session, Says.HOLDS, held.route, kinds(held));
    }
    WatchedRoute other = watched == null ? null : watched.anyOn(session);
    boolean tells = track.knowledge(registered.prefix().family()).canTell();
    return new SessionStanding(
        track.session,
        tells ? Says.ABSENT : Says.UNKNOWN,
        other == null ? null : other.route,
        other == null ? List.of() : kinds(other));
  }

  private List<Kind> kinds(WatchedRoute watched) {
    List<Finding> findings = watched.verdicts.findings();
    if (findings.isEmpty()) {
      return List.of();
    }
    return findings.stream().map(Finding::kind).filter(kind -> !disabled.contains(kind)).toList();
  }
}

package io.prefixwatch.monitor.engine;

import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.session.DownReason;
import io.prefixwatch.monitor.detect.Kind;
import io.prefixwatch.monitor.incident.CloseReason;
import io.prefixwatch.monitor.incident.IncidentBook;
import io.prefixwatch.monitor.incident.IncidentKey;
import io.prefixwatch.monitor.incident.PastIncident;
import io.prefixwatch.monitor.incident.Problem;
import io.prefixwatch.monitor.incident.SessionLoss;
import io.prefixwatch.monitor.index.PrefixIndex;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.registry.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Incidents of lost sessions, rolled up: what goes down together is one incident. Owned by the
 * engine.
 */
final class SessionWatch implements AvailabilityProblems.SessionIncidents {

  /** Sessions that go down this close to an open incident of theirs join it. */
  private static final Duration JOIN = Duration.ofSeconds(10);

  /** A loss that is heard of so much later still finds the incident that it belongs to. */
  private static final Duration LATE = Duration.ofMinutes(1);

  /** NOTIFICATION code of RFC 4271 section 6.3. */
  private static final int UPDATE_MESSAGE_ERROR = 3;

  private final IncidentBook book;
  private final SessionProblems problems;
  private final OfOneInstant instant;
  private final SessionTracks tracks;
  private final BiConsumer<Session, Instant> told;
  private final Map<String, LossGroup> groups = new HashMap<>();
  private final RecentLosses recent = new RecentLosses();
  private final Map<String, LossGroup> stale = new HashMap<>();

  /**
   * A watch that has seen nothing.
   *
   * @param told is given each session whose incident may be another one now
   */
  SessionWatch(
      IncidentBook book,
      OfOneInstant instant,
      SessionTracks tracks,
      BiConsumer<Session, Instant> told) {
    this.book = book;
    this.instant = instant;
    this.tracks = tracks;
    this.problems = new SessionProblems(tracks);
    this.told = told;
  }

  /**
   * A session is lost, and its routes with it. If others may be lost with it, it is told when the
   * instant is over: what is lost at one instant is one incident, with the same key whoever's loss
   * is heard of first.
   *
   * @param drained the peer had asked to move traffic away (RFC 8326)
   */
  void lost(Session session, DownReason reason, HeldPrefixes held, boolean drained, Instant now) {
    instant.add(
        session.id(),
        !tracks.isCompanionUp(session) && joinable(session, now) == null,
        now,
        (happened, then) -> {
          LossGroup group = groupFor(session, happened);
          group.lost(session, reason, held, drained);
          group.explain(session.id(), causeOf(session, reason));
          groups.put(session.id(), group);
          recent.add(session, group);
          raise(group, then);
          told.accept(session, then);
        });
  }

  private void raise(LossGroup group, Instant now) {
    List<String> down = group.down().stream().map(member -> member.session.id()).toList();
    book.raise(group.key, problems.down(group), List.of(), down, now);
  }

  /**
   * Goes on with an incident of a former engine.
   *
   * @return false if none of its sessions is configured any more
   */
  boolean resume(PastIncident past, Registry registry) {
    LossGroup group = new LossGroup(past.trace().key(), past.openedAt());
    Problem problem = past.problem();
    HeldPrefixes held = HeldPrefixes.of(registry.index(), problem.affected()::forEach);
    for (String id : past.trace().sessions()) {
      Session session = registry.named(id);
      if (session != null) {
        DownReason reason =
            problem.losses().stream()
                .filter(loss -> loss.session().equals(id))
                .map(SessionLoss::reason)
                .findFirst()
                .orElse(DownReason.of(DownReason.Cause.CONNECTION_LOST));
        group.lost(session, reason, held, problem.maintenance());
        Map<String, LossGroup> place = group.key.kind() == Kind.SESSION_STALE ? stale : groups;
        place.put(id, group);
      }
    }
    group.subject = problem.subject() == null ? group.subject : problem.subject();
    return !group.isEmpty();
  }

  /** A session that we ended ourselves follows from what we said about it, if that is open. */
  private @Nullable String causeOf(Session session, DownReason reason) {
    Notification sent = reason.notification();
    if (sent == null || reason.cause() != DownReason.Cause.NOTIFICATION_SENT) {
      return null;
    }
    Kind kind =
        sent.error().equals(ErrorCode.MAXIMUM_PREFIXES)
            ? Kind.SESSION_PREFIX_LIMIT
            : Kind.SESSION_MALFORMED;
    boolean ofUpdate = sent.error().code() == UPDATE_MESSAGE_ERROR;
    boolean explained = ofUpdate || kind == Kind.SESSION_PREFIX_LIMIT;
    return explained ? book.openId(IncidentKey.ofSession(kind, session.id())) : null;
  }

  private LossGroup groupFor(Session session, Instant now) {
    LossGroup own = groups.get(session.id());
    if (own != null && book.openId(own.key) != null) {
      return own;
    }
    LossGroup running = joinable(session, now);
    return running != null
        ? running
        : new LossGroup(IncidentKey.ofSession(Kind.SESSION_DOWN, session.id()), now);
  }

  private @Nullable LossGroup joinable(Session session, Instant happened) {
    return recent.find(session, group -> isClose(group, happened), this::isOver);
  }

  /** In either direction: the loss that is told may have happened before the first of the group. */
  private static boolean isClose(LossGroup group, Instant happened) {
    return Duration.between(group.startedAt, happened).abs().compareTo(JOIN) <= 0;
  }

  private boolean isOver(LossGroup group) {
    return !isOpen(group) || group.startedAt.plus(JOIN).plus(LATE).isBefore(instant.now());
  }

  private boolean isOpen(LossGroup group) {
    return !group.down().isEmpty() && book.openId(group.key) != null;
  }

  /** A session is lost, but its routes stay for a while (graceful restart). */
  void stale(Session session, DownReason reason, HeldPrefixes held, boolean drained, Instant now) {
    IncidentKey key = IncidentKey.ofSession(Kind.SESSION_STALE, session.id());
    LossGroup group = new LossGroup(key, now);
    group.lost(session, reason, held, drained);
    stale.put(session.id(), group);
    book.raise(key, problems.stale(group), List.of(), List.of(session.id()), now);
  }

  /**
   * The time for graceful restart is over, and the session is not back.
   *
   * @return false if that was not awaited
   */
  boolean restartExpired(Session session, Instant now) {
    LossGroup group = stale.remove(session.id());
    if (group == null) {
      return false;
    }
    book.supersede(group.key, now);
    for (LossGroup.Member member : group.members()) {
      lost(session, member.reason, member.held, member.drained, now);
    }
    return true;
  }

  /** A session is Established again. */
  void back(Session session, Instant now) {
    LossGroup waiting = stale.remove(session.id());
    if (waiting != null) {
      book.clear(waiting.key, CloseReason.RESTORED, now, now);
    }
    instant.add(session.id(), false, now, (happened, then) -> nowBack(session, then));
  }

  private void nowBack(Session session, Instant now) {
    LossGroup group = groups.get(session.id());
    if (group == null || book.openId(group.key) == null) {
      return;
    }
    group.back(session.id());
    if (group.down().isEmpty()) {
      book.clear(group.key, CloseReason.RESTORED, now, now);
    } else {
      raise(group, now);
    }
  }

  /** Other prefixes are registered from now on. */
  void configure(PrefixIndex registered) {
    groups.values().forEach(group -> group.configure(registered));
    stale.values().forEach(group -> group.configure(registered));
  }

  /** A session is not configured, or not awaited, any more; its loss is no problem now. */
  void removed(Session session, CloseReason reason, Instant now) {
    instant.tellAll(now);
    LossGroup waiting = stale.remove(session.id());
    if (waiting != null) {
      book.closeNow(waiting.key, reason, now);
    }
    LossGroup group = groups.remove(session.id());
    if (group == null) {
      return;
    }
    group.forget(session.id());
    if (group.isEmpty()) {
      book.closeNow(group.key, reason, now);
    } else if (group.down().isEmpty()) {
      book.clear(group.key, reason, now, now);
    } else {
      raise(group, now);
    }
  }

  @Override
  public @Nullable String incidentOf(String session) {
    LossGroup group = groups.get(session);
    return group != null && group.isDown(session) ? book.openId(group.key) : null;
  }
}

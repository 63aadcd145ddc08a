package io.prefixwatch.monitor.engine;

import io.prefixwatch.bgp.message.Nlri;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.detect.HeldRoute;
import io.prefixwatch.monitor.detect.Kind;
import io.prefixwatch.monitor.detect.SessionFinding;
import io.prefixwatch.monitor.detect.UnregisteredJudge;
import io.prefixwatch.monitor.incident.CloseReason;
import io.prefixwatch.monitor.incident.IncidentBook;
import io.prefixwatch.monitor.incident.IncidentKey;
import io.prefixwatch.monitor.registry.Registry;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Routes that no registered prefix covers and that are leaked all the same: many of them are one
 * incident, with a count. Owned by the engine.
 */
final class SessionLeaks {

  private final IncidentBook book;
  private final VerdictLog verdictLog;
  private final Map<IncidentKey, LeakTally> tallies = new HashMap<>();
  private UnregisteredJudge judge;

  SessionLeaks(IncidentBook book, VerdictLog verdictLog, Registry registry) {
    this.book = book;
    this.verdictLog = verdictLog;
    this.judge = new UnregisteredJudge(registry);
  }

  /** A session announced a route that nobody registered. */
  void announced(SessionTrack track, HeldRoute route, CloseReason leaving) {
    Nlri nlri = new Nlri(route.prefix(), route.pathId());
    SessionFinding found = judge.judge(route);
    SessionFinding finding = unlessFamiliar(track, nlri, found, route);
    verdictLog.judgedAround(route, finding, finding == null && found != null, leaving);
    IncidentKey key = finding == null ? null : key(finding, route.prefix());
    SessionTrack.Leaked before = track.leaked.get(nlri);
    if (before != null && !before.key().equals(key)) {
      track.leaked.remove(nlri);
      gone(before, leaving, route.since());
    }
    if (finding != null && key != null) {
      track.leaked.put(nlri, new SessionTrack.Leaked(key, route));
      LeakTally tally = tallies.computeIfAbsent(key, unused -> new LeakTally());
      if (before != null && before.key().equals(key)) {
        tally.remove(before.route());
      }
      tally.add(finding, route);
      tell(key, tally, route.since());
    }
  }

  /** What covered registered prefixes when the session had synced is how things are. */
  private @Nullable SessionFinding unlessFamiliar(
      SessionTrack track, Nlri nlri, @Nullable SessionFinding finding, HeldRoute route) {
    if (finding == null || finding.kind() != Kind.HIJACK_LESS_SPECIFIC) {
      track.coversAtSync.remove(nlri);
      return finding;
    }
    List<Long> origins = route.origin().members();
    LeakTally tally = tallies.get(key(finding, route.prefix()));
    boolean known = tally != null && tally.concerns(track.session.id());
    if (!known && track.isSyncing(route.prefix().family())) {
      track.coversAtSync.put(nlri, origins);
    }
    return origins.equals(track.coversAtSync.get(nlri)) ? null : finding;
  }

  void withdrawn(SessionTrack track, Nlri nlri, Instant now) {
    track.coversAtSync.remove(nlri);
    SessionTrack.Leaked before = track.leaked.remove(nlri);
    if (before != null) {
      gone(before, CloseReason.WITHDRAWN, now);
    }
  }

  private void gone(SessionTrack.Leaked leaked, CloseReason reason, Instant now) {
    LeakTally tally = tallies.get(leaked.key());
    if (tally == null) {
      return;
    }
    tally.remove(leaked.route());
    book.left(leaked.key(), leaked.route().session().id(), reason);
    if (tally.count() > 0) {
      tell(leaked.key(), tally, now);
    } else {
      noneLeft(leaked.key(), tally, reason, now);
    }
  }

  /** It depends on the last to go whether the leak is over or nobody knows. */
  private void noneLeft(IncidentKey key, LeakTally tally, CloseReason otherwise, Instant now) {
    book.noneLeft(key, tally.isAwaiting(), otherwise, now);
    if (!tally.isAwaiting()) {
      tallies.remove(key);
    }
  }

  private void tell(IncidentKey key, LeakTally tally, Instant now) {
    book.raise(key, tally.problem(), tally.sightings(), tally.concerned(), now);
  }

  /** Goes on with an incident of a former engine; these sessions may come back with it. */
  void resume(IncidentKey key, Iterable<String> sessions) {
    LeakTally tally = tallies.computeIfAbsent(key, unused -> new LeakTally());
    sessions.forEach(tally::await);
  }

  /** The session is lost: nobody knows what became of its routes of these families. */
  void lostWithSession(SessionTrack track, Set<Family> families, Instant now) {
    track.coversAtSync.keySet().removeIf(nlri -> families.contains(nlri.prefix().family()));
    Set<IncidentKey> touched = new LinkedHashSet<>();
    for (SessionTrack.Leaked leaked : List.copyOf(track.leaked.values())) {
      Prefix prefix = leaked.route().prefix();
      if (families.contains(prefix.family())) {
        track.leaked.remove(new Nlri(prefix, leaked.route().pathId()));
        LeakTally tally = tallies.get(leaked.key());
        if (tally != null) {
          tally.remove(leaked.route());
          tally.await(track.session.id());
          book.left(leaked.key(), track.session.id(), null);
          touched.add(leaked.key());
        }
      }
    }
    for (IncidentKey key : touched) {
      LeakTally tally = tallies.get(key);
      if (tally != null && tally.count() == 0) {
        noneLeft(key, tally, CloseReason.WITHDRAWN, now);
      }
    }
  }

  /** A session can tell again what it does not hold. */
  void complete(SessionTrack track, Instant now) {
    if (!track.families.stream().allMatch(family -> track.knowledge(family).canTell())) {
      return;
    }
    resolve(track.session.id(), CloseReason.WITHDRAWN, now);
  }

  /** The session is not configured, or not awaited, any more. */
  void sessionRemoved(SessionTrack track, CloseReason reason, Instant now) {
    for (SessionTrack.Leaked leaked : List.copyOf(track.leaked.values())) {
      gone(leaked, reason, now);
    }
    track.leaked.clear();
    resolve(track.session.id(), reason, now);
  }

  private void resolve(String session, CloseReason reason, Instant now) {
    for (Map.Entry<IncidentKey, LeakTally> entry : List.copyOf(tallies.entrySet())) {
      LeakTally tally = entry.getValue();
      if (tally.stopAwaiting(session)) {
        book.left(entry.getKey(), session, reason);
        if (tally.count() == 0 && !tally.isAwaiting()) {
          noneLeft(entry.getKey(), tally, reason, now);
        }
      }
    }
  }

  /** Judges what is held by a new registry; what is registered now is judged elsewhere. */
  void reconfigure(Registry changed, Iterable<SessionTrack> tracks, Instant now) {
    judge = new UnregisteredJudge(changed);
    for (SessionTrack track : tracks) {
      for (SessionTrack.Leaked leaked : List.copyOf(track.leaked.values())) {
        HeldRoute before = leaked.route();
        HeldRoute route =
            new HeldRoute(
                track.session, before.prefix(), before.pathId(), before.attributes(), now);
        if (changed.judgeOf(route.prefix()) == null) {
          announced(track, route, CloseReason.RECONFIGURED);
        } else {
          track.leaked.remove(new Nlri(route.prefix(), route.pathId()));
          gone(leaked, CloseReason.RECONFIGURED, now);
        }
      }
    }
  }

  private static IncidentKey key(SessionFinding finding, Prefix prefix) {
    return new IncidentKey(
        finding.kind(), finding.ofPrefix() ? prefix : null, finding.discriminator());
  }
}

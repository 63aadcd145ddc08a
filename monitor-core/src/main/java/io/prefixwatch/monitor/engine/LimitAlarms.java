package io.prefixwatch.monitor.engine;

import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.monitor.detect.Evidence;
import io.prefixwatch.monitor.detect.Kind;
import io.prefixwatch.monitor.detect.Severity;
import io.prefixwatch.monitor.detect.Weights;
import io.prefixwatch.monitor.event.EngineEvent.PrefixCountChanged;
import io.prefixwatch.monitor.incident.CloseReason;
import io.prefixwatch.monitor.incident.IncidentBook;
import io.prefixwatch.monitor.incident.IncidentKey;
import io.prefixwatch.monitor.incident.Problem;
import io.prefixwatch.monitor.incident.Sighting;
import io.prefixwatch.monitor.registry.PrefixLimit;
import io.prefixwatch.monitor.registry.PrefixLimit.Level;
import io.prefixwatch.monitor.registry.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Incidents of sessions that have too many routes: one per session, the worse of its families
 * decides. Owned by the engine.
 */
final class LimitAlarms {

  /** How many routes a family had when that last mattered. */
  private record Count(Level level, int routes) {}

  /** The families of a session that are near their limit or have reached it. */
  private static final class Alarm {
    private final Instant since;
    private final Map<Family, Count> counts = new TreeMap<>();

    Alarm(Instant since) {
      this.since = since;
    }
  }

  private final IncidentBook book;
  private final Map<String, Alarm> alarms = new HashMap<>();

  LimitAlarms(IncidentBook book) {
    this.book = book;
  }

  private static IncidentKey key(Session session) {
    return IncidentKey.ofSession(Kind.SESSION_PREFIX_LIMIT, session.id());
  }

  void changed(SessionTrack track, PrefixCountChanged event, Instant now) {
    Session session = track.session;
    Alarm alarm = alarms.computeIfAbsent(session.id(), unused -> new Alarm(now));
    if (event.level() == Level.BELOW) {
      alarm.counts.remove(event.family());
    } else {
      alarm.counts.put(event.family(), new Count(event.level(), event.routes()));
    }
    if (alarm.counts.isEmpty()) {
      alarms.remove(session.id());
      book.clear(key(session), CloseReason.RESTORED, now, now);
    } else {
      raise(track, alarm, now);
    }
  }

  /** What is left out, or the limit itself, has changed: part of what an open incident says. */
  void describeAnew(SessionTrack track, Instant now) {
    Alarm alarm = alarms.get(track.session.id());
    if (alarm != null) {
      raise(track, alarm, now);
    }
  }

  /** A session is not configured any more, or not awaited. */
  void removed(Session session, CloseReason reason, Instant now) {
    alarms.remove(session.id());
    book.closeNow(key(session), reason, now);
  }

  private void raise(SessionTrack track, Alarm alarm, Instant now) {
    Session session = track.session;
    PrefixLimit limit = session.prefixLimit();
    boolean reached = alarm.counts.values().stream().anyMatch(c -> c.level() == Level.REACHED);
    String words =
        alarm.counts.entrySet().stream()
            .map(entry -> words(entry.getKey(), entry.getValue(), limit))
            .collect(Collectors.joining(", "));
    Problem problem =
        Problem.ofSession(
            reached ? Severity.MAJOR : Severity.MINOR,
            session,
            evidence(track, alarm, limit),
            "Session " + session.id() + " has " + words,
            "The configured limit of session "
                + session.id()
                + " is "
                + (reached ? "reached" : "near")
                + "; beyond it the action is "
                + limit.action().label()
                + ".");
    book.raise(key(session), problem, List.of(Sighting.of(session, alarm.since)), now);
  }

  private static String words(Family family, Count count, PrefixLimit limit) {
    return count.routes() + " of " + allowed(family, limit) + " " + family.label() + " routes";
  }

  private static String allowed(Family family, PrefixLimit limit) {
    return Integer.toString(limit.of(family.equals(Family.IPV6_UNICAST)));
  }

  private static List<Evidence> evidence(SessionTrack track, Alarm alarm, PrefixLimit limit) {
    List<Evidence> evidence = new ArrayList<>();
    alarm.counts.forEach(
        (family, count) ->
            evidence.add(
                new Evidence(
                    "volume",
                    count.level() == Level.REACHED ? "at-limit" : "near-limit",
                    allowed(family, limit),
                    Integer.toString(count.routes()),
                    family.label() + ", action " + limit.action().label(),
                    evidence.isEmpty() ? Weights.OBSERVED_STATE : 0)));
    for (Family family : alarm.counts.keySet()) {
      if (track.limited.contains(family)) {
        evidence.add(
            Evidence.neutral(
                "visibility", "limited", "further routes of " + family.label() + " are left out"));
      }
    }
    return evidence;
  }
}

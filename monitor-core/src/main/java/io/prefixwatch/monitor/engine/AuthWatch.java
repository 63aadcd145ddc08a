package io.prefixwatch.monitor.engine;

import io.prefixwatch.monitor.detect.Evidence;
import io.prefixwatch.monitor.detect.Kind;
import io.prefixwatch.monitor.detect.Weights;
import io.prefixwatch.monitor.event.EngineEvent.ConnectionsRefused;
import io.prefixwatch.monitor.event.RefusedConnections;
import io.prefixwatch.monitor.event.RefusedConnections.Cause;
import io.prefixwatch.monitor.incident.CloseReason;
import io.prefixwatch.monitor.incident.IncidentBook;
import io.prefixwatch.monitor.incident.IncidentKey;
import io.prefixwatch.monitor.incident.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Incidents of refused connections, one per session or host: points in time. Owned by the engine.
 */
final class AuthWatch {

  private final IncidentBook book;

  /** What each open incident has gathered, by its subject. */
  private final Map<String, Map<Cause, RefusedConnections>> tallies = new HashMap<>();

  AuthWatch(IncidentBook book) {
    this.book = book;
  }

  private static IncidentKey key(String subject) {
    return IncidentKey.ofSession(Kind.SESSION_AUTH, subject);
  }

  void refused(ConnectionsRefused event, Instant now) {
    IncidentKey key = key(event.subject());
    if (book.openId(key) == null) {
      tallies.remove(event.subject());
    }
    Map<Cause, RefusedConnections> tally =
        tallies.computeIfAbsent(event.subject(), unused -> new EnumMap<>(Cause.class));
    for (RefusedConnections refused : event.refused()) {
      tally.merge(
          refused.cause(),
          refused,
          (a, b) -> new RefusedConnections(b.cause(), a.count() + b.count(), b.detail()));
    }
    book.happened(key, problem(event, List.copyOf(tally.values())), List.of(), now);
  }

  /** A session is not configured any more, or not awaited. */
  void removed(String session, CloseReason reason, Instant now) {
    tallies.remove(session);
    book.closeNow(key(session), reason, now);
  }

  private static Problem problem(ConnectionsRefused event, List<RefusedConnections> all) {
    boolean seen = all.stream().anyMatch(refused -> refused.cause().isSeen());
    return Problem.ofSubject(
        Kind.SESSION_AUTH.severity(),
        event.partner(),
        event.subject(),
        seen ? "session " + event.subject() : "sessions with keys or ttl-security",
        evidence(all),
        summary(event.subject(), seen, all),
        seen
            ? "A connection from the peer's address was closed before anything of it was read."
            : "The kernel dropped packets and says only how many; they may have been for another"
                + " program on this host.");
  }

  private static List<Evidence> evidence(List<RefusedConnections> all) {
    List<Evidence> evidence = new ArrayList<>();
    for (RefusedConnections refused : all) {
      evidence.add(
          new Evidence(
              "auth",
              refused.cause().label(),
              null,
              Long.toString(refused.count()),
              refused.detail().isEmpty() ? null : refused.detail(),
              evidence.isEmpty() ? Weights.OBSERVED_STATE : 0));
    }
    return evidence;
  }

  private static String summary(String subject, boolean seen, List<RefusedConnections> all) {
    String causes =
        all.stream()
            .map(refused -> refused.count() + " " + refused.cause().label())
            .collect(Collectors.joining(", "));
    return seen
        ? "Connections to session " + subject + " refused: " + causes
        : "The kernel dropped packets that are not signed, or not from near, as they must be: "
            + causes;
  }
}

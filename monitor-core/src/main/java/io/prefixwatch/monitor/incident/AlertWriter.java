package io.prefixwatch.monitor.incident;

import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.detect.Evidence;
import io.prefixwatch.monitor.detect.Kind;
import io.prefixwatch.monitor.detect.Severity;
import io.prefixwatch.monitor.detect.Weights;
import io.prefixwatch.monitor.incident.Incident.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes alerts out of incidents, and numbers them. Owned by the book. */
final class AlertWriter {

  private final String instance;
  private final SessionCensus census;
  private final Marks marks;
  private IncidentSettings settings;
  private long sequence;

  AlertWriter(String instance, SessionCensus census, Marks marks, IncidentSettings settings) {
    this.settings = settings;
    this.instance = instance;
    this.census = census;
    this.marks = marks;
  }

  void configure(IncidentSettings changed) {
    settings = changed;
  }

  /** As severe as these settings want it to be, unless it is planned. */
  static Severity severity(Incident incident, IncidentSettings wanted) {
    return wanted.severities().getOrDefault(incident.key.kind(), incident.problem.severity());
  }

  /** The problem, as severe as the operator wants its kind to be; planned losses are none. */
  private Problem problem(Incident incident) {
    Problem problem = incident.problem.withSeverity(severity(incident, settings));
    if (!incident.planned) {
      return problem;
    }
    boolean loss = incident.key.kind() == Kind.SESSION_DOWN;
    return (loss ? problem.withSeverity(Severity.INFO) : problem).planned();
  }

  /** Goes on numbering behind this alert. */
  void continueAfter(long last) {
    sequence = last;
  }

  Alert write(Incident incident, AlertAction action, Instant now) {
    incident.records++;
    incident.lastRecordAt = now;
    incident.updatePending = false;
    int total = census.synced(family(incident));
    boolean closed = action == AlertAction.CLOSE;
    Instant at = closed && incident.goneAt != null ? incident.goneAt : now;
    incident.planned = marks.isPlanned(incident, at);
    incident.silencedBy = marks.silencedBy(incident, at);
    List<Evidence> evidence = new ArrayList<>(incident.problem.evidence());
    Evidence visibility = visibility(incident, total);
    if (visibility != null) {
      evidence.add(visibility);
    }
    return new Alert(
        incident.incidentId + "-" + incident.records,
        ++sequence,
        now,
        action,
        incident.incidentId,
        incident.groupId,
        incident.occurrence,
        incident.dedupKey,
        instance,
        state(incident.phase),
        incident.key.kind(),
        confidence(evidence),
        problem(incident),
        incident.sightings,
        incident.sightings.size(),
        total,
        evidence,
        incident.openedAt,
        incident.updatedAt,
        closed ? incident.goneAt : null,
        closed ? incident.closeReason : null,
        incident.silencedBy,
        incident.acknowledgedBy);
  }

  private static IncidentState state(Phase phase) {
    return switch (phase) {
      case OPEN -> IncidentState.OPEN;
      case UNOBSERVED -> IncidentState.UNOBSERVED;
      case DORMANT, CLOSING, CLOSED -> IncidentState.CLOSED;
    };
  }

  private static @Nullable Family family(Incident incident) {
    Prefix prefix = incident.key.prefix();
    return prefix == null ? null : prefix.family();
  }

  /** Agreement of several observers, for problems that are seen in routes. */
  private static @Nullable Evidence visibility(Incident incident, int total) {
    String family = incident.key.kind().family();
    boolean seenInRoutes = family.equals("hijack") || family.equals("leak");
    if (!seenInRoutes || incident.sightings.isEmpty()) {
      return null;
    }
    int seen = incident.sightings.size();
    int weight = Math.min(Weights.FURTHER_SESSIONS_MAX, Weights.FURTHER_SESSION * (seen - 1));
    return new Evidence(
        "visibility", "seen", null, seen + " of " + total + " synced sessions", null, weight);
  }

  private static int confidence(List<Evidence> evidence) {
    int sum = evidence.stream().mapToInt(Evidence::weight).sum();
    return Math.max(0, Math.min(100, sum));
  }
}

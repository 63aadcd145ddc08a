package io.prefixwatch.monitor.incident;

import io.prefixwatch.monitor.detect.Evidence;

/** Puts an alert into sentences: what was expected, who sees it, what each check said. */
final class Explanation {

  private static final int MAX_SESSIONS = 10;

  private Explanation() {}

  static String of(Alert alert) {
    StringBuilder out = new StringBuilder(alert.problem().why());
    appendSightings(out, alert);
    String before = " Checks: ";
    for (Evidence evidence : alert.evidence()) {
      append(out.append(before), evidence);
      before = "; ";
    }
    out.append(". Confidence ").append(alert.confidence()).append('.');
    if (alert.closeReason() != null) {
      out.append(" Closed: ").append(alert.closeReason().label()).append('.');
    }
    return out.toString();
  }

  private static void appendSightings(StringBuilder out, Alert alert) {
    if (alert.seenOn().isEmpty()) {
      return;
    }
    out.append(" Seen on ");
    int shown = 0;
    for (Sighting sighting : alert.seenOn()) {
      if (shown == MAX_SESSIONS) {
        out.append(" and ").append(alert.seenOn().size() - shown).append(" more");
        break;
      }
      out.append(shown++ == 0 ? "" : ", ").append(sighting.session());
      out.append(" since ").append(sighting.since());
    }
    out.append('.');
  }

  private static void append(StringBuilder out, Evidence evidence) {
    out.append(evidence.check()).append(' ').append(evidence.verdict());
    if (evidence.expected() != null) {
      out.append(", expected ").append(evidence.expected());
    }
    if (evidence.observed() != null) {
      out.append(", observed ").append(evidence.observed());
    }
    if (evidence.detail() != null) {
      out.append(", ").append(evidence.detail());
    }
    if (evidence.weight() != 0) {
      out.append(" (").append(evidence.weight() > 0 ? "+" : "").append(evidence.weight());
      out.append(')');
    }
  }
}

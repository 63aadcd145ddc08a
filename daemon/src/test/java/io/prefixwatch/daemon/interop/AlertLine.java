package io.prefixwatch.daemon.interop;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * What counts of an alert or event, as one line that a test can compare:
 *
 * <pre>
 * open hijack.origin 198.51.100.0/24 AS64510 on acme
 * close hijack.origin 198.51.100.0/24 AS64510 withdrawn
 * open major session.down acme connection-lost; held 203.0.113.0/24 2001:db8:1::/48
 * open availability.lost 203.0.113.0/24 because of session.down
 * SessionUp acme
 * </pre>
 *
 * Owned by one reader: it remembers which incident was of what kind.
 */
final class AlertLine {

  private final Map<String, String> kinds = new HashMap<>();

  /** True for alerts, false for events. */
  static boolean isAlert(JsonNode node) {
    return node.has("kind");
  }

  String of(JsonNode node) {
    return isAlert(node) ? alert(node) : event(node);
  }

  private static String event(JsonNode event) {
    StringBuilder line = new StringBuilder(event.get("type").asString());
    append(line, " ", event.get("prefix"));
    append(line, " ", event.get("session"));
    append(line, " ", event.get("details").path("family"));
    return line.toString();
  }

  private String alert(JsonNode alert) {
    String kind = alert.get("kind").asString();
    String action = alert.get("action").asString();
    kinds.put(alert.get("incident_id").asString(), kind);
    StringBuilder line = new StringBuilder(action);
    if (kind.startsWith("session.") && action.equals("open")) {
      append(line, " ", alert.get("severity"));
    }
    line.append(' ').append(kind);
    append(line, " ", alert.get("prefix"));
    append(line, " ", alert.get("subject"));
    append(line, " AS", alert.get("suspect_asn"));
    if (action.equals("open")) {
      alert.get("seen_on").forEach(seen -> append(line, " on ", seen.get("session")));
      alert.get("lost_sessions").forEach(lost -> loss(line, lost));
      if (!alert.get("affected").isEmpty()) {
        line.append("; held ").append(join(alert.get("affected")));
      }
    }
    if (action.equals("open") && !alert.get("cause").isNull()) {
      line.append(" because of ").append(kinds.get(alert.get("cause").asString()));
    }
    append(line, " ", alert.get("close_reason"));
    return line.toString();
  }

  private static void loss(StringBuilder line, JsonNode lost) {
    append(line, " ", lost.get("cause"));
    JsonNode notification = lost.get("notification");
    append(line, " ", notification.path("name"));
    append(line, ": ", notification.path("text"));
  }

  private static String join(JsonNode texts) {
    return StreamSupport.stream(texts.spliterator(), false)
        .map(JsonNode::asString)
        .collect(Collectors.joining(" "));
  }

  private static void append(StringBuilder line, String before, JsonNode value) {
    if (!value.isNull() && !value.isMissingNode()) {
      line.append(before).append(value.asString());
    }
  }
}

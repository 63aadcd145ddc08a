package io.prefixwatch.daemon.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * An alert in a line: {@code +10 open hijack.origin 203.0.113.0/24 AS64666}. Updates say {@code
 * unobserved} where they are, closes why. Or an event: {@code +10 event PrefixExcepted acme-lon1-a
 * 203.0.113.0/24}. Remembers incidents, so that a cause has a name.
 */
final class RecordLine {

  private final Map<String, String> incidents = new HashMap<>();

  /** The line of a record made so many seconds after the story began. */
  String of(JsonNode alert, long second) {
    if (alert.has("type")) {
      return event(alert, second);
    }
    StringBuilder about = new StringBuilder(alert.get("kind").asString());
    append(about, " ", alert.get("prefix"));
    append(about, " ", alert.get("subject"));
    append(about, " AS", alert.get("suspect_asn"));
    incidents.put(alert.get("incident_id").asString(), about.toString());
    String action = alert.get("action").asString();
    StringBuilder line = new StringBuilder("+" + second + " " + action + " " + about);
    boolean unobserved = alert.get("state").asString().equals("unobserved");
    line.append(action.equals("update") && unobserved ? " unobserved" : "");
    append(line, " ", alert.get("close_reason"));
    return line.toString();
  }

  private static String event(JsonNode event, long second) {
    StringBuilder line = new StringBuilder("+" + second + " event " + event.get("type").asString());
    append(line, " ", event.get("session"));
    append(line, " ", event.get("prefix"));
    return line.toString();
  }

  private static void append(StringBuilder line, String before, JsonNode value) {
    if (!value.isNull()) {
      line.append(before).append(value.asString());
    }
  }

  /**
   * The text of a field: {@code severity}, {@code observed.otc}, {@code seen_on} (the sessions),
   * {@code check rov} (the verdict of the first such check), {@code cause} (kind and subject).
   */
  String field(JsonNode alert, String name) {
    if (name.startsWith("check ")) {
      return verdict(alert, name.substring("check ".length()));
    }
    JsonNode node = alert;
    for (String part : name.split("\\.", -1)) {
      node = node.path(part);
    }
    if (node.isMissingNode()) {
      return "no such field";
    }
    return name.equals("cause") && !node.isNull()
        ? incidents.getOrDefault(node.asString(), node.asString())
        : text(node);
  }

  private static String verdict(JsonNode alert, String check) {
    for (JsonNode evidence : alert.get("evidence")) {
      if (evidence.get("check").asString().equals(check)) {
        return evidence.get("verdict").asString();
      }
    }
    return "absent";
  }

  private static String text(JsonNode node) {
    if (node.isArray()) {
      List<String> members = new ArrayList<>();
      node.forEach(member -> members.add(text(member)));
      return String.join(" ", members);
    }
    if (node.isObject()) {
      return node.has("session") ? node.get("session").asString() : node.toString();
    }
    return node.isNull() ? "null" : node.asString();
  }
}

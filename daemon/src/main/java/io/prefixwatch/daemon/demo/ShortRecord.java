package io.prefixwatch.daemon.demo;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An alert record cut down to what fits a few lines of a terminal; still JSON. */
final class ShortRecord {

  private static final List<String> HEAD =
      List.of("time", "action", "incident_id", "kind", "severity", "confidence", "prefix");
  private static final List<String> TAIL =
      List.of("suspect_asn", "subject", "cause", "close_reason", "duration_seconds");

  private ShortRecord() {}

  /** One line without its end. */
  static String of(JsonNode alert) {
    ObjectNode kept = JsonMapper.shared().createObjectNode();
    HEAD.forEach(name -> keep(kept, alert, name));
    JsonNode observed = alert.get("observed");
    if (!observed.isNull()) {
      ObjectNode route = kept.putObject("observed");
      List.of("prefix", "origin_asn", "as_path").forEach(name -> keep(route, observed, name));
    }
    TAIL.forEach(name -> keep(kept, alert, name));
    if (!alert.get("seen_on").isEmpty()) {
      ArrayNode sessions = kept.putArray("seen_on");
      alert.get("seen_on").forEach(seen -> sessions.add(seen.get("session").asString()));
    }
    return kept.toString();
  }

  private static void keep(ObjectNode kept, JsonNode whole, String name) {
    JsonNode value = whole.get(name);
    if (value != null && !value.isNull()) {
      kept.set(name, value);
    }
  }
}

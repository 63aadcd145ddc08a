package io.prefixwatch.daemon.delivery.render;

import io.prefixwatch.daemon.store.OutboxRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A record that was read again. What is absent or null reads as empty. */
public final class RecordTree {

  static final JsonMapper JSON = JsonMapper.builder().build();

  private final JsonNode record;

  private RecordTree(JsonNode record) {
    this.record = record;
  }

  /**
   * The record of a line. A line that is no JSON is an empty record: it is delivered all the same.
   */
  public static RecordTree of(OutboxRecord record) {
    try {
      return new RecordTree(JSON.readTree(record.line()));
    } catch (JacksonException e) {
      return new RecordTree(JSON.createObjectNode());
    }
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static byte[] octets(JsonNode tree) {
    return JSON.writeValueAsBytes(tree);
  }

  /** The whole record. */
  public JsonNode whole() {
    return record;
  }

  /** What stands at the end of these names. */
  public JsonNode at(String... names) {
    JsonNode node = record;
    for (String name : names) {
      node = node.path(name);
    }
    return node;
  }

  /** The same as text: an AS path with blanks, empty if there is none. */
  public String text(String... names) {
    return textOf(at(names));
  }

  static String textOf(JsonNode node) {
    if (node.isArray()) {
      List<String> items = new ArrayList<>();
      node.forEach(item -> items.add(item.isArray() ? "{" + textOf(item) + "}" : textOf(item)));
      return String.join(" ", items);
    }
    if (node.isObject()) {
      return node.toString();
    }
    return node.isNull() || node.isMissingNode() ? "" : node.asString();
  }

  /** True if this is an event, and no alert. */
  public boolean isEvent() {
    return text("schema").startsWith("prefixwatch.event.");
  }

  /** True for the last record of an incident's occurrence. */
  public boolean closes() {
    return text("action").equals("close");
  }

  /** Of an alert its kind, of an event its type. */
  public String kind() {
    return text(isEvent() ? "type" : "kind");
  }

  /** What the record is about: the registered prefix, else the session or whatever else. */
  public String about() {
    for (String name : List.of("prefix", "subject", "session", "registration")) {
      if (!text(name).isEmpty()) {
        return text(name);
      }
    }
    return "";
  }

  /** The sessions that see it. */
  public List<String> sessions() {
    List<String> sessions = new ArrayList<>();
    at("seen_on").forEach(sighting -> sessions.add(textOf(sighting.path("session"))));
    return sessions;
  }

  /** Milliseconds since 1970; 0 if there is no such time. */
  static long millis(String time) {
    return time.isEmpty() ? 0 : Instant.parse(time).toEpochMilli();
  }
}

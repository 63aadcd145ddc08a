package io.prefixwatch.daemon.config.section;

import io.prefixwatch.daemon.config.problem.Quoted;
import io.prefixwatch.daemon.config.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which keys an entry of {@code sinks:} may have, by its type. */
final class SinkKeys {

  private static final List<String> COMMON =
      List.of("name", "type", "events", "match", "heartbeat");

  private static final Map<String, List<String>> OWN = new LinkedHashMap<>();

  static {
    OWN.put("stdout", List.of("format"));
    OWN.put("file", List.of("path", "format", "rotate"));
    OWN.put("webhook", List.of("url", "secret", "format", "allow", "insecure"));
    OWN.put("alertmanager", List.of("url", "resend", "allow", "insecure"));
    for (String chat : List.of("slack", "mattermost", "teams")) {
      OWN.put(chat, List.of("url", "allow", "insecure"));
    }
    OWN.put("pagerduty", List.of("routing-key", "url", "allow", "insecure"));
    OWN.put(
        "email",
        List.of(
            "address", "transport", "user", "password", "from", "to", "window", "ca", "insecure"));
    OWN.put(
        "kafka",
        List.of(
            "brokers",
            "topic",
            "format",
            "transport",
            "user",
            "password",
            "mechanism",
            "ca",
            "insecure"));
    OWN.put(
        "syslog",
        List.of(
            "address",
            "transport",
            "facility",
            "body",
            "format",
            "enterprise",
            "ca",
            "certificate",
            "key"));
  }

  private SinkKeys() {}

  /** Reports each key that does nothing for a sink of this type. */
  static void check(MappingReader entry, String type) {
    List<String> own = OWN.get(type);
    if (own == null) {
      return;
    }
    List<String> known = new ArrayList<>(COMMON);
    known.addAll(own);
    for (String key : Schema.names("sinks[]")) {
      if (entry.has(key) && !known.contains(key)) {
        entry.error(
            key,
            "a sink of type " + type + " has no " + Quoted.of(key),
            "known there: " + String.join(", ", known));
      }
    }
  }
}

package io.prefixwatch.daemon.cli;

import io.prefixwatch.bgp.mrt.PeerState;
import io.prefixwatch.bgp.net.Address;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One form for a line of {@code bgpdump -m -l} and a line of {@code dump}: what both say, fields
 * separated by bars, in the order of bgpdump.
 */
final class BgpdumpLine {

  /** Place of the AS path in a normalised line. */
  static final int PATH = 6;

  /** bgpdump writes well-known communities by name. */
  private static final Map<String, String> COMMUNITY_NAMES =
      Map.of(
          "no-export", "65535:65281",
          "no-advertise", "65535:65282",
          "local-AS", "65535:65283");

  private BgpdumpLine() {}

  /**
   * A line of bgpdump: without the record type, with a path identifier field everywhere, six
   * decimals in the time, addresses in canonical text and communities in numbers.
   */
  static String ofTheirs(String line) {
    List<String> fields = new ArrayList<>(Arrays.asList(line.split("\\|", -1)));
    boolean pathIds = fields.remove(0).endsWith("_AP");
    fields.set(0, fields.get(0).contains(".") ? fields.get(0) : fields.get(0) + ".000000");
    fields.set(2, canonical(fields.get(2)));
    if (fields.get(1).equals("STATE")) {
      return String.join("|", fields);
    }
    fields.set(4, canonicalPrefix(fields.get(4)));
    if (!pathIds) {
      fields.add(5, "");
    }
    if (fields.get(1).equals("W")) {
      return String.join("|", fields) + "|";
    }
    fields.set(8, canonical(fields.get(8)));
    fields.set(11, communities(fields.get(11)));
    fields.remove(fields.size() - 1); // an empty one behind the last bar
    return String.join("|", fields);
  }

  /** RFC 5952: bgpdump also shortens a single group of zeros, which section 4.2.2 forbids. */
  private static String canonical(String address) {
    return address.contains(":") ? Address.parse(address).toString() : address;
  }

  private static String canonicalPrefix(String prefix) {
    int slash = prefix.indexOf('/');
    return canonical(prefix.substring(0, slash)) + prefix.substring(slash);
  }

  private static String communities(String text) {
    return String.join(
        " ",
        Arrays.stream(text.split(" ", -1))
            .map(name -> COMMUNITY_NAMES.getOrDefault(name, name))
            .toList());
  }

  /** A line of ours, with what bgpdump writes where nothing is. */
  static String ofOurs(String line) {
    JsonNode json = JsonMapper.shared().readTree(line);
    Instant time = Instant.parse(json.get("time").asString());
    String micros = Integer.toString(1_000_000 + time.getNano() / 1000).substring(1);
    String at = time.getEpochSecond() + "." + micros;
    String peer = "|" + json.get("peer").asString() + "|" + json.get("peer_asn");
    return switch (json.get("type").asString()) {
      case "state" -> at + "|STATE" + peer + state(json, "old_state") + state(json, "new_state");
      case "withdraw" ->
          at
              + "|W"
              + peer
              + route(json)
              + "|"
              + (json.has("reason") ? json.get("reason").asString() : "");
      case "rib" -> at + "|B" + peer + route(json) + attributes(json);
      default -> at + "|A" + peer + route(json) + attributes(json);
    };
  }

  private static String state(JsonNode json, String key) {
    String label = json.get(key).asString();
    return Arrays.stream(PeerState.values())
        .filter(state -> state.label().equals(label))
        .map(state -> "|" + state.code())
        .findFirst()
        .orElseThrow();
  }

  private static String route(JsonNode json) {
    return "|" + json.get("prefix").asString() + "|" + text(json, "path_id", "");
  }

  private static String attributes(JsonNode json) {
    JsonNode aggregator = json.get("aggregator");
    return "|"
        + path(json.get("as_path"))
        + "|"
        + text(json, "origin", "incomplete").toUpperCase(Locale.ROOT)
        + "|"
        + text(json, "next_hop", "255.255.255.255")
        + "|"
        + text(json, "local_pref", "0")
        + "|"
        + text(json, "med", "0")
        + "|"
        + joined(json.get("communities"), " ")
        + "|"
        + joined(json.get("large_communities"), " ")
        + (json.get("atomic_aggregate").asBoolean() ? "|AG|" : "|NAG|")
        + (aggregator.isNull()
            ? ""
            : aggregator.get("asn") + " " + aggregator.get("address").asString());
  }

  private static String text(JsonNode json, String key, String absent) {
    JsonNode value = json.get(key);
    return value.isNull() ? absent : value.asString();
  }

  private static String path(JsonNode path) {
    List<String> parts = new ArrayList<>();
    for (JsonNode part : path) {
      if (part.isArray()) {
        parts.add("{" + joined(part, ",") + "}");
      } else if (part.has("confed_sequence")) {
        parts.add("(" + joined(part.get("confed_sequence"), " ") + ")");
      } else if (part.has("confed_set")) {
        parts.add("[" + joined(part.get("confed_set"), ",") + "]");
      } else {
        parts.add(part.asString());
      }
    }
    return String.join(" ", parts);
  }

  private static String joined(JsonNode array, String separator) {
    List<String> parts = new ArrayList<>();
    for (JsonNode part : array) {
      parts.add(part.asString());
    }
    return String.join(separator, parts);
  }
}

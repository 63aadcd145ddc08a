package io.prefixwatch.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.fixture.SharedData;
import io.prefixwatch.daemon.fixture.pcap.BgpMessages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Messages that were captured on the wire, against what other programs read in them. */
class DecodePcapTest {

  private static final String NETGAUZE = "pcap/netgauze-multiple-sessions";

  /** Capability names of NetGauze, and ours. */
  private static final Map<String, String> CAPABILITIES =
      Map.of(
          "MultiProtocolExtensions", "multiprotocol",
          "CiscoRouteRefresh", "route-refresh-cisco",
          "RouteRefresh", "route-refresh",
          "FourOctetAs", "four-octet-asn");

  private static final Map<String, String> FAMILIES =
      Map.of("Ipv4Unicast", "ipv4-unicast", "Ipv6Unicast", "ipv6-unicast");

  static List<String> soundCaptures() throws IOException {
    JsonNode anchors =
        JsonMapper.shared().readTree(Files.readString(SharedData.path("pcap/anchors.json")));
    return anchors.properties().stream()
        .filter(entry -> entry.getValue().get("packets_a_dissector_calls_malformed").asInt() == 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static List<JsonNode> decode(Path capture, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("decode", "--extended-message"));
    arguments.addAll(List.of(options));
    String input =
        String.join("\n", BgpMessages.of(capture).stream().map(HexFormat.of()::formatHex).toList());
    CommandRun run = CommandRun.withInput(input, arguments.toArray(String[]::new));
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    return run.out().stream().map(JsonMapper.shared()::readTree).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("soundCaptures")
  void findsTheMessagesThatTsharkCounts(String name) throws IOException {
    JsonNode counts =
        JsonMapper.shared()
            .readTree(Files.readString(SharedData.path("pcap/anchors.json")))
            .get(name)
            .get("bgp_messages");
    Map<String, Integer> expected = new TreeMap<>();
    counts
        .properties()
        .forEach(
            count ->
                expected.put(count.getKey().toLowerCase(Locale.ROOT), count.getValue().asInt()));

    Map<String, Integer> types = new TreeMap<>();
    for (JsonNode message : decode(SharedData.path("pcap/" + name), "--peer", "ibgp")) {
      types.merge(message.get("type").asString(), 1, Integer::sum);
      assertThat(message.get("outcome").asString()).isNotEqualTo("session-reset");
    }

    assertThat(types).isEqualTo(expected);
  }

  @Test
  void readsWhatNetgauzeReads() throws IOException {
    List<String> expected = new ArrayList<>();
    for (String line : Files.readAllLines(SharedData.path(NETGAUZE + ".jsonl"))) {
      expected.add(ofNetgauze(JsonMapper.shared().readTree(line)));
    }

    List<String> decoded = new ArrayList<>();
    for (JsonNode message : decode(SharedData.path(NETGAUZE + ".pcap"), "--peer", "ibgp")) {
      decoded.add(ofOurs(message));
    }

    assertThat(expected).hasSizeGreaterThan(100);
    // Theirs are those of some directions only.
    for (String message : expected) {
      assertThat(decoded.remove(message)).as(message).isTrue();
    }
  }

  // One line of text for a message, from each of both.

  private static String ofOurs(JsonNode message) {
    if (message.get("type").asString().equals("open")) {
      return openOfOurs(message.get("open"));
    }
    if (!message.get("type").asString().equals("update")) {
      return message.get("type").asString();
    }
    Map<String, String> parts = new TreeMap<>();
    JsonNode attributes = message.get("attributes");
    for (String name : List.of("origin", "med", "local_pref", "as_path")) {
      if (!attributes.get(name).isNull()) {
        parts.put(name, attributes.get(name).toString());
      }
    }
    TreeSet<String> routes = new TreeSet<>();
    for (JsonNode route : message.get("announced")) {
      routes.add(route.get("prefix").asString() + " via " + route.get("next_hop").asString());
    }
    for (JsonNode route : message.get("withdrawn")) {
      routes.add("not " + route.get("prefix").asString());
    }
    parts.put("routes", routes.toString());
    return parts.toString();
  }

  private static String openOfOurs(JsonNode open) {
    List<String> capabilities = new ArrayList<>();
    for (JsonNode capability : open.get("capabilities")) {
      capabilities.add(
          capability.get("name").asString()
              + capability.path("family").asString("")
              + capability.path("asn").asString(""));
    }
    return open(
        open.get("asn_field").asInt(),
        open.get("hold_time").asInt(),
        open.get("router_id").asString(),
        capabilities);
  }

  private static String open(int asn, int holdTime, String id, List<String> capabilities) {
    return "open " + asn + " " + holdTime + " " + id + " " + capabilities;
  }

  private static String ofNetgauze(JsonNode message) {
    if (message.isString()) {
      return message.asString().toLowerCase(Locale.ROOT);
    }
    return message.has("Open")
        ? openOfNetgauze(message.get("Open"))
        : updateOfNetgauze(message.get("Update"));
  }

  private static String openOfNetgauze(JsonNode open) {
    List<String> capabilities = new ArrayList<>();
    for (JsonNode parameter : open.get("params")) {
      for (JsonNode capability : parameter.get("Capabilities")) {
        String name =
            capability.isString()
                ? capability.asString()
                : capability.propertyNames().iterator().next();
        JsonNode inside = capability.path(name);
        capabilities.add(
            CAPABILITIES.get(name)
                + FAMILIES.getOrDefault(inside.path("address_type").asString(""), "")
                + inside.path("asn4").asString(""));
      }
    }
    return open(
        open.get("my_as").asInt(),
        open.get("hold_time").asInt(),
        open.get("bgp_id").asString(),
        capabilities);
  }

  private static String updateOfNetgauze(JsonNode update) {
    Map<String, String> parts = new TreeMap<>();
    TreeSet<String> routes = new TreeSet<>();
    String nextHop = "";
    for (JsonNode attribute : update.get("path_attributes")) {
      JsonNode value = attribute.get("value");
      String name = value.propertyNames().iterator().next();
      JsonNode inside = value.get(name);
      switch (name) {
        case "Origin" ->
            parts.put("origin", "\"" + inside.asString().toLowerCase(Locale.ROOT) + "\"");
        case "MultiExitDiscriminator" -> parts.put("med", inside.get("metric").toString());
        case "LocalPreference" -> parts.put("local_pref", inside.get("metric").toString());
        case "AsPath" -> parts.put("as_path", pathOfNetgauze(inside.get("As4PathSegments")));
        case "NextHop" -> nextHop = inside.get("next_hop").asString();
        case "MpReach" -> {
          JsonNode reach = inside.get("Ipv6Unicast");
          for (JsonNode route : reach.get("nlri")) {
            routes.add(
                route.get("network").asString()
                    + " via "
                    + reach.get("next_hop_global").asString());
          }
        }
        case "MpUnreach" -> {
          for (JsonNode route : inside.get("Ipv6Unicast").get("nlri")) {
            routes.add("not " + route.get("network").asString());
          }
        }
        default -> throw new AssertionError("an attribute of another kind: " + name);
      }
    }
    for (JsonNode route : update.get("nlri")) {
      routes.add(route.get("network").asString() + " via " + nextHop);
    }
    for (JsonNode route : update.get("withdrawn_routes")) {
      routes.add("not " + route.get("network").asString());
    }
    parts.put("routes", routes.toString());
    return parts.toString();
  }

  private static String pathOfNetgauze(JsonNode segments) {
    List<String> hops = new ArrayList<>();
    for (JsonNode segment : segments) {
      assertThat(segment.get("segment_type").asString()).isEqualTo("AsSequence");
      segment.get("as_numbers").forEach(hop -> hops.add(hop.toString()));
    }
    return "[" + String.join(",", hops) + "]";
  }
}

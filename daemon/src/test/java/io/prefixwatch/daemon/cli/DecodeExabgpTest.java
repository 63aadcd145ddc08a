package io.prefixwatch.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.fixture.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Messages of ExaBGP's tests: {@code decode} reads in them what ExaBGP does. */
class DecodeExabgpTest {

  /** Families of ours by ExaBGP's name, with AFI and SAFI. */
  private static final Map<String, String> OTHER_FAMILIES =
      Map.ofEntries(
          Map.entry("ipv4 flow", "1/133"),
          Map.entry("ipv4 flow-vpn", "1/134"),
          Map.entry("ipv6 flow", "2/133"),
          Map.entry("ipv4 mpls-vpn", "1/128"),
          Map.entry("ipv6 mpls-vpn", "2/128"),
          Map.entry("ipv4 nlri-mpls", "1/4"),
          Map.entry("ipv4 mcast-vpn", "1/5"),
          Map.entry("ipv6 mcast-vpn", "2/5"),
          Map.entry("ipv4 mup", "1/85"),
          Map.entry("ipv6 mup", "2/85"),
          Map.entry("l2vpn vpls", "25/65"));

  /** Messages that a session of ours must not take as they stand. */
  private static final Map<String, String> OTHER_OUTCOMES =
      Map.of(
          // The next hop is 127.0.0.1.
          "qa/encoding/conf-attributes.ci 2", "treat-as-withdraw",
          "qa/encoding/conf-ipself4.ci 45", "treat-as-withdraw",
          // Type 0x99 without the Optional bit: a well-known attribute that nobody knows.
          "qa/encoding/conf-generic-attribute.ci 36", "session-reset",
          "qa/encoding/conf-generic-attribute.ci 37", "session-reset",
          // An IPv4 next hop for IPv6, which RFC 4760 and RFC 2545 do not have.
          "qa/encoding/extended-nexthop.ci 92", "session-reset");

  static List<Arguments> updates() throws IOException {
    List<Arguments> updates = new ArrayList<>();
    for (String name : List.of("messages.jsonl", "decoding.jsonl")) {
      for (String line : Files.readAllLines(SharedData.path("exabgp/" + name))) {
        JsonNode row = JsonMapper.shared().readTree(line);
        JsonNode update = row.path(row.has("expect") ? "expect" : "message").path("update");
        if (!update.isMissingNode()) {
          String title = row.get("file").asString() + " " + updates.size();
          updates.add(Arguments.of(title, row.get("hex").asString(), update));
        }
      }
    }
    return updates;
  }

  private static boolean hasPathIds(JsonNode update, String family) {
    return update.path("announce").path(family).toString().contains("path-information");
  }

  private static JsonNode decode(String hex, JsonNode expected) {
    // They send LOCAL_PREF, as ExaBGP does to its own AS.
    List<String> arguments = new ArrayList<>(List.of("decode", "--peer", "ibgp"));
    for (String family : List.of("ipv4", "ipv6")) {
      if (hasPathIds(expected, family + " unicast")) {
        arguments.addAll(List.of("--add-path", family + "-unicast"));
      }
    }
    CommandRun run = CommandRun.withInput(hex, arguments.toArray(String[]::new));
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).hasSize(1);
    return JsonMapper.shared().readTree(run.out().get(0));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("updates")
  void readsWhatExabgpReads(String title, String hex, JsonNode expected) {
    JsonNode decoded = decode(hex, expected);

    String outcome = OTHER_OUTCOMES.getOrDefault(title, "ok");
    assertThat(decoded.get("outcome").asString()).isEqualTo(outcome);
    if (!outcome.equals("ok")) {
      return;
    }
    assertThat(routes(decoded)).isEqualTo(routesOfExabgp(expected));
    assertThat(otherFamilies(decoded)).isEqualTo(otherFamiliesOfExabgp(expected));
    assertThat(attributes(decoded.get("attributes")))
        .isEqualTo(attributesOfExabgp(expected.path("attribute")));
    List<String> targets = targetsOfExabgp(expected.path("attribute"));
    if (!targets.isEmpty()) {
      assertThat(decoded.get("attributes").get("ext_communities_text").valueStream())
          .extracting(JsonNode::asString)
          .containsAll(targets);
    }
  }

  /** Route targets; four-octet AS numbers and route origins it writes in a way of its own. */
  private static List<String> targetsOfExabgp(JsonNode theirs) {
    List<String> targets = new ArrayList<>();
    for (JsonNode community : theirs.path("extended-community")) {
      String text = community.get("string").asString();
      if (text.startsWith("target:")) {
        targets.add(text);
      }
    }
    return targets;
  }

  private static List<String> routes(JsonNode decoded) {
    TreeSet<String> routes = new TreeSet<>();
    for (JsonNode route : decoded.get("announced")) {
      String id = route.get("path_id").isNull() ? "" : " " + route.get("path_id").asLong();
      routes.add(route.get("prefix").asString() + id + " via " + route.get("next_hop").asString());
    }
    for (JsonNode route : decoded.get("withdrawn")) {
      routes.add("not " + route.get("prefix").asString());
    }
    return List.copyOf(routes);
  }

  private static List<String> routesOfExabgp(JsonNode update) {
    TreeSet<String> routes = new TreeSet<>();
    for (String family : List.of("ipv4 unicast", "ipv6 unicast")) {
      for (Map.Entry<String, JsonNode> hop : update.path("announce").path(family).properties()) {
        for (JsonNode route : hop.getValue()) {
          routes.add(
              route.get("nlri").asString()
                  + pathId(route.path("path-information").asString(""))
                  + " via "
                  + hop.getKey());
        }
      }
      for (JsonNode route : update.path("withdraw").path(family)) {
        routes.add("not " + route.get("nlri").asString());
      }
    }
    return List.copyOf(routes);
  }

  /** ExaBGP writes it as a dotted quad. */
  private static String pathId(String dotted) {
    if (dotted.isEmpty()) {
      return "";
    }
    long id = 0;
    for (String octet : dotted.split("\\.", -1)) {
      id = id << 8 | Long.parseLong(octet);
    }
    return " " + id;
  }

  private static List<String> otherFamilies(JsonNode decoded) {
    TreeSet<String> families = new TreeSet<>();
    for (JsonNode other : decoded.get("other_families")) {
      families.add(other.get("afi").asInt() + "/" + other.get("safi").asInt());
      assertThat(other.get("octets").asInt()).isPositive();
    }
    return List.copyOf(families);
  }

  private static List<String> otherFamiliesOfExabgp(JsonNode update) {
    TreeSet<String> families = new TreeSet<>();
    for (String list : List.of("announce", "withdraw")) {
      for (String family : update.path(list).propertyNames()) {
        if (!family.endsWith(" unicast")) {
          families.add(OTHER_FAMILIES.get(family));
        }
      }
    }
    return List.copyOf(families);
  }

  /** What ExaBGP tells, in the words of {@code decode}; it leaves out what is empty. */
  private static Map<String, String> attributes(JsonNode ours) {
    Map<String, String> attributes = new TreeMap<>();
    for (String name :
        List.of("origin", "med", "local_pref", "originator_id", "aggregator", "as_path")) {
      JsonNode value = ours.get(name);
      boolean empty = value.isNull() || (value.isArray() && value.isEmpty());
      if (!empty) {
        attributes.put(name, value.toString());
      }
    }
    for (String name :
        List.of("communities", "large_communities", "ext_communities", "cluster_list")) {
      if (!ours.get(name).isEmpty()) {
        attributes.put(name, ours.get(name).toString());
      }
    }
    if (ours.get("atomic_aggregate").asBoolean()) {
      attributes.put("atomic_aggregate", "true");
    }
    return attributes;
  }

  private static Map<String, String> attributesOfExabgp(JsonNode theirs) {
    Map<String, String> attributes = new TreeMap<>();
    put(attributes, "origin", theirs.path("origin"));
    put(attributes, "med", theirs.path("med"));
    put(attributes, "local_pref", theirs.path("local-preference"));
    put(attributes, "originator_id", theirs.path("originator-id"));
    put(attributes, "cluster_list", theirs.path("cluster-list"));
    put(attributes, "atomic_aggregate", theirs.path("atomic-aggregate"));
    List<String> hops = new ArrayList<>();
    for (JsonNode segment : theirs.path("as-path")) {
      assertThat(segment.get("element").asString()).isEqualTo("as-sequence");
      segment.get("value").forEach(hop -> hops.add(hop.toString()));
    }
    if (!hops.isEmpty()) {
      attributes.put("as_path", "[" + String.join(",", hops) + "]");
    }
    putList(attributes, "communities", numbers(theirs.path("community")));
    putList(attributes, "large_communities", numbers(theirs.path("large-community")));
    List<String> extended = new ArrayList<>();
    for (JsonNode community : theirs.path("extended-community")) {
      extended.add(String.format("%016x", community.get("value").bigIntegerValue()));
    }
    putList(attributes, "ext_communities", extended);
    String aggregator = theirs.path("aggregator").asString("");
    if (!aggregator.isEmpty()) {
      String[] parts = aggregator.split(":", -1);
      attributes.put("aggregator", "{\"asn\":" + parts[0] + ",\"address\":\"" + parts[1] + "\"}");
    }
    return attributes;
  }

  private static void put(Map<String, String> attributes, String name, JsonNode value) {
    if (!value.isMissingNode()) {
      attributes.put(name, value.toString());
    }
  }

  private static void putList(Map<String, String> attributes, String name, List<String> values) {
    if (!values.isEmpty()) {
      attributes.put(name, "[\"" + String.join("\",\"", values) + "\"]");
    }
  }

  /** Communities as lists of numbers. */
  private static List<String> numbers(JsonNode communities) {
    List<String> texts = new ArrayList<>();
    for (JsonNode community : communities) {
      List<String> parts = new ArrayList<>();
      community.forEach(part -> parts.add(part.toString()));
      texts.add(String.join(":", parts));
    }
    return texts;
  }
}

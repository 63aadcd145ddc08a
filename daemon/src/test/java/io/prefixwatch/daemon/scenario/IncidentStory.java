package io.prefixwatch.daemon.scenario;

import io.prefixwatch.daemon.scenario.Scenario.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Makes a scenario of a published incident's timeline: as a collector, or an interconnect, would
 * have been told it. What is told in numbers only (70,000 routes) is {@value #MANY} here.
 */
final class IncidentStory {

  /** Enough for a surge, few enough for a test. */
  private static final int MANY = 5_000;

  /** Routes that every session has before, so that it has a baseline. */
  private static final int USUAL = 100;

  private static final String SPACE = " of 100.64.0.0/10";
  private static final int START = 700;

  private final JsonNode incident;
  private final boolean pni;
  private final Optional<Long> through;
  private final Map<String, String> configured;
  private final Map<String, String> sessions = new LinkedHashMap<>();
  private final List<Step> timeline = new ArrayList<>();
  private final Set<Announced> held = new LinkedHashSet<>();
  private final Set<String> vrps = new TreeSet<>();

  private record Announced(String session, String prefix, List<Long> path) {}

  private IncidentStory(JsonNode incident, IncidentRow row) {
    this.incident = incident;
    this.pni = row.view().startsWith("PNI of");
    this.through = row.through();
    this.configured = row.configured();
  }

  /** The incident as seen from the row's view, under its configuration. */
  static IncidentStory of(JsonNode incident, IncidentRow row) {
    IncidentStory story = new IncidentStory(incident, row);
    Instant first = Instant.parse(incident.get("timeline").get(0).get("t").asString());
    story.before();
    if (incident.path("scale").has("prefixes")) {
      story.many(START, story.path(incident.get("timeline").get(0)));
    }
    for (JsonNode event : incident.get("timeline")) {
      long second = Instant.parse(event.get("t").asString()).getEpochSecond();
      story.tell(START + second - first.getEpochSecond(), event);
    }
    return story;
  }

  /** The relationships that the reports tell, as CAIDA writes them. */
  String relationships() {
    StringBuilder lines = new StringBuilder();
    for (JsonNode one : incident.path("relationships")) {
      lines.append(one.get(0)).append('|').append(one.get(1)).append("|-1\n");
    }
    return lines.toString();
  }

  /** True if the timeline tells the end of everything that it begins. */
  boolean isOver() {
    return held.isEmpty() && vrps.isEmpty();
  }

  Scenario scenario() {
    List<Step> steps = new ArrayList<>();
    for (String session : sessions.keySet()) {
      steps.add(step(0, session + " is up"));
      String own = pni ? sessions.get(session) + " 64501" : sessions.get(session) + " 64496 64501";
      steps.add(step(1, session + " announces " + USUAL + " x /24" + SPACE + " path " + own));
      steps.add(step(2, session + " is synced"));
    }
    steps.addAll(timeline);
    long end = timeline.get(timeline.size() - 1).second();
    steps.add(step(end + 3_600, ""));
    return new Scenario(
        "incidents.json", 1, incident.get("id").asString(), config(), steps, List.of());
  }

  private static Step step(long second, String action) {
    return new Step(0, second, action, "");
  }

  // The timeline.

  /** What was so before, and nobody reported. */
  private void before() {
    if (configured.containsKey("contract")) {
      for (String field : List.of("vrps", "vrps_2025")) {
        incident.path(field).forEach(vrp -> vrps.add(vrp(vrp)));
      }
      sayVrps(10);
    }
    if (incident.get("timeline").get(0).get("action").asString().startsWith("vrp")) {
      for (JsonNode registered : incident.get("registered")) {
        long origin = registered.get("origins").get(0).asLong();
        announce(20, registered.get("prefix").asString(), List.of(64510L, 64496L, origin));
        held.clear();
      }
    }
  }

  private void tell(long second, JsonNode event) {
    switch (event.get("action").asString()) {
      case "announce" -> announce(second, event.get("prefix").asString(), path(event));
      case "withdraw" ->
          withdraw(second, one -> one.prefix().equals(event.get("prefix").asString()));
      case "withdraw-all-of-origin" ->
          withdraw(second, one -> last(one.path()) == event.get("origin").asLong());
      case "withdraw-paths-with" ->
          withdraw(second, one -> one.path().contains(event.get("asns").get(0).asLong()));
      case "volume-start" ->
          many(second, List.of(event.get("to").asLong(), event.get("leaker").asLong(), 1136L));
      case "mass-originate" -> many(second, List.of(64510L, event.get("origin").asLong()));
      case "vrp-add" -> {
        vrps.add(vrp(event.get("vrp")));
        sayVrps(second);
      }
      case "vrp-remove" -> {
        vrps.remove(vrp(event.get("vrp")));
        sayVrps(second);
      }
      case "note" -> {}
      default -> throw new IllegalArgumentException("not understood: " + event);
    }
  }

  private List<Long> path(JsonNode event) {
    List<Long> path = new ArrayList<>();
    if (event.has("path_contains")) {
      path.addAll(numbers(event.get("path_contains")));
      through.ifPresent(path::add);
      path.add(event.get("origin").asLong());
    } else if (event.has("path")) {
      path.addAll(numbers(event.get("path")));
    } else {
      path.addAll(numbers(event.get("path_tail")));
      if (!pni) {
        // The owner's own answer was seen elsewhere than the hijack.
        path.add(0, path.size() == 1 ? 64511L : 64510L);
      }
    }
    return path;
  }

  private static List<Long> numbers(JsonNode array) {
    List<Long> numbers = new ArrayList<>();
    array.forEach(number -> numbers.add(number.asLong()));
    return numbers;
  }

  private String session(List<Long> path) {
    String name = "as" + path.get(0);
    sessions.put(name, Long.toString(path.get(0)));
    return name;
  }

  private static long last(List<Long> path) {
    return path.get(path.size() - 1);
  }

  private static String text(List<Long> path) {
    return path.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  private void announce(long second, String prefix, List<Long> path) {
    String session = session(path);
    held.removeIf(one -> one.session().equals(session) && one.prefix().equals(prefix));
    held.add(new Announced(session, prefix, path));
    timeline.add(step(second, session + " announces " + prefix + " path " + text(path)));
  }

  private void many(long second, List<Long> path) {
    announce(second, MANY + " x /28" + SPACE, path);
    if (configured.containsKey("a victim")) {
      announce(second, "203.0.113.0/24", path);
    }
  }

  private void withdraw(long second, Predicate<Announced> which) {
    for (Announced one : List.copyOf(held)) {
      if (which.test(one)) {
        held.remove(one);
        timeline.add(step(second, one.session() + " withdraws " + one.prefix()));
      }
    }
  }

  private static String vrp(JsonNode vrp) {
    return vrp.get("prefix").asString() + "-" + vrp.get("maxLength") + "@" + vrp.get("asn");
  }

  private void sayVrps(long second) {
    String said = vrps.isEmpty() ? "nothing" : String.join(" ", vrps);
    timeline.add(step(second, "rpki says " + said));
  }

  // The configuration.

  private List<String> config() {
    return List.of(
        sessionsYaml(), registrationsYaml(), topologyYaml(), contractYaml(), detectionYaml());
  }

  private String sessionsYaml() {
    StringBuilder yaml = new StringBuilder();
    StringBuilder partners = new StringBuilder();
    int host = 1;
    for (Map.Entry<String, String> session : sessions.entrySet()) {
      String id = session.getKey();
      String peer = "peer: {address: 198.51.100." + host++ + ", asn: " + session.getValue() + "}";
      if (pni) {
        partners.append("  - {id: p-%s, asns: [%s]}%n".formatted(id, session.getValue()));
      }
      yaml.append(
          "  - {id: %s, %s%s%s, %s}%n"
              .formatted(
                  id, pni ? "partner: p-" + id : "kind: collector", key("role"), limit(), peer));
    }
    String sites = "sites: []\n";
    return sites + "partners:" + (pni ? "\n" + partners : " []\n") + "sessions:\n" + yaml;
  }

  private String key(String name) {
    return configured.containsKey(name) ? ", " + name + ": " + configured.get(name) : "";
  }

  private String limit() {
    return key("prefix-limit");
  }

  private String registrationsYaml() {
    StringBuilder yaml = new StringBuilder("registrations:\n  - id: owner\n    prefixes:\n");
    for (JsonNode registered : incident.get("registered")) {
      yaml.append(
          prefix(registered.get("prefix").asString(), registered.get("origins").toString()));
    }
    if (configured.containsKey("a victim")) {
      yaml.append(prefix("203.0.113.0/24", "[64501]"));
    }
    return yaml.toString().endsWith("prefixes:\n") ? "registrations: []" : yaml.toString();
  }

  private String prefix(String prefix, String origins) {
    return "      - {prefix: \"%s\", origins: %s%s%s}%n"
        .formatted(prefix, origins, key("max-length"), key("upstreams"));
  }

  private String topologyYaml() {
    List<String> keys = new ArrayList<>();
    for (String name : List.of("transit-free", "relationships")) {
      if (configured.containsKey(name)) {
        keys.add(name + ": " + configured.get(name));
      }
    }
    return "topology: {" + String.join(", ", keys) + "}";
  }

  private String contractYaml() {
    return "contract: " + configured.getOrDefault("contract", "{}");
  }

  private String detectionYaml() {
    return configured.containsKey("watch-asns")
        ? "detection: {watch-asns: " + configured.get("watch-asns") + "}"
        : "detection: {}";
  }
}

package io.prefixwatch.daemon.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.fixture.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Plays the timelines of published incidents and holds docs/incidents.md against what comes of
 * them: each row says what is found, and nothing else is.
 */
class PublishedIncidentsTest {

  private static final Path PAGE = Path.of("../docs/incidents.md");
  private static final Path NETWORK = Path.of("src/test/resources/scenarios/network.yaml");

  @TempDir Path folder;

  private static List<IncidentRow> rows() throws IOException {
    return IncidentRow.read(Files.readAllLines(PAGE));
  }

  private static Map<String, JsonNode> incidents() throws IOException {
    Path file = SharedData.path("incidents/incidents.json");
    Map<String, JsonNode> incidents = new LinkedHashMap<>();
    for (JsonNode incident : new ObjectMapper().readTree(Files.readString(file)).get("incidents")) {
      incidents.put(incident.get("id").asString(), incident);
    }
    return incidents;
  }

  @TestFactory
  Stream<DynamicTest> findsWhatThePageSaysAndNothingElse() throws IOException {
    Map<String, JsonNode> incidents = incidents();
    Map<String, List<IncidentRow>> runs =
        rows().stream()
            .collect(
                Collectors.groupingBy(IncidentRow::run, LinkedHashMap::new, Collectors.toList()));
    return runs.entrySet().stream()
        .map(run -> DynamicTest.dynamicTest(run.getKey(), () -> check(run.getValue(), incidents)));
  }

  private void check(List<IncidentRow> rows, Map<String, JsonNode> incidents) throws IOException {
    IncidentRow first = rows.get(0);
    JsonNode incident =
        Objects.requireNonNull(incidents.get(first.incident()), "not in the data: " + first);
    IncidentStory story = IncidentStory.of(incident, first);

    List<JsonNode> alerts = play(story);

    assertThat(opened(alerts))
        .isEqualTo(
            rows.stream()
                .filter(row -> !row.isNothing())
                .map(IncidentRow::found)
                .collect(Collectors.toCollection(TreeSet::new)));
    if (story.isOver()) {
      assertThat(stillOpen(alerts)).isEmpty();
    }
  }

  private List<JsonNode> play(IncidentStory story) throws IOException {
    Files.writeString(folder.resolve("as-rel.txt"), story.relationships());
    ScenarioNetwork network = new ScenarioNetwork(folder, Files.readString(NETWORK));
    return new ScenarioRun(network, story.scenario()).play();
  }

  private static Set<String> opened(List<JsonNode> alerts) {
    Set<String> opened = new TreeSet<>();
    for (JsonNode alert : alerts) {
      JsonNode suspect = alert.get("suspect_asn");
      opened.add(
          alert.get("kind").asString() + " " + (suspect.isNull() ? "nobody" : suspect.toString()));
    }
    return opened;
  }

  private static Set<String> stillOpen(List<JsonNode> alerts) {
    Set<String> open = new TreeSet<>();
    for (JsonNode alert : alerts) {
      String incident = alert.get("kind").asString() + " " + alert.get("incident_id").asString();
      if (alert.get("action").asString().equals("close")) {
        open.remove(incident);
      } else {
        open.add(incident);
      }
    }
    return open;
  }

  @Test
  void everyIncidentOfTheDataIsFoundFromSomeView() throws IOException {
    Set<String> found =
        rows().stream()
            .filter(row -> !row.isNothing())
            .map(IncidentRow::incident)
            .collect(Collectors.toSet());

    assertThat(found).containsAll(incidents().keySet());
  }

  @Test
  void saysWhyWhereNothingIsSeen() throws IOException {
    List<String> unexplained = new ArrayList<>();
    for (IncidentRow row : rows()) {
      if (row.isNothing() && row.note().isEmpty()) {
        unexplained.add(row.run());
      }
    }

    assertThat(rows()).hasSizeGreaterThan(20);
    assertThat(unexplained).isEmpty();
  }
}

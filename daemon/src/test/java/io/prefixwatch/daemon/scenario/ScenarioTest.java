package io.prefixwatch.daemon.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prefixwatch.daemon.scenario.Scenario.Expectation;
import io.prefixwatch.daemon.scenario.Scenario.Field;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Plays every scenario of {@code scenarios/}: timeline in, alerts out, and no other alert. */
class ScenarioTest {

  static final Path FOLDER = Path.of("src/test/resources/scenarios");

  @TempDir Path folder;

  static List<Scenario> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".scenario"))
          .sorted()
          .flatMap(ScenarioTest::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Scenario> read(Path file) {
    try {
      return ScenarioFile.read(file.getFileName().toString(), Files.readString(file)).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @TestFactory
  Stream<DynamicTest> endsInTheAlertsThatItSays() {
    return all().stream()
        .map(
            scenario ->
                DynamicTest.dynamicTest(
                    scenario.toString(), at(scenario), () -> check(scenario, folder)));
  }

  private static URI at(Scenario scenario) {
    return FOLDER.resolve(scenario.file()).toUri();
  }

  private static void check(Scenario scenario, Path folder) throws IOException {
    ScenarioNetwork network =
        new ScenarioNetwork(folder, Files.readString(FOLDER.resolve("network.yaml")));
    List<JsonNode> alerts = new ScenarioRun(network, scenario).play();

    RecordLine lines = new RecordLine();
    List<String> told = new ArrayList<>();
    SoftAssertions softly = new SoftAssertions();
    for (int i = 0; i < alerts.size(); i++) {
      JsonNode alert = alerts.get(i);
      told.add(lines.of(alert, ScenarioRun.second(alert)));
      if (i < scenario.expected().size()) {
        Expectation expected = scenario.expected().get(i);
        for (Field field : expected.fields()) {
          softly
              .assertThat(lines.field(alert, field.name()))
              .as("%s:%d: %s", scenario.file(), expected.line(), field.name())
              .isEqualTo(field.value());
        }
      }
    }
    assertThat(told)
        .as("%s:%d", scenario.file(), scenario.line())
        .containsExactlyElementsOf(
            scenario.expected().stream().map(expectation -> expectation.alert()).toList());
    softly.assertAll();
  }

  @Test
  void refusesALineThatItDoesNotUnderstand() {
    String text =
        "scenario: a slip of the pen\n  +0 acme-lon1-a anounces 203.0.113.0/24\n  => silence\n";
    Scenario scenario = ScenarioFile.read("slip.scenario", text).get(0);

    assertThat(scenario.steps()).hasSize(1);
    assertThatThrownBy(() -> check(scenario, folder))
        .hasMessageContaining("slip.scenario:2")
        .hasMessageContaining("anounces");
  }
}

package io.prefixwatch.daemon.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.scenario.Scenario.Expectation;
import io.prefixwatch.monitor.detect.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What the scenarios show, as a table that has no empty cell: each kind opened, updated, closed,
 * and a near-miss in its own file that it stays silent about; each legitimate cause.
 */
class ScenarioMatrixTest {

  private static final String NEAR_MISS = "near-miss";
  private static final List<String> COLUMNS = List.of("open", "update", "close", NEAR_MISS);
  private static final int AT_LEAST = 120;

  /** {@code +10 open hijack.origin 203.0.113.0/24 ..}. */
  private static final Pattern ALERT = Pattern.compile("\\+\\d+ (\\w+) (\\S+).*");

  /** A row of the table of legitimate causes in the README: cause, file, name. */
  private static final Pattern CAUSE =
      Pattern.compile("(?m)^\\| ([^|`]+) \\| `([a-z.-]+)`: (.+) \\|$");

  private static Set<Kind> kinds() {
    // A test alert is nobody's story: alert-test makes it.
    return EnumSet.complementOf(EnumSet.of(Kind.TEST_ALERT));
  }

  private static Map<String, Set<String>> matrix(List<Scenario> scenarios) {
    Map<String, Set<String>> matrix = new TreeMap<>();
    for (Scenario scenario : scenarios) {
      Set<String> told = new LinkedHashSet<>();
      for (Expectation expectation : scenario.expected()) {
        Matcher alert = ALERT.matcher(expectation.alert());
        assertThat(alert.matches()).as(expectation.alert()).isTrue();
        told.add(alert.group(2));
        matrix.computeIfAbsent(alert.group(2), kind -> new LinkedHashSet<>()).add(alert.group(1));
      }
      String own = scenario.file().replace(".scenario", "");
      if (!told.contains(own)) {
        matrix.computeIfAbsent(own, kind -> new LinkedHashSet<>()).add(NEAR_MISS);
      }
    }
    return matrix;
  }

  private static List<String> emptyCells(Map<String, Set<String>> matrix) {
    List<String> empty = new ArrayList<>();
    for (Kind kind : kinds()) {
      for (String column : COLUMNS) {
        if (!matrix.getOrDefault(kind.label(), Set.of()).contains(column)) {
          empty.add(kind.label() + ": " + column);
        }
      }
    }
    return empty;
  }

  @Test
  void everyKindIsOpenedUpdatedClosedAndNearlyMissed() {
    List<Scenario> all = ScenarioTest.all();

    assertThat(all).hasSizeGreaterThanOrEqualTo(AT_LEAST);
    assertThat(emptyCells(matrix(all))).isEmpty();
  }

  @Test
  void findsACellThatIsEmpty() {
    List<Scenario> some =
        ScenarioTest.all().stream()
            .filter(scenario -> !scenario.file().equals("leak.cone.scenario"))
            .toList();

    assertThat(emptyCells(matrix(some)))
        .containsExactlyElementsOf(COLUMNS.stream().map(column -> "leak.cone: " + column).toList());
  }

  @Test
  void noFileIsOfAKindThatDoesNotExist() {
    Set<String> labels = Arrays.stream(Kind.values()).map(Kind::label).collect(Collectors.toSet());

    assertThat(matrix(ScenarioTest.all()).keySet())
        .filteredOn(name -> name.contains("."))
        .isSubsetOf(labels);
  }

  @Test
  void everyLegitimateCauseHasItsScenario() throws IOException {
    Matcher row = CAUSE.matcher(Files.readString(ScenarioTest.FOLDER.resolve("README.md")));
    Set<String> known =
        ScenarioTest.all().stream()
            .map(scenario -> scenario.file().replace(".scenario", "") + ": " + scenario.name())
            .collect(Collectors.toSet());
    Set<String> causes = new LinkedHashSet<>();
    List<String> missing = new ArrayList<>();
    while (row.find()) {
      causes.add(row.group(1).strip());
      String named = row.group(2) + ": " + row.group(3).strip();
      if (!known.contains(named)) {
        missing.add(named);
      }
    }

    assertThat(missing).isEmpty();
    assertThat(causes).hasSizeGreaterThanOrEqualTo(15);
  }
}

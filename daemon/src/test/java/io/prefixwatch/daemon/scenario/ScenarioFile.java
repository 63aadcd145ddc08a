package io.prefixwatch.daemon.scenario;

import io.prefixwatch.daemon.scenario.Scenario.Expectation;
import io.prefixwatch.daemon.scenario.Scenario.Field;
import io.prefixwatch.daemon.scenario.Scenario.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Reads a file of scenarios. A line that it does not understand is an error with its number. */
final class ScenarioFile {

  private final String file;
  private final List<String> lines;
  private final List<Scenario> scenarios = new ArrayList<>();
  private final List<String> common = new ArrayList<>();
  private int next;

  private ScenarioFile(String file, List<String> lines) {
    this.file = file;
    this.lines = lines;
  }

  static List<Scenario> read(String file, String text) {
    ScenarioFile reader = new ScenarioFile(file, Arrays.asList(text.split("\n", -1)));
    reader.readAll();
    return reader.scenarios;
  }

  private void readAll() {
    while (next < lines.size()) {
      String line = lines.get(next);
      if (line.isBlank() || line.startsWith("#")) {
        next++;
      } else if (line.equals("config:")) {
        next++;
        common.add(block(0));
      } else if (line.startsWith("scenario: ")) {
        readScenario(line.substring("scenario: ".length()));
      } else {
        throw problem("neither config:, nor scenario:, nor a comment");
      }
    }
  }

  private void readScenario(String name) {
    int from = ++next;
    List<String> config = new ArrayList<>(common);
    List<Step> steps = new ArrayList<>();
    List<Expectation> expected = new ArrayList<>();
    boolean silence = false;
    while (next < lines.size() && !lines.get(next).startsWith("scenario: ")) {
      int number = next + 1;
      String line = lines.get(next).strip();
      next++;
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (line.equals("config:")) {
        config.add(block(2));
      } else if (line.equals("=> silence")) {
        silence = true;
      } else if (line.startsWith("=> ")) {
        expected.add(expectation(number, line.substring(3)));
      } else if (line.startsWith("+")) {
        steps.add(step(number, line));
      } else {
        throw problem("neither a time, nor => an alert");
      }
    }
    if (silence != expected.isEmpty()) {
      throw problem("a scenario ends in alerts, or in => silence");
    }
    scenarios.add(new Scenario(file, from, name, config, steps, expected));
  }

  private Step step(int number, String line) {
    String[] parts = line.substring(1).split("\\s+", 2);
    String action = parts.length > 1 ? parts[1] : "";
    return new Step(number, Long.parseLong(parts[0]), action, block(2));
  }

  private static Expectation expectation(int number, String line) {
    int bracket = line.indexOf('[');
    if (bracket < 0) {
      return new Expectation(number, words(line), List.of());
    }
    List<Field> fields =
        Arrays.stream(line.substring(bracket + 1, line.lastIndexOf(']')).split(";", -1))
            .map(String::strip)
            .map(field -> field.split("=", 2))
            .map(field -> new Field(field[0].strip(), field[1].strip()))
            .toList();
    return new Expectation(number, words(line.substring(0, bracket)), fields);
  }

  private static String words(String line) {
    return String.join(" ", line.strip().split("\\s+", -1));
  }

  /** The lines that are indented deeper, without that indentation. */
  private String block(int indentation) {
    List<String> block = new ArrayList<>();
    String deeper = " ".repeat(indentation + 2);
    while (next < lines.size()
        && (lines.get(next).startsWith(deeper) || lines.get(next).isBlank())) {
      String line = lines.get(next++);
      block.add(line.isBlank() ? "" : line.substring(deeper.length()));
    }
    return block.stream().collect(Collectors.joining("\n", "", "\n")).strip();
  }

  private IllegalArgumentException problem(String what) {
    return new IllegalArgumentException(file + ":" + (next + 1) + ": " + what);
  }
}

package io.prefixwatch.daemon.scenario;

import io.prefixwatch.monitor.event.EventType;
import java.util.List;

/**
 * One story.
 *
 * @param file where it stands
 * @param line on which it begins
 * @param name what it shows, in a sentence
 * @param config YAML sections that replace those of the common network, the file's before its own
 * @param steps what happens, in order
 * @param expected the alerts that come of it, in order, and no others
 */
record Scenario(
    String file,
    int line,
    String name,
    List<String> config,
    List<Step> steps,
    List<Expectation> expected) {

  /**
   * Something that happens.
   *
   * @param line where it stands in the file
   * @param second since the story began
   * @param action in words; empty where only time passes
   * @param block what is indented below it
   */
  record Step(int line, long second, String action, String block) {}

  /**
   * An alert.
   *
   * @param line where it stands in the file
   * @param alert the record in a line, as {@link RecordLine} writes it
   * @param fields more that the record must say, by name
   */
  record Expectation(int line, String alert, List<Field> fields) {}

  /** A field of a record, dotted where it stands inside another, and its text. */
  record Field(String name, String value) {}

  /** True for events that stand among what is expected; of that type all have to. */
  boolean tellsOf(EventType type) {
    String words = " event " + type.label();
    return expected.stream().anyMatch(e -> (e.alert() + " ").contains(words + " "));
  }

  boolean isSilent() {
    return expected.isEmpty();
  }

  @Override
  public String toString() {
    return file + ": " + name;
  }
}

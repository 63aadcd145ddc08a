package io.prefixwatch.daemon.config.section;

import io.prefixwatch.daemon.config.problem.Position;
import io.prefixwatch.daemon.config.problem.Problems;
import io.prefixwatch.daemon.config.problem.Quoted;
import io.prefixwatch.daemon.config.problem.Suggestion;
import io.prefixwatch.daemon.config.schema.BadValue;
import io.prefixwatch.daemon.config.schema.Key;
import io.prefixwatch.daemon.config.schema.Schema;
import io.prefixwatch.daemon.config.schema.Status;
import io.prefixwatch.daemon.config.schema.ValueParser;
import io.prefixwatch.daemon.config.schema.ValueType;
import io.prefixwatch.daemon.config.tree.YamlList;
import io.prefixwatch.daemon.config.tree.YamlMapping;
import io.prefixwatch.daemon.config.tree.YamlNode;
import io.prefixwatch.daemon.config.tree.YamlScalar;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Holds a mapping's keys against the schema: unknown, missing, without effect yet. The values of
 * keys without effect have no reader, so they are checked here by their type.
 */
final class KeyCheck {

  private final Problems problems;

  KeyCheck(Problems problems) {
    this.problems = problems;
  }

  void check(YamlMapping mapping, String section) {
    for (YamlMapping.Entry entry : mapping.entries().values()) {
      Key key = Schema.key(section, entry.key().written());
      if (key == null) {
        unknown(entry.key(), section);
        continue;
      }
      switch (Schema.status(key)) {
        case BUILT -> {}
        case NOT_BUILT -> {
          if (!isInsideNotBuilt(section)) {
            problems.notBuilt(entry.key().position(), Quoted.of(key.name()));
          }
          checkValue(key, entry.value());
        }
      }
    }
    Schema.keysOf(section).stream()
        .filter(key -> key.required() && isMissing(mapping, key))
        .forEach(key -> reportMissing(mapping, section, key));
  }

  /** What has no effect is told once, at the top of its subtree. */
  private static boolean isInsideNotBuilt(String section) {
    String path = section.endsWith("[]") ? section.substring(0, section.length() - 2) : section;
    int dot = path.lastIndexOf('.');
    Key own = Schema.key(dot < 0 ? "" : path.substring(0, dot), path.substring(dot + 1));
    return own != null && Schema.status(own) == Status.NOT_BUILT;
  }

  private static boolean isMissing(YamlMapping mapping, Key key) {
    YamlNode value = mapping.get(key.name());
    return value == null
        || (key.type().shape() == ValueType.Shape.MAPPING && Shapes.isEmpty(value));
  }

  private void reportMissing(YamlMapping mapping, String section, Key key) {
    YamlNode empty = mapping.get(key.name());
    Position position = empty == null ? mapping.position() : empty.position();
    problems.error(position, missing(key.name(), section), "expected: " + expected(key));
  }

  private static String expected(Key key) {
    return key.type().shape() == ValueType.Shape.MAPPING
        ? "a mapping with " + String.join(", ", Schema.names(key.section()))
        : key.name() + ": and " + article(key.type().label());
  }

  private static String article(String label) {
    boolean vowel = "aeiouAEIOU".indexOf(label.charAt(0)) >= 0;
    return label.startsWith("`") ? "one of " + label : (vowel ? "an " : "a ") + label;
  }

  /** What to say where a key is missing. */
  static String missing(String name, String section) {
    if (section.isEmpty()) {
      return Quoted.of(name) + " is missing";
    }
    String last = section.substring(section.lastIndexOf('.') + 1);
    String where =
        last.endsWith("[]")
            ? "this entry of " + Quoted.of(last.substring(0, last.length() - 2))
            : Quoted.of(last);
    return Quoted.of(name) + " is missing from " + where;
  }

  private void unknown(YamlScalar key, String section) {
    String name = key.written();
    Set<String> known = Schema.names(section);
    String near = Suggestion.nearest(known, name);
    String hint;
    if (name.equals("<<")) {
      hint = "YAML 1.2 has no merge keys; write the keys out";
    } else if (!near.isEmpty()) {
      hint = "did you mean " + Quoted.of(near) + "?";
    } else {
      String elsewhere = elsewhere(name, section);
      hint = elsewhere.isEmpty() ? "known here: " + String.join(", ", known) : elsewhere;
    }
    problems.error(key.position(), "unknown key " + Quoted.of(name), hint);
  }

  /** A right key in the wrong place, by far the most common mistake with nested ones. */
  private static String elsewhere(String name, String section) {
    List<String> sections = Schema.sectionsWith(name);
    return sections.stream()
        .filter(other -> !section.isEmpty() && other.startsWith(section))
        .findFirst()
        .or(() -> sections.stream().filter(other -> section.startsWith(other)).findFirst())
        .or(() -> sections.size() == 1 ? sections.stream().findFirst() : Optional.empty())
        .map(other -> other.isEmpty() ? "it belongs at the top" : "it belongs under " + other)
        .orElse("");
  }

  private void checkValue(Key key, YamlNode node) {
    ValueType type = key.type();
    switch (type.shape()) {
      case ANY -> {}
      case SCALAR -> checkScalar(key, node);
      case LIST -> {
        if (node instanceof YamlList list) {
          list.items().forEach(item -> checkScalar(key, item));
        } else {
          complain(key, node, Shapes.wrong(key, node));
        }
      }
      case OPEN_MAPPING -> {
        if (!(node instanceof YamlMapping)) {
          complain(key, node, Shapes.wrong(key, node));
        }
      }
      case MAPPING -> {
        if (node instanceof YamlMapping mapping) {
          check(mapping, key.section());
        } else if (!Shapes.isEmpty(node)) {
          complain(key, node, Shapes.wrong(key, node));
        }
      }
      case MAPPINGS -> checkMappings(key, node);
    }
  }

  private void checkMappings(Key key, YamlNode node) {
    if (node instanceof YamlList list) {
      for (YamlNode item : list.items()) {
        if (item instanceof YamlMapping mapping) {
          check(mapping, key.section());
        } else {
          complain(key, item, Shapes.wrongEntry(key, item));
        }
      }
    } else if (!Shapes.isEmpty(node)) {
      complain(key, node, Shapes.wrong(key, node));
    }
  }

  private void checkScalar(Key key, YamlNode node) {
    if (!(node instanceof YamlScalar scalar) || scalar.isEmpty()) {
      complain(key, node, Shapes.wrong(key, node));
      return;
    }
    ValueParser<?> parser = key.type().parser();
    String value = scalar.value();
    if (parser == null || value == null) {
      return;
    }
    try {
      parser.parse(value);
    } catch (BadValue e) {
      complain(key, node, Shapes.bad(scalar, e));
    }
  }

  private void complain(Key key, YamlNode node, Shapes.Complaint complaint) {
    problems.error(node.position(), key.name() + ": " + complaint.message(), complaint.hint());
  }
}

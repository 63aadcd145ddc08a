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
import io.prefixwatch.daemon.config.schema.Values;
import io.prefixwatch.daemon.config.tree.YamlList;
import io.prefixwatch.daemon.config.tree.YamlMapping;
import io.prefixwatch.daemon.config.tree.YamlNode;
import io.prefixwatch.daemon.config.tree.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One mapping as its section sees it: typed values by key, defaults from the schema, a problem for
 * what does not fit. A value that was refused reads as null; the load has failed by then and goes
 * on only to find the rest.
 */
public final class MappingReader {

  private final YamlMapping mapping;
  private final String section;
  private final Problems problems;

  private MappingReader(YamlMapping mapping, String section, Problems problems) {
    this.mapping = mapping;
    this.section = section;
    this.problems = problems;
  }

  /**
   * Checks the keys of a mapping and opens it.
   *
   * @param section the path of the mapping in the schema, {@code sessions[].peer}
   */
  static MappingReader open(YamlMapping mapping, String section, Problems problems) {
    new KeyCheck(problems).check(mapping, section);
    return new MappingReader(mapping, section, problems);
  }

  /** Opens an included file, whose keys its reader checks: those of a main file do not apply. */
  static MappingReader openIncluded(YamlMapping root, Problems problems) {
    return new MappingReader(root, "", problems);
  }

  Problems problems() {
    return problems;
  }

  /** Where the mapping begins. */
  Position position() {
    return mapping.position();
  }

  boolean has(String name) {
    return mapping.get(name) != null;
  }

  /** True if the key is absent, or stands there with nothing behind it. */
  boolean lacks(String name) {
    YamlNode node = mapping.get(name);
    return node == null || Shapes.isEmpty(node);
  }

  /** Where the value of the key begins; the mapping's place if it is absent. */
  Position at(String name) {
    YamlNode value = mapping.get(name);
    return value == null ? mapping.position() : value.position();
  }

  /** The value as it stands in the file, fit to be shown; empty if it is absent or no scalar. */
  String written(String name) {
    return mapping.get(name) instanceof YamlScalar scalar ? scalar.written() : "";
  }

  /** The value, or its default; null if there is neither, or if it was refused. */
  <T> @Nullable T get(String name, ValueParser<T> parser) {
    YamlNode node = mapping.get(name);
    if (node != null) {
      return scalar(name, node, parser);
    }
    List<String> defaults = key(name).defaults();
    return defaults.isEmpty() ? null : byDefault(defaults.get(0), parser);
  }

  /** How many items the list under the key has; -1 if there is no list. */
  int size(String name) {
    return mapping.get(name) instanceof YamlList items ? items.items().size() : -1;
  }

  /** The values that were not refused, or the defaults; empty if there are neither. */
  <T> List<T> list(String name, ValueParser<T> parser) {
    List<T> values = new ArrayList<>();
    readItems(name, parser, (item, value) -> values.add(value));
    return values;
  }

  /** The same for a list whose items should differ; a repeated one is told and left out. */
  <T> List<T> distinct(String name, ValueParser<T> parser) {
    Set<T> values = new LinkedHashSet<>();
    readItems(
        name,
        parser,
        (item, value) -> {
          if (!values.add(value) && item instanceof YamlScalar scalar) {
            problems.warning(
                item.position(),
                name + ": " + Quoted.of(scalar.written()) + " stands twice",
                "keep one of them");
          }
        });
    return List.copyOf(values);
  }

  private <T> void readItems(
      String name, ValueParser<T> parser, BiConsumer<@Nullable YamlNode, T> into) {
    YamlNode node = mapping.get(name);
    if (node == null) {
      key(name).defaults().forEach(text -> into.accept(null, byDefault(text, parser)));
    } else if (node instanceof YamlList items) {
      for (YamlNode item : items.items()) {
        T value = scalar(name, item, parser);
        if (value != null) {
          into.accept(item, value);
        }
      }
    } else {
      complain(name, node.position(), Shapes.wrong(key(name), node));
    }
  }

  /** The mapping under the key, or null. */
  @Nullable MappingReader mapping(String name) {
    YamlNode node = mapping.get(name);
    if (node instanceof YamlMapping inner) {
      return open(inner, key(name).section(), problems);
    }
    if (node != null && !Shapes.isEmpty(node)) {
      complain(name, node.position(), Shapes.wrong(key(name), node));
    }
    return null;
  }

  /** The mappings in the list under the key. */
  List<MappingReader> mappings(String name) {
    List<MappingReader> readers = new ArrayList<>();
    YamlNode node = mapping.get(name);
    if (node instanceof YamlList items) {
      for (YamlNode item : items.items()) {
        if (item instanceof YamlMapping inner) {
          readers.add(open(inner, key(name).section(), problems));
        } else {
          complain(name, item.position(), Shapes.wrongEntry(key(name), item));
        }
      }
    } else if (node != null && !Shapes.isEmpty(node)) {
      complain(name, node.position(), Shapes.wrong(key(name), node));
    }
    return readers;
  }

  /** The items of {@code include}. */
  List<Include> includes() {
    List<Include> includes = new ArrayList<>();
    readItems(
        "include",
        Values::text,
        (item, name) -> {
          if (item instanceof YamlScalar scalar) {
            includes.add(new Include(name, scalar.written(), scalar.position()));
          }
        });
    return includes;
  }

  /** The member of {@code known} that the value names; null if it is absent or unknown. */
  <T> @Nullable T reference(String name, Map<String, T> known, String noun) {
    String id = get(name, text -> text);
    if (id == null || !(mapping.get(name) instanceof YamlScalar scalar)) {
      return null;
    }
    T found = known.get(id);
    if (found != null) {
      return found;
    }
    String hint =
        scalar.substituted()
            ? ""
            : Suggestion.among(known.keySet(), id, "define it under " + noun + "s");
    problems.error(
        scalar.position(),
        name + ": there is no " + noun + " " + Quoted.of(scalar.written()),
        hint);
    return null;
  }

  /** The scalar at the end of these keys, without any check; empty text if there is none. */
  String quietly(String... names) {
    YamlNode node = mapping;
    for (String name : names) {
      node = node instanceof YamlMapping inner ? inner.get(name) : null;
    }
    String value = node instanceof YamlScalar scalar ? scalar.value() : null;
    return value == null ? "" : value;
  }

  /** The scalars of the list at the end of these keys, without any check. */
  List<String> quietList(String... names) {
    YamlNode node = mapping;
    for (String name : names) {
      node = node instanceof YamlMapping inner ? inner.get(name) : null;
    }
    List<String> values = new ArrayList<>();
    if (node instanceof YamlList items) {
      for (YamlNode item : items.items()) {
        if (item instanceof YamlScalar scalar && scalar.value() != null) {
          values.add(scalar.value());
        }
      }
    }
    return values;
  }

  /** Reports something about the key's value. */
  void error(String name, String message, String hint) {
    problems.error(at(name), name + ": " + message, hint);
  }

  /** Reports something odd about the key's value. */
  void warning(String name, String message, String hint) {
    problems.warning(at(name), name + ": " + message, hint);
  }

  /** Reports a key that is required here though not everywhere. */
  void missing(String name, String hint) {
    problems.error(mapping.position(), KeyCheck.missing(name, section), hint);
  }

  private <T> @Nullable T scalar(String name, YamlNode node, ValueParser<T> parser) {
    if (!(node instanceof YamlScalar scalar) || scalar.isEmpty()) {
      complain(name, node.position(), Shapes.wrong(key(name), node));
      return null;
    }
    String value = scalar.value();
    if (value == null) {
      return null;
    }
    try {
      return parser.parse(value);
    } catch (BadValue e) {
      complain(name, node.position(), Shapes.bad(scalar, e));
      return null;
    }
  }

  /** A key without effect was checked as a whole when the mapping was opened. */
  private void complain(String name, Position position, Shapes.Complaint complaint) {
    if (Schema.status(key(name)) == Status.BUILT) {
      problems.error(position, name + ": " + complaint.message(), complaint.hint());
    }
  }

  private static <T> T byDefault(String text, ValueParser<T> parser) {
    try {
      return parser.parse(text);
    } catch (BadValue e) {
      throw new IllegalStateException("default " + text + " " + e.complaint(), e);
    }
  }

  private Key key(String name) {
    Key key = Schema.key(section, name);
    if (key == null) {
      throw new IllegalStateException("no key " + name + " in the schema of " + section);
    }
    return key;
  }
}

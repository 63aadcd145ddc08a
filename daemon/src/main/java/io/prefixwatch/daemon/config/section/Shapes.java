package io.prefixwatch.daemon.config.section;

import io.prefixwatch.daemon.config.problem.Quoted;
import io.prefixwatch.daemon.config.schema.BadValue;
import io.prefixwatch.daemon.config.schema.Key;
import io.prefixwatch.daemon.config.schema.Schema;
import io.prefixwatch.daemon.config.schema.ValueType;
import io.prefixwatch.daemon.config.tree.YamlNode;
import io.prefixwatch.daemon.config.tree.YamlScalar;

/** Words for values that do not fit their key. */
final class Shapes {

  private Shapes() {}

  /**
   * What to say; the caller knows where, and which key.
   *
   * @param message continues a sentence that begins with the key
   * @param hint what to write instead
   */
  record Complaint(String message, String hint) {}

  static boolean isEmpty(YamlNode node) {
    return node instanceof YamlScalar scalar && scalar.isEmpty();
  }

  /** The value of the key is another YAML node than it should be. */
  static Complaint wrong(Key key, YamlNode node) {
    ValueType type = key.type();
    if (isEmpty(node)) {
      return new Complaint(
          "there is no value", "expected: " + type.label() + "; or remove the line");
    }
    return switch (type.shape()) {
      case SCALAR, ANY ->
          new Complaint("must be a single value, not " + node.shape(), "expected: " + type.label());
      case LIST ->
          new Complaint(
              "must be a list, not " + node.shape(),
              node instanceof YamlScalar scalar
                  ? "write [" + scalar.written() + "]"
                  : "expected: " + type.label());
      case MAPPING, OPEN_MAPPING ->
          new Complaint("must be a mapping, not " + node.shape(), keysOf(key));
      case MAPPINGS ->
          new Complaint(
              "must be a list, not " + node.shape(),
              "begin each entry with a dash; " + keysOf(key));
    };
  }

  /** An item of a list of mappings is none. */
  static Complaint wrongEntry(Key key, YamlNode item) {
    return new Complaint("an entry must be a mapping, not " + item.shape(), keysOf(key));
  }

  /** The text is no value of the type; a substituted or secret one is not told. */
  static Complaint bad(YamlScalar scalar, BadValue e) {
    if (e.isSecret()) {
      return new Complaint("the value " + e.complaint(), e.hint(true));
    }
    String shown = Quoted.of(scalar.written());
    String value = scalar.substituted() ? "the value of " + shown : shown;
    return new Complaint(value + " " + e.complaint(), e.hint(scalar.substituted()));
  }

  private static String keysOf(Key key) {
    return key.type().shape() == ValueType.Shape.OPEN_MAPPING
        ? "write key: value"
        : "known keys: " + String.join(", ", Schema.names(key.section()));
  }
}

package io.prefixwatch.daemon.config.schema;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One key of the configuration.
 *
 * @param path from the top, {@code sessions[].peer.address}
 * @param type of its value
 * @param required whether its mapping is incomplete without it
 * @param defaults what an absent key means, as it would be written; one text for a scalar
 * @param note what an absent key means where no value says it
 */
public record Key(
    String path, ValueType type, boolean required, List<String> defaults, String note) {

  static Key required(String path, ValueType type) {
    return new Key(path, type, true, List.of(), "required");
  }

  /** A key whose absence means something that is no value. */
  static Key optional(String path, ValueType type, String note) {
    return new Key(path, type, false, List.of(), note);
  }

  static Key defaulting(String path, ValueType type, String... defaults) {
    return new Key(path, type, false, List.of(defaults), "");
  }

  /** The last part of the path, as it is written in a file. */
  public String name() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** The path of the mapping it stands in; empty at the top. */
  public String parent() {
    return path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : "";
  }

  /** The path of the mappings that are its value. */
  public String section() {
    return type.shape() == ValueType.Shape.MAPPINGS ? path + "[]" : path;
  }

  /** For the reference page: a value as written in YAML, or a note. */
  public String defaultText() {
    if (!note.isEmpty()) {
      return note;
    }
    if (type.shape() == ValueType.Shape.LIST) {
      return defaults.stream()
          .map(text -> text.contains(":") ? '"' + text + '"' : text)
          .collect(Collectors.joining(", ", "`[", "]`"));
    }
    return "`" + defaults.get(0) + "`";
  }
}

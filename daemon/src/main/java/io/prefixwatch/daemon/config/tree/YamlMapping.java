package io.prefixwatch.daemon.config.tree;

import io.prefixwatch.daemon.config.problem.Position;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keys and values; a key that stood twice was reported and counts once.
 *
 * @param position of its first key
 * @param entries by key, in the order of the file
 * @param weight nodes in it
 */
public record YamlMapping(Position position, Map<String, Entry> entries, int weight)
    implements YamlNode {

  /**
   * One key and its value.
   *
   * @param key the key with its place
   * @param value the value with its place
   */
  public record Entry(YamlScalar key, YamlNode value) {}

  public YamlMapping {
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  /** The value of the key, or null if the key is absent. */
  public @Nullable YamlNode get(String key) {
    Entry entry = entries.get(key);
    return entry == null ? null : entry.value();
  }

  @Override
  public String shape() {
    return "a mapping";
  }
}

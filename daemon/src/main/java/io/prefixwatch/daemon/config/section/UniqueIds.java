package io.prefixwatch.daemon.config.section;

import io.prefixwatch.daemon.config.problem.Position;
import io.prefixwatch.daemon.config.problem.Quoted;
import io.prefixwatch.daemon.config.schema.ValueParser;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ids of one list, each of which must stand once. */
final class UniqueIds {

  private final String noun;
  private final Map<String, Position> places = new HashMap<>();

  /**
   * An empty set.
   *
   * @param noun what has the ids, for messages
   */
  UniqueIds(String noun) {
    this.noun = noun;
  }

  /** The id, or null if it is absent, refused or taken, which was reported. */
  @Nullable String read(MappingReader entry, String key, ValueParser<String> parser) {
    String id = entry.get(key, parser);
    if (id == null) {
      return null;
    }
    Position first = places.putIfAbsent(id, entry.at(key));
    if (first == null) {
      return id;
    }
    entry.error(
        key,
        "the " + noun + " " + Quoted.of(entry.written(key)) + " stands twice; first at " + first,
        "rename one of them");
    return null;
  }
}

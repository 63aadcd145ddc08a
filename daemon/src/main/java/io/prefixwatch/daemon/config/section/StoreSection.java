package io.prefixwatch.daemon.config.section;

import io.prefixwatch.daemon.config.StoreSettings;
import io.prefixwatch.daemon.config.schema.Values;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code store:}. */
final class StoreSection {

  private static final Duration SHORTEST_RETENTION = Duration.ofHours(1);

  private StoreSection() {}

  /**
   * Null if there is none, or after a problem was reported.
   *
   * @param folder where relative paths begin
   */
  static @Nullable StoreSettings read(MappingReader top, Path folder) {
    MappingReader store = top.mapping("store");
    if (store == null) {
      return null;
    }
    Path path = store.get("path", Values::path);
    Duration retention = store.get("retention", Values.durationFrom(SHORTEST_RETENTION));
    return path == null || retention == null
        ? null
        : new StoreSettings(folder.resolve(path), retention);
  }
}

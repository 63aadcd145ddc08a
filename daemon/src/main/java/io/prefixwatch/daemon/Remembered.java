package io.prefixwatch.daemon;

import io.prefixwatch.daemon.store.Store;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the engine goes on from after a restart.
 *
 * @param lastAlert number of the last alert, 0 for none
 * @param lastEvent number of the last event, 0 for none
 * @param acknowledged who takes care of incidents that were open, by their {@code dedup_key}
 */
record Remembered(long lastAlert, long lastEvent, Map<String, String> acknowledged) {

  static final Remembered NOTHING = new Remembered(0, 0, Map.of());

  Remembered {
    acknowledged = Map.copyOf(acknowledged);
  }

  /** What the store knows; nothing if there is none. */
  static Remembered from(@Nullable Store store) throws IOException {
    return store == null
        ? NOTHING
        : new Remembered(store.lastAlert(), store.lastEvent(), store.acknowledged());
  }
}

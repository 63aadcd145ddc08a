package io.prefixwatch.daemon;

import io.prefixwatch.daemon.config.DaemonConfig;
import io.prefixwatch.daemon.delivery.PastIncidents;
import io.prefixwatch.daemon.store.Store;
import io.prefixwatch.monitor.incident.PastIncident;
import io.prefixwatch.monitor.incident.Silence;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the engine goes on from after a restart.
 *
 * @param lastAlert number of the last alert, 0 for none
 * @param lastEvent number of the last event, 0 for none
 * @param acknowledged who takes care of incidents that were open, by their {@code dedup_key}
 * @param silences that are kept
 * @param incidents that were open, or closed a short while ago
 */
record Remembered(
    long lastAlert,
    long lastEvent,
    Map<String, String> acknowledged,
    List<Silence> silences,
    List<PastIncident> incidents) {

  static final Remembered NOTHING = new Remembered(0, 0, Map.of(), List.of(), List.of());

  Remembered {
    acknowledged = Map.copyOf(acknowledged);
    silences = List.copyOf(silences);
    incidents = List.copyOf(incidents);
  }

  /** What the store knows; nothing if there is none. The learned links stay with their keeper. */
  static Remembered from(@Nullable Store store, DaemonConfig config, Instant now)
      throws IOException {
    if (store == null) {
      return NOTHING;
    }
    store.links().read(now);
    return new Remembered(
        store.lastAlert(),
        store.lastEvent(),
        store.acknowledged(),
        store.silences(),
        PastIncidents.read(store, config.registry(1), now));
  }
}

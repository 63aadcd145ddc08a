package io.prefixwatch.daemon.store;

import java.util.List;
import java.util.Map;

/**
 * What goes into the store together or not at all.
 *
 * @param records in the order of their positions
 * @param progress of sinks that have come further
 * @param refused records that were given up
 */
public record Batch(
    List<OutboxRecord> records, Map<String, SinkProgress> progress, List<DeadLetter> refused) {

  public Batch {
    records = List.copyOf(records);
    progress = Map.copyOf(progress);
    refused = List.copyOf(refused);
  }

  public boolean isEmpty() {
    return records.isEmpty() && progress.isEmpty() && refused.isEmpty();
  }
}

package io.prefixwatch.daemon.delivery.sink;

import io.prefixwatch.daemon.store.OutboxRecord;
import java.io.IOException;
import java.util.List;

/** What a former process told a sink of, and that is still open. */
@FunctionalInterface
public interface OpenIncidents {

  /**
   * The last record of each, in no order.
   *
   * @throws IOException if the store cannot be read now
   */
  List<OutboxRecord> read() throws IOException;
}

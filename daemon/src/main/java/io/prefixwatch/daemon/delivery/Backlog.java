package io.prefixwatch.daemon.delivery;

import io.prefixwatch.daemon.store.DeadLetter;
import io.prefixwatch.daemon.store.OutboxRecord;
import io.prefixwatch.daemon.store.SinkProgress;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Where a sink's worker finds what it has not yet delivered, and says how far it has come. */
interface Backlog {

  /**
   * At most so many records behind a position, in order; used by one thread.
   *
   * @throws IOException if the store cannot be read now
   */
  List<OutboxRecord> after(long position, int most) throws IOException;

  /**
   * The last record of each of these incidents that is not closed; used by one thread.
   *
   * @throws IOException if the store cannot be read now
   */
  List<OutboxRecord> open(Set<String> incidents) throws IOException;

  /** Everything up to here is where it belongs. */
  void delivered(String sink, SinkProgress progress);

  /** The sink refused a record for good. */
  void refused(DeadLetter letter);

  /** Frees what was used for reading; by the thread that read. */
  void close();
}

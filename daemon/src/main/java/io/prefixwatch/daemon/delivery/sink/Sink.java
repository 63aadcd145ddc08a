package io.prefixwatch.daemon.delivery.sink;

import io.prefixwatch.daemon.store.OutboxRecord;
import java.io.Closeable;
import java.io.IOException;

/** A destination of records. Used by one thread. */
public interface Sink extends Closeable {

  /** Unique among sinks; names it in logs. */
  String name();

  /** Whether events go there, too. */
  boolean wantsEvents();

  /**
   * Takes one record.
   *
   * @throws RecordRefusedException if it will never take this one; it goes to the dead letters
   * @throws SinkBusyException if it says itself when to come again
   * @throws IOException if it could not be taken; the same record is then offered again
   */
  void write(OutboxRecord record) throws IOException;

  /** Nothing more comes for now: what was taken must be where it belongs. */
  void flush() throws IOException;

  /** What was taken must survive a loss of power; asked before the store counts it as delivered. */
  default void sync() throws IOException {
    flush();
  }
}

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

  /**
   * Goes on with what a former process told it of; before anything else.
   *
   * @throws IOException if that cannot be read now; it is then asked again
   */
  default void resume(OpenIncidents incidents) throws IOException {}

  /**
   * Does what is due by time; asked some ten times a second while nothing fails.
   *
   * @throws RecordRefusedException if something that was taken is refused for good only now
   * @throws IOException if it cannot be done now; it is then asked again
   */
  default void tick() throws IOException {}

  /** True while it keeps back what it took: none of that counts as delivered. */
  default boolean holdsBack() {
    return false;
  }

  /** Delivers what is kept back, due or not. */
  default void release() throws IOException {}

  /** Nothing more comes for now: what was taken must be where it belongs. */
  void flush() throws IOException;

  /** What was taken must survive a loss of power; asked before the store counts it as delivered. */
  default void sync() throws IOException {
    flush();
  }
}

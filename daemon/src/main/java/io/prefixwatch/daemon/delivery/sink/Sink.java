package io.prefixwatch.daemon.delivery.sink;

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
   * @param line the record as a line of JSON with its line end
   * @throws IOException if it could not be taken; the same record is then offered again
   */
  void write(byte[] line) throws IOException;

  /** Nothing more comes for now: what was taken must be where it belongs. */
  void flush() throws IOException;
}

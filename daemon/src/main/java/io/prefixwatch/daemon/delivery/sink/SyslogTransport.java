package io.prefixwatch.daemon.delivery.sink;

import java.io.Closeable;
import java.io.IOException;

/** How syslog messages get to a receiver. Used by one thread. */
interface SyslogTransport extends Closeable {

  /** The longest message that it carries, in octets. */
  int room();

  /** Sends one message. */
  void send(byte[] message) throws IOException;

  /** Does what is due by time. */
  default void tick() throws IOException {}
}

package io.prefixwatch.bgp.netty;

import io.prefixwatch.bgp.message.MessageType;
import io.prefixwatch.bgp.message.Notification;

/** Takes messages off one connection, on its event loop. */
interface FrameReceiver {

  /**
   * Messages will come that can be looked at early; they may turn out to be anything.
   *
   * @return up to where they were looked at: what is behind that is shown later
   */
  default int foresee(byte[] buffer, int from, int to) {
    return to;
  }

  /** A whole message; the octets are valid only during the call. */
  void message(MessageType type, byte[] buffer, int from, int length);

  /** The messages of one turn of the event loop were given. */
  default void turnOver() {}

  /** The octets cannot be framed any further; nothing more will come. */
  void broken(Notification answer);

  /** The connection is gone. */
  void closed();
}

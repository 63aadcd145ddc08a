package io.prefixwatch.daemon.inspect;

import io.prefixwatch.bgp.error.Disposition;
import io.prefixwatch.bgp.message.BgpMessage;
import io.prefixwatch.bgp.message.MessageType;
import io.prefixwatch.bgp.message.Notification;
import org.jspecify.annotations.Nullable;

/**
 * What a session would make of one message.
 *
 * @param type null if the header is not sound or names a type that nobody knows
 * @param outcome the strongest of all errors
 * @param answer the NOTIFICATION that we would send, if any
 * @param message the value, if the message could be read
 * @param hasAsPath whether an UPDATE carries AS_PATH, which may be empty
 */
record MessageVerdict(
    @Nullable MessageType type,
    Disposition outcome,
    @Nullable Notification answer,
    @Nullable BgpMessage message,
    boolean hasAsPath) {

  /** The message is in order. */
  static MessageVerdict accepted(BgpMessage message) {
    return new MessageVerdict(message.type(), Disposition.NONE, null, message, false);
  }

  /** The session would end. */
  static MessageVerdict reset(@Nullable MessageType type, @Nullable Notification answer) {
    return new MessageVerdict(type, Disposition.RESET, answer, null, false);
  }
}

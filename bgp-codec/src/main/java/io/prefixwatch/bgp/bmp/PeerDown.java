package io.prefixwatch.bgp.bmp;

import io.prefixwatch.bgp.message.Notification;
import org.jspecify.annotations.Nullable;

/**
 * A peer's session with the router is over, or the router will not tell of it any more (RFC 7854
 * section 4.9, RFC 9069 section 5.4).
 *
 * @param reason one of the constants, or a number that nobody assigned yet
 * @param notification what was sent or received, if the reason carries one
 * @param fsmEvent the event of RFC 4271 section 8.1 that ended it, {@link #NO_EVENT} for none
 * @param information what else is said
 */
public record PeerDown(
    int reason, @Nullable Notification notification, int fsmEvent, Information information) {

  /** The router ended the session with a NOTIFICATION. */
  public static final int LOCAL_NOTIFICATION = 1;

  /** The router ended the session without one; an FSM event says why. */
  public static final int LOCAL_NO_NOTIFICATION = 2;

  /** The peer ended the session with a NOTIFICATION. */
  public static final int REMOTE_NOTIFICATION = 3;

  /** The peer ended the session without one: the connection is gone. */
  public static final int REMOTE_NO_NOTIFICATION = 4;

  /** The router will not tell of the peer any more; the session itself may be well. */
  public static final int NOT_MONITORED = 5;

  /** The router ended it, a Loc-RIB or another instance of its own; TLVs may say why. */
  public static final int LOCAL_WITH_TLVS = 6;

  /** The reason is not about an event. */
  public static final int NO_EVENT = -1;

  /** For people; the number where there is no name. */
  public String label() {
    return switch (reason) {
      case LOCAL_NOTIFICATION -> "local-notification";
      case LOCAL_NO_NOTIFICATION -> "local-no-notification";
      case REMOTE_NOTIFICATION -> "remote-notification";
      case REMOTE_NO_NOTIFICATION -> "remote-no-notification";
      case NOT_MONITORED -> "not-monitored";
      case LOCAL_WITH_TLVS -> "local-with-tlvs";
      default -> "reason-" + reason;
    };
  }
}

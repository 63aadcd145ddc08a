package io.prefixwatch.bgp.session;

import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.message.Notification;
import org.jspecify.annotations.Nullable;

/**
 * Why an Established session ended.
 *
 * @param cause what happened
 * @param notification the NOTIFICATION that was sent or received, if there was one
 */
public record DownReason(Cause cause, @Nullable Notification notification) {

  /** What ended the session. */
  public enum Cause {
    NOTIFICATION_RECEIVED("notification-received"),
    NOTIFICATION_SENT("notification-sent"),
    HOLD_TIMER_EXPIRED("hold-timer-expired"),
    SEND_HOLD_TIMER_EXPIRED("send-hold-timer-expired"),
    CONNECTION_LOST("connection-lost"),
    /** The peer opened a new connection while graceful restart was agreed (RFC 4724 section 5). */
    PEER_RESTARTED("peer-restarted"),
    /** We stopped it. */
    STOPPED("stopped"),
    /** It never came up; no session was lost. */
    NEVER_UP("never-up"),
    /** A recording says that it ended, and not why. */
    RECORDED("recorded"),
    /** A monitored router says that its session ended, and not why (BMP Peer Down). */
    REPORTED_DOWN("reported-down"),
    /** The feed that told of it is gone; the session itself may be well. */
    FEED_LOST("feed-lost");

    private final String label;

    Cause(String label) {
      this.label = label;
    }

    /** As written in JSON. */
    public String label() {
      return label;
    }
  }

  public static DownReason of(Cause cause) {
    return new DownReason(cause, null);
  }

  /** True if the peer said that it was shut down on purpose (RFC 4486, inside RFC 8538, too). */
  public boolean isAdministrativeShutdown() {
    return cause == Cause.NOTIFICATION_RECEIVED
        && notification != null
        && notification.effective().error().equals(ErrorCode.ADMINISTRATIVE_SHUTDOWN);
  }
}

package io.prefixwatch.daemon.feed.bmp;

import io.prefixwatch.bgp.bmp.PeerDown;
import io.prefixwatch.bgp.session.DownReason;
import io.prefixwatch.bgp.session.DownReason.Cause;

/** What the reasons of a Peer Down (RFC 7854 section 4.9) mean for a session. */
final class PeerDowns {

  /** HoldTimer_Expires (RFC 4271 section 8.1.4). */
  private static final int HOLD_TIMER_EXPIRES = 10;

  private PeerDowns() {}

  static DownReason reason(PeerDown down) {
    return switch (down.reason()) {
      case PeerDown.LOCAL_NOTIFICATION ->
          new DownReason(Cause.NOTIFICATION_SENT, down.notification());
      case PeerDown.REMOTE_NOTIFICATION ->
          new DownReason(Cause.NOTIFICATION_RECEIVED, down.notification());
      case PeerDown.REMOTE_NO_NOTIFICATION -> DownReason.of(Cause.CONNECTION_LOST);
      case PeerDown.LOCAL_NO_NOTIFICATION ->
          DownReason.of(
              down.fsmEvent() == HOLD_TIMER_EXPIRES
                  ? Cause.HOLD_TIMER_EXPIRED
                  : Cause.REPORTED_DOWN);
      // The session may be well; somebody decided that we are not to hear of it.
      case PeerDown.NOT_MONITORED -> DownReason.of(Cause.STOPPED);
      default -> DownReason.of(Cause.REPORTED_DOWN);
    };
  }
}

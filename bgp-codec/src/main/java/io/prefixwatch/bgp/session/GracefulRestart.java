package io.prefixwatch.bgp.session;

import io.prefixwatch.bgp.capability.GracefulRestartCapability;
import io.prefixwatch.bgp.capability.GracefulRestartCapability.RestartFamily;
import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.net.Family;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which routes outlive a session: the receiving side of RFC 4724 section 4.2 and RFC 8538. */
final class GracefulRestart {

  private GracefulRestart() {}

  /** Families that become stale when the session ends for this reason. */
  static Set<Family> staleAfter(Negotiated session, DownReason reason) {
    GracefulRestartCapability capability = session.gracefulRestart();
    if (capability == null || capability.restartTime() == 0 || !survives(capability, reason)) {
      return Set.of();
    }
    Set<Family> stale = new LinkedHashSet<>();
    for (RestartFamily entry : capability.families()) {
      if (session.families().contains(entry.family())) {
        stale.add(entry.family());
      }
    }
    return stale;
  }

  private static boolean survives(GracefulRestartCapability capability, DownReason reason) {
    return switch (reason.cause()) {
      case CONNECTION_LOST, PEER_RESTARTED -> true;
      // We always set the N bit, so the peer's decides (RFC 8538 section 4).
      case NOTIFICATION_RECEIVED, NOTIFICATION_SENT, HOLD_TIMER_EXPIRED ->
          capability.notification() && !isHardReset(reason.notification());
      case SEND_HOLD_TIMER_EXPIRED -> capability.notification();
      case STOPPED, NEVER_UP, RECORDED, REPORTED_DOWN, FEED_LOST -> false;
    };
  }

  private static boolean isHardReset(@Nullable Notification notification) {
    return notification != null && notification.error().equals(ErrorCode.HARD_RESET);
  }

  /** Of the stale families, those that the peer did not keep over its restart. */
  static Set<Family> notPreserved(Set<Family> stale, Negotiated session) {
    Set<Family> gone = new LinkedHashSet<>(stale);
    GracefulRestartCapability capability = session.gracefulRestart();
    if (capability != null) {
      for (RestartFamily entry : capability.families()) {
        if (entry.forwarding() && session.families().contains(entry.family())) {
          gone.remove(entry.family());
        }
      }
    }
    return gone;
  }

  /** True if a second connection means that the peer has restarted (RFC 4724 section 5). */
  static boolean announcesRestart(Negotiated session) {
    GracefulRestartCapability capability = session.gracefulRestart();
    return capability != null && !capability.families().isEmpty();
  }
}

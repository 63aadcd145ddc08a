package io.prefixwatch.bgp.session;

import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Octets;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is to be done; the only output of {@link SessionMachine}, in this order. */
public sealed interface SessionAction {

  /** Start a TCP connection to the peer. */
  record Connect() implements SessionAction {}

  /** Give up the TCP connection attempt that is under way. */
  record AbortConnect() implements SessionAction {}

  /** Read from the connection that the peer has just opened. */
  record AcceptIncoming() implements SessionAction {}

  /**
   * Close the connection that the peer has just opened.
   *
   * @param answer a NOTIFICATION to send first, null for none
   */
  record RejectIncoming(@Nullable Notification answer) implements SessionAction {}

  /**
   * Send octets.
   *
   * @param message a whole message
   */
  record Send(Direction direction, Octets message) implements SessionAction {}

  /** Close a connection after what was sent is out. */
  record Close(Direction direction) implements SessionAction {}

  /**
   * Start or restart a timer.
   *
   * @param direction of timers that belong to a connection, else null
   */
  record StartTimer(SessionTimer timer, @Nullable Direction direction, Duration duration)
      implements SessionAction {}

  /** Stop a timer; it may not be running. */
  record StopTimer(SessionTimer timer, @Nullable Direction direction) implements SessionAction {}

  /** The session is up on this connection. */
  record SessionUp(Direction direction, Negotiated negotiated) implements SessionAction {}

  /**
   * The session that was up is over.
   *
   * @param stale families whose routes stay, marked stale; all others' routes go (RFC 4724)
   */
  record SessionDown(DownReason reason, Set<Family> stale) implements SessionAction {
    public SessionDown {
      stale = Set.copyOf(stale);
    }
  }

  /** What is still stale in these families goes. */
  record DropStale(Set<Family> families) implements SessionAction {
    public DropStale {
      families = Set.copyOf(families);
    }
  }
}

package io.prefixwatch.bgp.session;

import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.message.Decoded;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.message.Open;
import io.prefixwatch.bgp.net.Family;
import org.jspecify.annotations.Nullable;

/** What can happen to a session; the only input of {@link SessionMachine}. */
public sealed interface SessionEvent {

  /** The operator wants the session. */
  record Start() implements SessionEvent {}

  /**
   * The operator does not want the session any more.
   *
   * @param cease what to tell the peer
   */
  record Stop(ErrorCode cease) implements SessionEvent {}

  /** The peer has connected; its octets were not read yet. */
  record IncomingConnection() implements SessionEvent {}

  /** Our connection attempt succeeded. */
  record OutgoingConnected() implements SessionEvent {}

  /** Our connection attempt failed. */
  record ConnectFailed() implements SessionEvent {}

  /** A connection was closed by the peer or by the network. */
  record ConnectionClosed(Direction direction) implements SessionEvent {}

  /** An OPEN came, acceptable in itself or not. */
  record OpenReceived(Direction direction, Decoded<Open> open) implements SessionEvent {}

  /** A KEEPALIVE came. */
  record KeepaliveReceived(Direction direction) implements SessionEvent {}

  /** An UPDATE came, whatever it holds. */
  record UpdateReceived(Direction direction) implements SessionEvent {}

  /** A ROUTE-REFRESH came. */
  record RouteRefreshReceived(Direction direction) implements SessionEvent {}

  /**
   * A NOTIFICATION came.
   *
   * @param notification null if it was too short to be one
   */
  record NotificationReceived(Direction direction, @Nullable Notification notification)
      implements SessionEvent {}

  /** What came cannot be accepted: framing, or an UPDATE that resets the session. */
  record ProtocolError(Direction direction, Notification answer) implements SessionEvent {}

  /** The End-of-RIB of a family came on the Established connection. */
  record EndOfRibReceived(Family family) implements SessionEvent {}

  /**
   * A timer ran out.
   *
   * @param direction of timers that belong to a connection, else null
   */
  record TimerExpired(SessionTimer timer, @Nullable Direction direction) implements SessionEvent {}
}

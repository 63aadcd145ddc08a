package io.prefixwatch.bgp.session;

import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.message.Decoded;
import io.prefixwatch.bgp.message.EndOfRib;
import io.prefixwatch.bgp.message.Keepalive;
import io.prefixwatch.bgp.message.MessageType;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.message.Open;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Octets;
import io.prefixwatch.bgp.session.DownReason.Cause;
import io.prefixwatch.bgp.session.PeerConnection.Phase;
import io.prefixwatch.bgp.session.SessionEvent.ConnectFailed;
import io.prefixwatch.bgp.session.SessionEvent.ConnectionClosed;
import io.prefixwatch.bgp.session.SessionEvent.EndOfRibReceived;
import io.prefixwatch.bgp.session.SessionEvent.IncomingConnection;
import io.prefixwatch.bgp.session.SessionEvent.KeepaliveReceived;
import io.prefixwatch.bgp.session.SessionEvent.NotificationReceived;
import io.prefixwatch.bgp.session.SessionEvent.OpenReceived;
import io.prefixwatch.bgp.session.SessionEvent.OutgoingConnected;
import io.prefixwatch.bgp.session.SessionEvent.ProtocolError;
import io.prefixwatch.bgp.session.SessionEvent.RouteRefreshReceived;
import io.prefixwatch.bgp.session.SessionEvent.Start;
import io.prefixwatch.bgp.session.SessionEvent.Stop;
import io.prefixwatch.bgp.session.SessionEvent.TimerExpired;
import io.prefixwatch.bgp.session.SessionEvent.UpdateReceived;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of one peer (RFC 4271 section 8, 4724, 6608, 9687).
 *
 * <p>{@link #handle} is total: every event is legal in every state, and never throws. Not thread
 * safe; owned by whoever owns the peer's connections. After SessionUp the owner may treat KEEPALIVE
 * and UPDATE as nothing but "the hold timer starts again" and need not hand them in one by one.
 */
public final class SessionMachine {

  /**
   * Wait for the OPEN of an accepted connection: short, against peers that connect and stay mute.
   */
  static final Duration OPEN_WAIT_INCOMING = Duration.ofSeconds(30);

  /** Wait for the OPEN of our own connection (RFC 4271 section 8.2.2 suggests 4 minutes). */
  static final Duration OPEN_WAIT_OUTGOING = Duration.ofMinutes(4);

  static final Duration CONNECT_RETRY_FIRST = Duration.ofSeconds(5);
  static final Duration CONNECT_RETRY_MAX = Duration.ofMinutes(5);
  static final Duration IDLE_HOLD_FIRST = Duration.ofSeconds(30);
  static final Duration IDLE_HOLD_MAX = Duration.ofHours(1);
  static final Duration STABLE_AFTER = Duration.ofMinutes(5);
  static final Duration STALE_MAX = Duration.ofMinutes(10);
  static final Duration SEND_HOLD_MIN = Duration.ofMinutes(8);

  private static final Octets KEEPALIVE = Octets.of(Keepalive.INSTANCE.encode());

  private final SessionParameters parameters;
  private final Octets open;
  private final Map<Direction, PeerConnection> connections = new EnumMap<>(Direction.class);
  private final Set<Family> stale = new LinkedHashSet<>();
  private ActionList actions = new ActionList();
  private boolean running;
  private boolean connecting;
  private boolean idleHolding;
  private int errors;
  private int attempts;

  public SessionMachine(SessionParameters parameters) {
    this.parameters = parameters;
    this.open = Octets.of(OpenExchange.ours(parameters).encode());
    for (Direction direction : Direction.values()) {
      connections.put(direction, new PeerConnection(direction));
    }
  }

  /** The state of the further of both connections. */
  public SessionState state() {
    Phase incoming = connection(Direction.INCOMING).phase();
    Phase outgoing = connection(Direction.OUTGOING).phase();
    return switch (incoming.compareTo(outgoing) > 0 ? incoming : outgoing) {
      case OPEN_SENT -> SessionState.OPEN_SENT;
      case OPEN_CONFIRM -> SessionState.OPEN_CONFIRM;
      case ESTABLISHED -> SessionState.ESTABLISHED;
      case NONE -> stateWithoutConnection();
    };
  }

  private SessionState stateWithoutConnection() {
    if (!running || idleHolding) {
      return SessionState.IDLE;
    }
    return connecting ? SessionState.CONNECT : SessionState.ACTIVE;
  }

  /** Takes one event and returns what is to be done, in order. */
  public List<SessionAction> handle(SessionEvent event) {
    actions = new ActionList();
    if (event instanceof Start) {
      start();
    } else if (event instanceof Stop stop) {
      stop(stop.cease());
    } else if (event instanceof IncomingConnection) {
      incoming();
    } else if (event instanceof OutgoingConnected) {
      outgoingConnected();
    } else if (event instanceof ConnectFailed) {
      connectFailed();
    } else if (event instanceof EndOfRibReceived endOfRib) {
      endOfRib(endOfRib.family());
    } else if (event instanceof TimerExpired expired) {
      timerExpired(expired.timer(), expired.direction());
    } else {
      onConnection(event);
    }
    return actions.taken();
  }

  private void onConnection(SessionEvent event) {
    if (event instanceof ConnectionClosed closed) {
      lost(connection(closed.direction()), DownReason.of(Cause.CONNECTION_LOST));
    } else if (event instanceof OpenReceived received) {
      openReceived(connection(received.direction()), received.open());
    } else if (event instanceof KeepaliveReceived received) {
      keepaliveReceived(connection(received.direction()));
    } else if (event instanceof UpdateReceived received) {
      routesReceived(connection(received.direction()), MessageType.UPDATE);
    } else if (event instanceof RouteRefreshReceived received) {
      routesReceived(connection(received.direction()), MessageType.ROUTE_REFRESH);
    } else if (event instanceof NotificationReceived received) {
      lost(
          connection(received.direction()),
          new DownReason(Cause.NOTIFICATION_RECEIVED, received.notification()));
    } else if (event instanceof ProtocolError error) {
      fail(connection(error.direction()), error.answer(), Cause.NOTIFICATION_SENT);
    }
  }

  private PeerConnection connection(Direction direction) {
    PeerConnection connection = connections.get(direction);
    if (connection == null) {
      throw new IllegalStateException("both directions always exist");
    }
    return connection;
  }

  private @Nullable PeerConnection establishedConnection() {
    return connections.values().stream()
        .filter(PeerConnection::isEstablished)
        .findFirst()
        .orElse(null);
  }

  private boolean hasConnection() {
    return connections.values().stream().anyMatch(PeerConnection::exists);
  }

  // Start and stop.

  private void start() {
    if (!running) {
      running = true;
      attempts = 0;
      connect();
    }
  }

  private void stop(ErrorCode cease) {
    running = false;
    for (PeerConnection connection : connections.values()) {
      if (connection.exists()) {
        end(connection, Notification.of(cease), DownReason.of(Cause.STOPPED));
      }
    }
    abortConnect();
    idleHolding = false;
    errors = 0;
    actions.stopTimer(SessionTimer.IDLE_HOLD);
    dropStale(Set.copyOf(stale));
  }

  private void connect() {
    if (running && parameters.active() && !connecting && !idleHolding && !hasConnection()) {
      connecting = true;
      actions.connect();
    }
  }

  private void retryConnect() {
    if (running && parameters.active() && !connecting && !idleHolding && !hasConnection()) {
      actions.startTimer(
          SessionTimer.CONNECT_RETRY,
          null,
          Backoff.doubling(CONNECT_RETRY_FIRST, CONNECT_RETRY_MAX, attempts++));
    }
  }

  // Connections.

  private void incoming() {
    if (!running || idleHolding) {
      actions.rejectIncoming(null);
      return;
    }
    PeerConnection up = establishedConnection();
    if (up != null) {
      if (!GracefulRestart.announcesRestart(up.negotiated())) {
        actions.rejectIncoming(Notification.of(ErrorCode.COLLISION));
        return;
      }
      end(up, null, DownReason.of(Cause.PEER_RESTARTED));
    } else if (connection(Direction.INCOMING).exists()) {
      actions.rejectIncoming(Notification.of(ErrorCode.COLLISION));
      return;
    }
    actions.acceptIncoming();
    opened(connection(Direction.INCOMING), OPEN_WAIT_INCOMING);
  }

  private void outgoingConnected() {
    PeerConnection outgoing = connection(Direction.OUTGOING);
    if (!connecting) {
      if (!outgoing.exists()) {
        actions.close(Direction.OUTGOING);
      }
      return;
    }
    connecting = false;
    actions.stopTimer(SessionTimer.CONNECT_RETRY);
    if (establishedConnection() != null) {
      actions.close(Direction.OUTGOING);
      return;
    }
    opened(outgoing, OPEN_WAIT_OUTGOING);
  }

  private void opened(PeerConnection connection, Duration openWait) {
    connection.opened();
    actions.send(connection.direction(), open);
    actions.startTimer(SessionTimer.OPEN_WAIT, connection.direction(), openWait);
  }

  private void connectFailed() {
    if (connecting) {
      connecting = false;
      retryConnect();
    }
  }

  // Messages.

  private void openReceived(PeerConnection connection, Decoded<Open> received) {
    switch (connection.phase()) {
      case NONE -> {}
      case OPEN_SENT -> {
        Open theirs = received.value();
        Notification rejection = received.rejection();
        if (theirs != null) {
          Decoded<Negotiated> settled = OpenExchange.settle(parameters, theirs);
          Negotiated negotiated = settled.value();
          rejection = settled.rejection();
          if (negotiated != null) {
            confirm(connection, negotiated);
          }
        }
        if (rejection != null) {
          fail(connection, rejection, Cause.NOTIFICATION_SENT);
        }
      }
      case OPEN_CONFIRM, ESTABLISHED -> unexpected(connection, MessageType.OPEN);
    }
  }

  private void confirm(PeerConnection connection, Negotiated negotiated) {
    PeerConnection rival = connection(connection.direction().other());
    if (rival.isEstablished()) {
      end(connection, Notification.of(ErrorCode.COLLISION), DownReason.of(Cause.STOPPED));
      return;
    }
    if (rival.phase() == Phase.OPEN_CONFIRM) {
      Direction kept = Collision.kept(parameters, negotiated.peerOpen());
      PeerConnection loser = connection(kept.other());
      end(loser, Notification.of(ErrorCode.COLLISION), DownReason.of(Cause.STOPPED));
      if (loser == connection) {
        return;
      }
    }
    connection.confirmed(negotiated);
    Direction direction = connection.direction();
    actions.send(direction, KEEPALIVE);
    if (negotiated.holdTime() > 0) {
      actions.stopTimer(SessionTimer.OPEN_WAIT, direction);
      startHold(connection);
      startKeepalive(connection);
    }
  }

  private void keepaliveReceived(PeerConnection connection) {
    switch (connection.phase()) {
      case NONE -> {}
      case OPEN_SENT -> unexpected(connection, MessageType.KEEPALIVE);
      case OPEN_CONFIRM -> establish(connection);
      case ESTABLISHED -> startHold(connection);
    }
  }

  private void establish(PeerConnection connection) {
    PeerConnection rival = connection(connection.direction().other());
    if (rival.exists()) {
      end(rival, Notification.of(ErrorCode.COLLISION), DownReason.of(Cause.STOPPED));
    }
    connection.established();
    Direction direction = connection.direction();
    Negotiated negotiated = connection.negotiated();
    actions.stopTimer(SessionTimer.OPEN_WAIT, direction);
    startHold(connection);
    Duration twiceHold = Duration.ofSeconds(2L * negotiated.holdTime());
    actions.startTimer(
        SessionTimer.SEND_HOLD,
        direction,
        twiceHold.compareTo(SEND_HOLD_MIN) > 0 ? twiceHold : SEND_HOLD_MIN);
    actions.startTimer(SessionTimer.STABLE, null, STABLE_AFTER);
    actions.sessionUp(direction, negotiated);
    for (Family family : negotiated.families()) {
      actions.send(direction, Octets.of(EndOfRib.encode(family)));
    }
    if (!stale.isEmpty()) {
      actions.stopTimer(SessionTimer.RESTART);
      actions.startTimer(SessionTimer.STALE, null, STALE_MAX);
      dropStale(GracefulRestart.notPreserved(stale, negotiated));
    }
  }

  private void routesReceived(PeerConnection connection, MessageType type) {
    switch (connection.phase()) {
      case NONE -> {}
      case OPEN_SENT, OPEN_CONFIRM -> unexpected(connection, type);
      case ESTABLISHED -> startHold(connection);
    }
  }

  /** The state says which subcode; the data is the type of what came (RFC 6608 section 4). */
  private void unexpected(PeerConnection connection, MessageType type) {
    ErrorCode code =
        switch (connection.phase()) {
          case NONE, OPEN_SENT -> ErrorCode.UNEXPECTED_IN_OPEN_SENT;
          case OPEN_CONFIRM -> ErrorCode.UNEXPECTED_IN_OPEN_CONFIRM;
          case ESTABLISHED -> ErrorCode.UNEXPECTED_IN_ESTABLISHED;
        };
    Octets data = Octets.of((byte) type.code());
    fail(connection, new Notification(code, data), Cause.NOTIFICATION_SENT);
  }

  private void startHold(PeerConnection connection) {
    int holdTime = connection.negotiated().holdTime();
    if (holdTime > 0) {
      actions.startTimer(SessionTimer.HOLD, connection.direction(), Duration.ofSeconds(holdTime));
    }
  }

  private void startKeepalive(PeerConnection connection) {
    Duration interval = Duration.ofSeconds(connection.negotiated().holdTime()).dividedBy(3);
    if (!interval.isZero()) {
      actions.startTimer(SessionTimer.KEEPALIVE, connection.direction(), interval);
    }
  }

  // Timers.

  private void timerExpired(SessionTimer timer, @Nullable Direction direction) {
    if (timer.isPerConnection() && direction != null) {
      connectionTimerExpired(timer, connection(direction));
      return;
    }
    switch (timer) {
      case CONNECT_RETRY -> connect();
      case IDLE_HOLD -> {
        idleHolding = false;
        connect();
      }
      case RESTART, STALE -> dropStale(Set.copyOf(stale));
      case STABLE -> {
        errors = 0;
        attempts = 0;
      }
      case OPEN_WAIT, HOLD, KEEPALIVE, SEND_HOLD -> {}
    }
  }

  private void connectionTimerExpired(SessionTimer timer, PeerConnection connection) {
    if (!connection.exists()) {
      return;
    }
    switch (timer) {
      case KEEPALIVE -> {
        if (connection.phase() != Phase.OPEN_SENT) {
          actions.send(connection.direction(), KEEPALIVE);
          startKeepalive(connection);
        }
      }
      case SEND_HOLD ->
          fail(
              connection,
              Notification.of(ErrorCode.SEND_HOLD_TIMER_EXPIRED),
              Cause.SEND_HOLD_TIMER_EXPIRED);
      default ->
          fail(connection, Notification.of(ErrorCode.HOLD_TIMER_EXPIRED), Cause.HOLD_TIMER_EXPIRED);
    }
  }

  // Endings.

  /** The connection is gone, or is to be closed without an answer. */
  private void lost(PeerConnection connection, DownReason reason) {
    if (connection.exists()) {
      end(connection, null, reason);
      retryConnect();
    }
  }

  /** We end the connection because of an error, and pause if the peer broke the protocol. */
  private void fail(PeerConnection connection, Notification answer, Cause cause) {
    if (!connection.exists()) {
      return;
    }
    end(connection, answer, new DownReason(cause, answer));
    boolean protocolError = cause == Cause.NOTIFICATION_SENT && answer.error().callsForPause();
    if (protocolError && !hasConnection()) {
      pause();
    }
    retryConnect();
  }

  /** Idle, as RFC 4271 section 8.1.1 means it: no connection is made or taken for a while. */
  private void pause() {
    idleHolding = true;
    abortConnect();
    actions.startTimer(
        SessionTimer.IDLE_HOLD, null, Backoff.doubling(IDLE_HOLD_FIRST, IDLE_HOLD_MAX, errors++));
  }

  private void abortConnect() {
    if (connecting) {
      connecting = false;
      actions.abortConnect();
    }
    actions.stopTimer(SessionTimer.CONNECT_RETRY);
  }

  private void end(PeerConnection connection, @Nullable Notification answer, DownReason reason) {
    Direction direction = connection.direction();
    if (answer != null) {
      actions.send(direction, Octets.of(answer.encode()));
    }
    SessionTimer.OF_CONNECTION.forEach(timer -> actions.stopTimer(timer, direction));
    actions.close(direction);
    if (connection.isEstablished()) {
      sessionDown(connection.negotiated(), reason);
    }
    connection.gone();
  }

  private void sessionDown(Negotiated negotiated, DownReason reason) {
    actions.stopTimer(SessionTimer.STABLE);
    // What was stale from an earlier loss and not yet refreshed has outlived its grace.
    dropStale(Set.copyOf(stale));
    Set<Family> kept = GracefulRestart.staleAfter(negotiated, reason);
    actions.sessionDown(reason, kept);
    if (!kept.isEmpty() && negotiated.gracefulRestart() != null) {
      stale.addAll(kept);
      actions.startTimer(
          SessionTimer.RESTART,
          null,
          Duration.ofSeconds(negotiated.gracefulRestart().restartTime()));
    }
  }

  private void endOfRib(Family family) {
    if (stale.contains(family) && establishedConnection() != null) {
      dropStale(Set.of(family));
    }
  }

  private void dropStale(Set<Family> families) {
    if (families.isEmpty()) {
      return;
    }
    stale.removeAll(families);
    actions.dropStale(families);
    if (stale.isEmpty()) {
      actions.stopTimer(SessionTimer.RESTART);
      actions.stopTimer(SessionTimer.STALE);
    }
  }
}

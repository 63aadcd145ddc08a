package io.prefixwatch.bgp.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.prefixwatch.bgp.error.Disposition;
import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.message.MessageType;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.message.OpenDecoder;
import io.prefixwatch.bgp.message.RouteRefresh;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Octets;
import io.prefixwatch.bgp.session.Direction;
import io.prefixwatch.bgp.session.Negotiated;
import io.prefixwatch.bgp.session.SessionAction;
import io.prefixwatch.bgp.session.SessionEvent;
import io.prefixwatch.bgp.session.SessionMachine;
import io.prefixwatch.bgp.session.SessionParameters;
import io.prefixwatch.bgp.session.SessionState;
import io.prefixwatch.bgp.session.SessionTimer;
import io.prefixwatch.bgp.update.ScanContext;
import io.prefixwatch.bgp.update.UpdateScan;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs one peer's session on one event loop: does what the {@link SessionMachine} decides, and
 * hands UPDATEs to the listener. All methods must be called on that event loop.
 */
// What becomes of a connection is told by its handler, not by the futures of single calls.
@SuppressWarnings("FutureReturnValueIgnored")
public final class SessionDriver {

  /** How much longer a peer may be silent while it is we who do not read. */
  private static final Duration HOLD_EXTENSION = Duration.ofSeconds(10);

  private final EventLoop loop;
  private final Connector connector;
  private final SessionListener listener;
  private final SessionMachine machine;
  private final TimerSet timers;
  private final UpdateScan scan = new UpdateScan();
  private final Map<Direction, Link> links = new EnumMap<>(Direction.class);
  private SessionState state = SessionState.IDLE;
  private @Nullable ChannelFuture connecting;
  private @Nullable Channel offered;
  private @Nullable Link established;
  private @Nullable Negotiated negotiated;
  private @Nullable ScanContext scanContext;
  private Duration holdTime = Duration.ZERO;

  /**
   * A session that is stopped.
   *
   * @param connector used only if the parameters say active
   */
  public SessionDriver(
      EventLoop loop, SessionParameters parameters, Connector connector, SessionListener listener) {
    this.loop = loop;
    this.connector = connector;
    this.listener = listener;
    this.machine = new SessionMachine(parameters);
    this.timers = new TimerSet(loop, this::timerExpired);
  }

  public EventLoop loop() {
    return loop;
  }

  public SessionState state() {
    return state;
  }

  /** What both ends agreed on, while Established. */
  public @Nullable Negotiated negotiated() {
    return negotiated;
  }

  /** Lets the session come up. */
  public void start() {
    handle(new SessionEvent.Start());
  }

  /** Ends the session and refuses to come up again. */
  public void stop(ErrorCode cease) {
    handle(new SessionEvent.Stop(cease));
  }

  /** The peer has connected; the channel is registered with this loop and does not read. */
  public void incoming(Channel channel) {
    offered = channel;
    handle(new SessionEvent.IncomingConnection());
    offered = null;
  }

  /** Ends the Established session because of what the peer sent or how much of it. */
  public void fail(Notification answer) {
    Link link = established;
    if (link != null) {
      handle(new SessionEvent.ProtocolError(link.direction(), answer));
    }
  }

  /** The End-of-RIB of a family came; the listener finds it in the UPDATE. */
  public void endOfRib(Family family) {
    handle(new SessionEvent.EndOfRibReceived(family));
  }

  /** Asks the peer to send its routes of a family again, if it can (RFC 2918). */
  public boolean requestRefresh(Family family) {
    Link link = established;
    Negotiated agreed = negotiated;
    if (link == null || agreed == null || !agreed.routeRefresh()) {
      return false;
    }
    link.send(Octets.of(new RouteRefresh(family, RouteRefresh.REQUEST).encode()));
    return true;
  }

  /** Stops reading from the peer: whoever takes its routes is full. */
  public void pause() {
    links.values().forEach(link -> link.frames().pause());
  }

  /** Reads on after {@link #pause}. */
  public void resume() {
    links.values().forEach(link -> link.frames().resume());
  }

  // Events in, actions out.

  private void handle(SessionEvent event) {
    for (SessionAction action : machine.handle(event)) {
      perform(action);
    }
    SessionState now = machine.state();
    if (now != state) {
      state = now;
      listener.stateChanged(now);
    }
  }

  private void perform(SessionAction action) {
    if (action instanceof SessionAction.Send send) {
      withLink(send.direction(), link -> link.send(send.message()));
    } else if (action instanceof SessionAction.StartTimer start) {
      timers.start(start.timer(), start.direction(), start.duration());
    } else if (action instanceof SessionAction.StopTimer stop) {
      timers.stop(stop.timer(), stop.direction());
    } else if (action instanceof SessionAction.Close close) {
      close(close.direction());
    } else if (action instanceof SessionAction.SessionUp up) {
      sessionUp(up);
    } else if (action instanceof SessionAction.SessionDown down) {
      listener.sessionDown(down.reason(), down.stale());
    } else if (action instanceof SessionAction.DropStale drop) {
      listener.dropStale(drop.families());
    } else {
      performConnection(action);
    }
  }

  private void performConnection(SessionAction action) {
    if (action instanceof SessionAction.Connect) {
      connect();
    } else if (action instanceof SessionAction.AbortConnect) {
      abortConnect();
    } else if (action instanceof SessionAction.AcceptIncoming) {
      acceptIncoming();
    } else if (action instanceof SessionAction.RejectIncoming reject) {
      rejectIncoming(reject.answer());
    }
  }

  private void withLink(Direction direction, Consumer<Link> use) {
    Link link = links.get(direction);
    if (link != null) {
      use.accept(link);
    }
  }

  private void close(Direction direction) {
    Link link = links.remove(direction);
    if (link != null) {
      if (link == established) {
        established = null;
        negotiated = null;
        scanContext = null;
      }
      link.close();
    }
  }

  private void sessionUp(SessionAction.SessionUp up) {
    established = links.get(up.direction());
    negotiated = up.negotiated();
    scanContext = up.negotiated().scan();
    holdTime = Duration.ofSeconds(up.negotiated().holdTime());
    listener.sessionUp(up.negotiated());
  }

  // Connections.

  private void connect() {
    Receiver receiver = new Receiver(Direction.OUTGOING);
    ChannelFuture attempt = connector.connect(receiver.frames);
    connecting = attempt;
    attempt.addListener(done -> loop.execute(() -> connected(attempt, receiver)));
  }

  private void connected(ChannelFuture attempt, Receiver receiver) {
    if (connecting != attempt) {
      attempt.channel().close();
      return;
    }
    connecting = null;
    if (attempt.isSuccess()) {
      receiver.open(attempt.channel());
      handle(new SessionEvent.OutgoingConnected());
      // The channel does not read by itself, and nobody else asks for the first octets.
      attempt.channel().read();
    } else {
      handle(new SessionEvent.ConnectFailed());
    }
  }

  private void abortConnect() {
    ChannelFuture attempt = connecting;
    connecting = null;
    if (attempt != null) {
      attempt.cancel(false);
      attempt.channel().close();
    }
  }

  private void acceptIncoming() {
    Channel channel = offered;
    if (channel != null) {
      Receiver receiver = new Receiver(Direction.INCOMING);
      receiver.open(channel);
      channel.pipeline().addLast(receiver.frames);
      channel.read();
    }
  }

  private void rejectIncoming(@Nullable Notification answer) {
    Channel channel = offered;
    if (channel == null) {
      return;
    }
    FrameHandler frames = new FrameHandler(new IgnoringReceiver());
    channel.pipeline().addLast(frames);
    Link link = new Link(channel, frames, Direction.INCOMING);
    if (answer != null) {
      link.send(Octets.of(answer.encode()));
    }
    link.close();
  }

  // Timers.

  private void timerExpired(SessionTimer timer, @Nullable Direction direction) {
    Link link = direction == null ? null : links.get(direction);
    if (link != null && timer == SessionTimer.HOLD) {
      Duration rest = restOfHold(link);
      if (!rest.isZero()) {
        timers.start(timer, direction, rest);
        return;
      }
    }
    if (link != null && timer == SessionTimer.SEND_HOLD) {
      Duration limit = sendHold();
      Duration stuck = Duration.ofNanos(link.stuckFor());
      if (stuck.compareTo(limit) < 0) {
        timers.start(timer, direction, limit.minus(stuck));
        return;
      }
    }
    handle(new SessionEvent.TimerExpired(timer, direction));
  }

  /** Time until the peer has been silent for the hold time; zero if it has. */
  private Duration restOfHold(Link link) {
    Duration silent = Duration.ofNanos(link.silentFor());
    if (link != established) {
      return Duration.ZERO;
    }
    if (silent.compareTo(holdTime) < 0) {
      return holdTime.minus(silent);
    }
    // Its octets may wait in our own queue: that is not silence, up to a bound.
    boolean ourFault = link.frames().isBehind() && silent.compareTo(holdTime.multipliedBy(2)) < 0;
    return ourFault ? HOLD_EXTENSION : Duration.ZERO;
  }

  private Duration sendHold() {
    Duration twice = holdTime.multipliedBy(2);
    Duration least = Duration.ofMinutes(8);
    return twice.compareTo(least) > 0 ? twice : least;
  }

  // Messages.

  /**
   * Hands the messages of one connection to the machine, for as long as it is the session's: one
   * that was given up may linger while its successor of the same direction is up.
   */
  private final class Receiver implements FrameReceiver {

    private final Direction direction;
    private final FrameHandler frames = new FrameHandler(this);
    private @Nullable Link opened;

    Receiver(Direction direction) {
      this.direction = direction;
    }

    void open(Channel channel) {
      opened = new Link(channel, frames, direction);
      links.put(direction, opened);
    }

    private @Nullable Link link() {
      Link current = links.get(direction);
      return current == opened ? current : null;
    }

    @Override
    public void message(MessageType type, byte[] buffer, int from, int length) {
      Link link = link();
      if (link == null) {
        return;
      }
      link.messageReceived();
      if (link == established) {
        establishedMessage(link, type, buffer, from, length);
      } else {
        openingMessage(type, buffer, from, length);
      }
    }

    private void openingMessage(MessageType type, byte[] buffer, int from, int length) {
      handle(
          switch (type) {
            case OPEN ->
                new SessionEvent.OpenReceived(direction, OpenDecoder.decode(buffer, from, length));
            case UPDATE -> new SessionEvent.UpdateReceived(direction);
            case NOTIFICATION ->
                new SessionEvent.NotificationReceived(
                    direction, Notification.decode(buffer, from, length));
            case KEEPALIVE -> new SessionEvent.KeepaliveReceived(direction);
            case ROUTE_REFRESH -> new SessionEvent.RouteRefreshReceived(direction);
          });
    }

    private void establishedMessage(
        Link link, MessageType type, byte[] buffer, int from, int length) {
      switch (type) {
        case UPDATE -> update(link, buffer, from, length);
        case KEEPALIVE -> {}
        case ROUTE_REFRESH -> refresh(link, buffer, from, length);
        case OPEN, NOTIFICATION -> openingMessage(type, buffer, from, length);
      }
    }

    @Override
    public int foresee(byte[] buffer, int from, int to) {
      ScanContext context = scanContext;
      return context != null && opened == established
          ? listener.foresee(buffer, from, to, context)
          : to;
    }

    @Override
    public void turnOver() {
      if (opened != null) {
        opened.turnOver();
      }
      listener.turnOver();
    }

    @Override
    public void broken(Notification answer) {
      if (link() != null) {
        handle(new SessionEvent.ProtocolError(direction, answer));
      }
    }

    @Override
    public void closed() {
      if (link() != null) {
        handle(new SessionEvent.ConnectionClosed(direction));
      }
    }
  }

  private void update(Link link, byte[] buffer, int from, int length) {
    ScanContext context = scanContext;
    if (context == null) {
      return;
    }
    if (scan.scan(buffer, from, length, context).isAtLeast(Disposition.FAMILY_DISABLE)) {
      listener.fatalUpdate(scan, buffer, from, length);
      handle(new SessionEvent.ProtocolError(link.direction(), scan.notification()));
    } else {
      listener.update(scan, buffer, from, length);
    }
  }

  /** RFC 2918 and RFC 7313 section 5: only a marker of wrong length is an error. */
  private void refresh(Link link, byte[] buffer, int from, int length) {
    Negotiated agreed = negotiated;
    if (agreed == null) {
      return;
    }
    if (length != RouteRefresh.LENGTH) {
      Notification error = RouteRefresh.lengthError(buffer, from, length);
      if (error != null && agreed.enhancedRefresh()) {
        fail(error);
      }
      return;
    }
    RouteRefresh message = RouteRefresh.decode(buffer, from);
    if (!agreed.families().contains(message.family())) {
      return;
    }
    if (message.subtype() == RouteRefresh.REQUEST && agreed.enhancedRefresh()) {
      // We have nothing to send again, and say so (RFC 7313 section 4).
      List.of(RouteRefresh.BEGIN, RouteRefresh.END)
          .forEach(
              marker -> link.send(Octets.of(new RouteRefresh(message.family(), marker).encode())));
    }
    listener.routeRefresh(message);
  }

  /** For connections that are refused: whatever they say is not heard. */
  private static final class IgnoringReceiver implements FrameReceiver {
    @Override
    public void message(MessageType type, byte[] buffer, int from, int length) {}

    @Override
    public void broken(Notification answer) {}

    @Override
    public void closed() {}
  }
}

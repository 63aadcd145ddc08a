package io.prefixwatch.bgp.session;

import io.prefixwatch.bgp.message.MessageType;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.message.OpenDecoder;
import io.prefixwatch.bgp.net.Octets;
import io.prefixwatch.bgp.session.CheckedMachine.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Two machines that are each other's peer, and a network between them that delays and cuts what it
 * likes. Within a connection octets keep their order, as TCP sees to.
 */
final class MachinePair {

  /** One TCP connection: what is on its way to each end. */
  private static final class Connection {
    final Deque<Object> toOpener = new ArrayDeque<>();
    final Deque<Object> toOther = new ArrayDeque<>();
  }

  /** In place of a message: the other end has closed. */
  private static final Object END = new Object();

  /** In place of a message: the connection stands. */
  private static final Object BEGIN = new Object();

  private final Random random;
  private final End left;
  private final End right;
  private Duration now = Duration.ZERO;

  MachinePair(Random random) {
    this.random = random;
    int ids = random.nextInt(3);
    boolean internal = random.nextInt(4) == 0;
    long rightAsn = internal ? 64500 : 64496;
    int leftHold = random.nextInt(4) == 0 ? 9 : 90;
    boolean leftActive = random.nextBoolean();
    boolean rightActive = !leftActive || random.nextInt(3) > 0;
    left = new End(RandomSession.parameters(64500, ids, rightAsn, leftActive, leftHold));
    right = new End(RandomSession.parameters(rightAsn, (ids + 1) % 3, 64500, rightActive, 90));
  }

  /** One end: its machine, its timers by the time they are due, its connections. */
  private final class End {
    final CheckedMachine machine;
    final Map<Timer, Duration> due = new HashMap<>();
    final Map<Direction, Connection> connections = new EnumMap<>(Direction.class);
    @Nullable Connection attempt;

    End(SessionParameters parameters) {
      machine = new CheckedMachine(parameters);
    }

    End other() {
      return this == left ? right : left;
    }

    void handle(SessionEvent event, @Nullable Connection offered) {
      for (SessionAction action : machine.handle(event)) {
        perform(action, offered);
      }
      due.keySet().retainAll(machine.timers().keySet());
    }

    private void perform(SessionAction action, @Nullable Connection offered) {
      if (action instanceof SessionAction.Connect) {
        Connection fresh = new Connection();
        fresh.toOpener.add(BEGIN);
        fresh.toOther.add(BEGIN);
        attempt = fresh;
        wire.add(fresh);
        openers.put(fresh, this);
      } else if (action instanceof SessionAction.AbortConnect) {
        end(attempt, this);
        attempt = null;
      } else if (action instanceof SessionAction.AcceptIncoming && offered != null) {
        connections.put(Direction.INCOMING, offered);
      } else if (action instanceof SessionAction.RejectIncoming reject && offered != null) {
        Notification answer = reject.answer();
        if (answer != null) {
          queueTo(offered, other()).add(Octets.of(answer.encode()));
        }
        end(offered, this);
      } else if (action instanceof SessionAction.Send send) {
        Connection connection = connections.get(send.direction());
        if (connection != null) {
          queueTo(connection, other()).add(send.message());
        }
      } else if (action instanceof SessionAction.Close close) {
        end(connections.remove(close.direction()), this);
      } else if (action instanceof SessionAction.StartTimer start) {
        due.put(new Timer(start.timer(), start.direction()), now.plus(start.duration()));
      }
    }
  }

  private final List<Connection> wire = new ArrayList<>();
  private final Map<Connection, End> openers = new HashMap<>();

  private Deque<Object> queueTo(Connection connection, End end) {
    return openers.get(connection) == end ? connection.toOpener : connection.toOther;
  }

  /** This end has closed: nothing more reaches it, and the other one learns of it in time. */
  private void end(@Nullable Connection connection, End closing) {
    if (connection != null) {
      queueTo(connection, closing).clear();
      queueTo(connection, closing.other()).add(END);
    }
  }

  void start() {
    left.handle(new SessionEvent.Start(), null);
    right.handle(new SessionEvent.Start(), null);
  }

  /** Anything may happen: late or lost octets, cuts, timers before their time. */
  void chaos() {
    End end = random.nextBoolean() ? left : right;
    int dice = random.nextInt(20);
    if (dice == 0 && !wire.isEmpty()) {
      cut(wire.get(random.nextInt(wire.size())));
    } else if (dice == 1 && !end.due.isEmpty()) {
      List<Timer> timers = List.copyOf(end.due.keySet());
      expire(end, timers.get(random.nextInt(timers.size())));
    } else if (!deliverSomething()) {
      passTime();
    }
  }

  /** Everything arrives, timers keep their time; true if both ends are up on one connection. */
  boolean settle() {
    for (int steps = 0; steps < 2_000; steps++) {
      if (!deliverSomething()) {
        if (agree()) {
          return true;
        }
        passTime();
      }
    }
    return false;
  }

  /** How long the ends have waited for timers. */
  Duration elapsed() {
    return now;
  }

  private boolean agree() {
    Direction here = left.machine.established();
    Direction there = right.machine.established();
    return here != null
        && there != null
        && left.connections.get(here) == right.connections.get(there);
  }

  private void cut(Connection connection) {
    connection.toOpener.clear();
    connection.toOther.clear();
    connection.toOpener.add(END);
    connection.toOther.add(END);
  }

  private boolean deliverSomething() {
    wire.removeIf(connection -> connection.toOpener.isEmpty() && isUnused(connection));
    List<Connection> busy =
        wire.stream().filter(c -> !c.toOpener.isEmpty() || !c.toOther.isEmpty()).toList();
    if (busy.isEmpty()) {
      return false;
    }
    Connection connection = busy.get(random.nextInt(busy.size()));
    boolean toOpener =
        connection.toOther.isEmpty() || (!connection.toOpener.isEmpty() && random.nextBoolean());
    End opener = openers.get(connection);
    if (opener != null) {
      End receiver = toOpener ? opener : opener.other();
      deliver(connection, receiver, toOpener ? Direction.OUTGOING : Direction.INCOMING);
    }
    return true;
  }

  private boolean isUnused(Connection connection) {
    return connection.toOther.isEmpty()
        && left.attempt != connection
        && right.attempt != connection
        && !left.connections.containsValue(connection)
        && !right.connections.containsValue(connection);
  }

  private void deliver(Connection connection, End end, Direction direction) {
    Object item = queueTo(connection, end).remove();
    boolean ours = end.connections.get(direction) == connection;
    if (item == BEGIN) {
      if (direction == Direction.INCOMING) {
        end.handle(new SessionEvent.IncomingConnection(), connection);
      } else if (end.attempt == connection) {
        end.attempt = null;
        end.connections.put(Direction.OUTGOING, connection);
        end.handle(new SessionEvent.OutgoingConnected(), null);
      }
    } else if (item == END) {
      if (end.attempt == connection) {
        end.attempt = null;
        end.handle(new SessionEvent.ConnectFailed(), null);
      } else if (ours) {
        // The machine forgets the connection without closing it: it is gone.
        end.handle(new SessionEvent.ConnectionClosed(direction), null);
      }
    } else if (ours) {
      end.handle(event(direction, ((Octets) item).toByteArray()), null);
    }
  }

  private static SessionEvent event(Direction direction, byte[] message) {
    MessageType type = MessageType.of(message[18]);
    if (type == null) {
      throw new AssertionError("a message without a type");
    }
    return switch (type) {
      case OPEN ->
          new SessionEvent.OpenReceived(direction, OpenDecoder.decode(message, 0, message.length));
      case UPDATE -> new SessionEvent.UpdateReceived(direction);
      case NOTIFICATION ->
          new SessionEvent.NotificationReceived(
              direction, Notification.decode(message, 0, message.length));
      case KEEPALIVE -> new SessionEvent.KeepaliveReceived(direction);
      case ROUTE_REFRESH -> new SessionEvent.RouteRefreshReceived(direction);
    };
  }

  private void passTime() {
    End next = null;
    Timer first = null;
    for (End end : List.of(left, right)) {
      for (Map.Entry<Timer, Duration> entry : end.due.entrySet()) {
        if (next == null || first == null || entry.getValue().compareTo(next.due.get(first)) < 0) {
          next = end;
          first = entry.getKey();
        }
      }
    }
    if (next != null && first != null) {
      Duration due = next.due.get(first);
      now = due != null && due.compareTo(now) > 0 ? due : now;
      expire(next, first);
    }
  }

  private static void expire(End end, Timer timer) {
    end.due.remove(timer);
    end.handle(new SessionEvent.TimerExpired(timer.timer(), timer.direction()), null);
  }

  @Override
  public String toString() {
    return "left %s %s, right %s %s at %s, %d connections"
        .formatted(
            left.machine.state(), left.due, right.machine.state(), right.due, now, wire.size());
  }
}

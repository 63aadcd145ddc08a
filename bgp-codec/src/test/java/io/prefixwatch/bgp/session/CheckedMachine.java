package io.prefixwatch.bgp.session;

import io.prefixwatch.bgp.net.Family;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A session machine that is watched: keeps what its actions mean for whoever executes them, and
 * checks after each event that all of it fits together.
 */
final class CheckedMachine {

  /** Which timer of which connection. */
  record Timer(SessionTimer timer, @Nullable Direction direction) {}

  private final SessionParameters parameters;
  private final SessionMachine machine;
  private final Map<Timer, Duration> timers = new LinkedHashMap<>();
  private final Set<Direction> open = EnumSet.noneOf(Direction.class);
  private final Set<Family> stale = new HashSet<>();
  private boolean started;
  private boolean connecting;
  private @Nullable Direction established;
  private @Nullable Negotiated negotiated;
  private int answersToIncoming;

  CheckedMachine(SessionParameters parameters) {
    this.parameters = parameters;
    this.machine = new SessionMachine(parameters);
  }

  /** The running timers with the durations that they were started with. */
  Map<Timer, Duration> timers() {
    return timers;
  }

  Set<Direction> open() {
    return open;
  }

  boolean connecting() {
    return connecting;
  }

  @Nullable Direction established() {
    return established;
  }

  SessionState state() {
    return machine.state();
  }

  /** Takes an event and checks what follows from it. */
  List<SessionAction> handle(SessionEvent event) {
    before(event);
    List<SessionAction> actions = machine.handle(event);
    for (SessionAction action : actions) {
      check(action);
    }
    boolean offered = event instanceof SessionEvent.IncomingConnection;
    require(answersToIncoming == (offered ? 1 : 0), "one answer to a connection");
    checkState();
    return actions;
  }

  private void before(SessionEvent event) {
    answersToIncoming = 0;
    if (event instanceof SessionEvent.Start) {
      started = true;
    } else if (event instanceof SessionEvent.Stop) {
      started = false;
    } else if (event instanceof SessionEvent.OutgoingConnected) {
      connecting = false;
      open.add(Direction.OUTGOING);
    } else if (event instanceof SessionEvent.ConnectFailed) {
      connecting = false;
    } else if (event instanceof SessionEvent.TimerExpired expired) {
      timers.remove(new Timer(expired.timer(), expired.direction()));
    }
  }

  private void check(SessionAction action) {
    if (action instanceof SessionAction.StartTimer start) {
      SessionTimer timer = start.timer();
      require(!start.duration().isNegative() && !start.duration().isZero(), "a time to wait");
      require((start.direction() != null) == timer.isPerConnection(), "whose timer");
      timers.put(new Timer(timer, start.direction()), start.duration());
    } else if (action instanceof SessionAction.StopTimer stop) {
      timers.remove(new Timer(stop.timer(), stop.direction()));
    } else if (action instanceof SessionAction.Send send) {
      require(open.contains(send.direction()), "sends on what is open");
    } else if (action instanceof SessionAction.Close close) {
      require(open.remove(close.direction()), "closes what is open");
    } else if (action instanceof SessionAction.SessionUp up) {
      require(established == null, "never two Established");
      require(open.contains(up.direction()), "up on what is open");
      established = up.direction();
      negotiated = up.negotiated();
    } else if (action instanceof SessionAction.SessionDown down) {
      checkDown(down);
    } else if (action instanceof SessionAction.DropStale drop) {
      require(!drop.families().isEmpty(), "drops something");
      require(stale.containsAll(drop.families()), "drops what is stale");
      stale.removeAll(drop.families());
    } else {
      checkConnection(action);
    }
  }

  private void checkDown(SessionAction.SessionDown down) {
    Negotiated agreed = negotiated;
    require(established != null && agreed != null, "only what is up goes down");
    require(agreed != null && agreed.families().containsAll(down.stale()), "stale as agreed");
    require(stale.isEmpty(), "what was stale before has gone");
    stale.addAll(down.stale());
    established = null;
  }

  private void checkConnection(SessionAction action) {
    if (action instanceof SessionAction.Connect) {
      require(!connecting && parameters.active(), "connects once, if it may");
      connecting = true;
    } else if (action instanceof SessionAction.AbortConnect) {
      require(connecting, "aborts what it began");
      connecting = false;
    } else if (action instanceof SessionAction.AcceptIncoming) {
      answersToIncoming++;
      require(open.add(Direction.INCOMING), "one of each direction");
    } else if (action instanceof SessionAction.RejectIncoming) {
      answersToIncoming++;
    }
  }

  private boolean runs(SessionTimer timer) {
    return timers.containsKey(new Timer(timer, null));
  }

  private boolean runs(SessionTimer timer, Direction direction) {
    return timers.containsKey(new Timer(timer, direction));
  }

  private void checkState() {
    SessionState state = machine.state();
    require((state == SessionState.ESTABLISHED) == (established != null), "Established is up");
    require(established == null || open.equals(Set.of(established)), "and alone");
    for (Direction direction : Direction.values()) {
      if (open.contains(direction)) {
        checkOpenConnection(direction);
      } else {
        boolean none = timers.keySet().stream().noneMatch(t -> t.direction() == direction);
        require(none, "no timer of a closed connection");
      }
    }
    checkTimersOfThePeer();
    checkLegal(state);
  }

  /** Nobody waits for ever: something ends a connection on which nothing comes. */
  private void checkOpenConnection(Direction direction) {
    boolean up = direction == established;
    boolean waits = runs(SessionTimer.OPEN_WAIT, direction);
    boolean holds = runs(SessionTimer.HOLD, direction);
    boolean agreedOnNone = up && negotiated != null && negotiated.holdTime() == 0;
    require(waits || holds || agreedOnNone, "an end to silence");
    require(!up || !waits, "no wait for an OPEN that came");
    require(!up || runs(SessionTimer.SEND_HOLD, direction), "an end to a stuck write");
    require(runs(SessionTimer.KEEPALIVE, direction) == holds, "keepalives where they count");
  }

  private void checkTimersOfThePeer() {
    require(!runs(SessionTimer.STABLE) || established != null, "stable while up");
    boolean up = established != null;
    require(runs(SessionTimer.RESTART) == (!stale.isEmpty() && !up), "an end to stale routes");
    require(runs(SessionTimer.STALE) == (!stale.isEmpty() && up), "an end to stale routes, up");
    if (!started) {
      boolean nothing = timers.isEmpty() && open.isEmpty() && !connecting && stale.isEmpty();
      require(nothing, "nothing goes on after a stop");
    }
  }

  private void checkLegal(SessionState state) {
    boolean pauses = runs(SessionTimer.IDLE_HOLD);
    if (!open.isEmpty()) {
      require(state.compareTo(SessionState.OPEN_SENT) >= 0, "a connection has a state");
      require(!pauses, "no pause with a connection");
      return;
    }
    require((state == SessionState.IDLE) == (!started || pauses), "Idle");
    require((state == SessionState.CONNECT) == connecting, "Connect");
    if (started && parameters.active() && !connecting) {
      require(pauses || runs(SessionTimer.CONNECT_RETRY), "will connect again");
    }
  }

  /** Millions of these: an assertion object each would be all that the test does. */
  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new AssertionError("not so: " + what);
    }
  }
}

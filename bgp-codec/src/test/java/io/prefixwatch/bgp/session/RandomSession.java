package io.prefixwatch.bgp.session;

import io.prefixwatch.bgp.capability.Capability;
import io.prefixwatch.bgp.capability.FourOctetAsnCapability;
import io.prefixwatch.bgp.capability.GracefulRestartCapability;
import io.prefixwatch.bgp.capability.GracefulRestartCapability.RestartFamily;
import io.prefixwatch.bgp.capability.MultiprotocolCapability;
import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.message.Decoded;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.message.Open;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.RouterId;
import io.prefixwatch.bgp.session.CheckedMachine.Timer;
import io.prefixwatch.bgp.update.ParserPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A machine with random settings, and the events that chance brings it. */
final class RandomSession {

  private static final List<Family> BOTH = List.of(Family.IPV4_UNICAST, Family.IPV6_UNICAST);
  private static final List<RouterId> IDS =
      List.of(
          RouterId.parse("192.0.2.1"), RouterId.parse("192.0.2.2"), RouterId.parse("192.0.2.3"));
  private static final List<ErrorCode> CODES =
      List.of(
          ErrorCode.ADMINISTRATIVE_SHUTDOWN,
          ErrorCode.HARD_RESET,
          ErrorCode.HOLD_TIMER_EXPIRED,
          ErrorCode.MALFORMED_ATTRIBUTE_LIST);

  private final Random random;
  private final CheckedMachine machine;
  private final List<SessionEvent> history = new ArrayList<>();
  private final long peerAsn;

  RandomSession(Random random) {
    this.random = random;
    this.peerAsn = random.nextInt(4) == 0 ? 64500 : 64496;
    this.machine =
        new CheckedMachine(parameters(64500, 1, peerAsn, random.nextInt(3) > 0, pick(0, 3, 90)));
  }

  /** A session of two families. */
  static SessionParameters parameters(
      long localAsn, int routerId, long peerAsn, boolean active, int holdTime) {
    return new SessionParameters(
        localAsn,
        IDS.get(routerId),
        peerAsn,
        active,
        holdTime,
        3,
        BOTH,
        false,
        false,
        null,
        false,
        ParserPolicy.DEFAULT);
  }

  private int pick(int... values) {
    return values[random.nextInt(values.length)];
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  List<SessionEvent> history() {
    return history;
  }

  CheckedMachine machine() {
    return machine;
  }

  /** Brings one event: nearly always one that can happen, if {@code wild} any. */
  void step(boolean wild) {
    SessionEvent event = wild ? anyEvent() : possibleEvent();
    if (event != null) {
      history.add(event);
      machine.handle(event);
    }
  }

  /** An event that whoever executes the actions could bring; mostly one that leads on. */
  private @Nullable SessionEvent possibleEvent() {
    int dice = random.nextInt(100);
    if (history.isEmpty() || dice < 2) {
      return new SessionEvent.Start();
    }
    if (dice < 3) {
      return new SessionEvent.Stop(CODES.get(random.nextInt(2)));
    }
    if (dice < 15) {
      return new SessionEvent.IncomingConnection();
    }
    if (dice < 30) {
      return timerExpired();
    }
    if (machine.connecting() && dice < 45) {
      return random.nextInt(3) == 0
          ? new SessionEvent.ConnectFailed()
          : new SessionEvent.OutgoingConnected();
    }
    if (machine.open().isEmpty()) {
      return machine.connecting() ? null : new SessionEvent.IncomingConnection();
    }
    Direction direction = pick(machine.open());
    return dice < 90 ? leadsOn(direction) : onConnection(direction);
  }

  private Direction pick(Set<Direction> open) {
    return any(List.copyOf(open));
  }

  private SessionEvent leadsOn(Direction direction) {
    return machine.state() == SessionState.OPEN_SENT || random.nextInt(6) == 0
        ? new SessionEvent.OpenReceived(direction, open())
        : new SessionEvent.KeepaliveReceived(direction);
  }

  private SessionEvent onConnection(Direction direction) {
    return switch (random.nextInt(8)) {
      case 0 -> new SessionEvent.ConnectionClosed(direction);
      case 1 -> new SessionEvent.UpdateReceived(direction);
      case 2 -> new SessionEvent.RouteRefreshReceived(direction);
      case 3 -> new SessionEvent.NotificationReceived(direction, notification());
      case 4 -> new SessionEvent.ProtocolError(direction, Notification.of(anyCode()));
      case 5 -> new SessionEvent.EndOfRibReceived(any(BOTH));
      case 6 -> new SessionEvent.OpenReceived(direction, open());
      default -> new SessionEvent.KeepaliveReceived(direction);
    };
  }

  private ErrorCode anyCode() {
    return any(CODES);
  }

  private @Nullable Notification notification() {
    return random.nextInt(4) == 0 ? null : Notification.of(anyCode());
  }

  private @Nullable SessionEvent timerExpired() {
    List<Timer> running = List.copyOf(machine.timers().keySet());
    if (running.isEmpty()) {
      return null;
    }
    Timer timer = any(running);
    return new SessionEvent.TimerExpired(timer.timer(), timer.direction());
  }

  private Decoded<Open> open() {
    if (random.nextInt(12) == 0) {
      return Decoded.rejected(Notification.of(ErrorCode.UNSUPPORTED_VERSION));
    }
    long asn = random.nextInt(12) == 0 ? 64511 : peerAsn;
    List<Capability> offered = new ArrayList<>();
    if (random.nextInt(4) > 0) {
      BOTH.forEach(family -> offered.add(new MultiprotocolCapability(family)));
    }
    offered.add(new FourOctetAsnCapability(asn));
    if (random.nextBoolean()) {
      List<RestartFamily> families = new ArrayList<>();
      BOTH.forEach(family -> families.add(new RestartFamily(family, random.nextBoolean())));
      int seconds = random.nextInt(3) == 0 ? 0 : 120;
      offered.add(
          new GracefulRestartCapability(
              random.nextBoolean(), random.nextBoolean(), seconds, families));
    }
    int holdTime = random.nextInt(12) == 0 ? 0 : pick(3, 90);
    return Decoded.of(
        Open.offering(asn, holdTime, IDS.get(random.nextInt(10) == 0 ? 1 : pick(0, 2)), offered));
  }

  /** An event that need not be possible: late timers, octets of connections that are gone. */
  private SessionEvent anyEvent() {
    Direction direction = any(List.of(Direction.values()));
    return switch (random.nextInt(6)) {
      case 0 -> {
        SessionTimer timer = any(List.of(SessionTimer.values()));
        yield new SessionEvent.TimerExpired(timer, timer.isPerConnection() ? direction : null);
      }
      case 1 -> new SessionEvent.ConnectFailed();
      case 2 -> new SessionEvent.OpenReceived(direction, open());
      default -> onConnection(direction);
    };
  }
}

package io.prefixwatch.bgp.session;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.prefixwatch.bgp.net.Octets;
import io.prefixwatch.bgp.net.RouterId;
import io.prefixwatch.bgp.update.ParserPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two connections of one peer, in every order (RFC 4271 section 6.8): the one that the end with the
 * higher identifier opened stays, on a tie that of the higher AS number (RFC 6286 section 2.3).
 */
class CollisionTest {

  private static final Octets COLLISION = Octets.of(Notification.of(ErrorCode.COLLISION).encode());

  private static CheckedMachine machine(String routerId, long asn) {
    return new CheckedMachine(
        new SessionParameters(
            asn,
            RouterId.parse(routerId),
            64496,
            true,
            90,
            3,
            List.of(Family.IPV4_UNICAST),
            false,
            false,
            null,
            false,
            ParserPolicy.DEFAULT));
  }

  private static Decoded<Open> open(String routerId, Capability... more) {
    List<Capability> capabilities = new ArrayList<>(List.of(more));
    capabilities.add(new FourOctetAsnCapability(64496));
    capabilities.add(new MultiprotocolCapability(Family.IPV4_UNICAST));
    return Decoded.of(Open.offering(64496, 90, RouterId.parse(routerId), capabilities));
  }

  /** Both connections stand, and both OPENs of ours are out. */
  private static CheckedMachine both(String routerId, long asn) {
    CheckedMachine machine = machine(routerId, asn);
    machine.handle(new SessionEvent.Start());
    machine.handle(new SessionEvent.IncomingConnection());
    machine.handle(new SessionEvent.OutgoingConnected());
    assertThat(machine.open()).containsExactlyInAnyOrder(Direction.values());
    return machine;
  }

  /** Identifiers are compared as unsigned numbers: 127 is less than 192 is less than 223. */
  @ParameterizedTest(
      name = "we are {0} AS{1}, they {2} AS64496, the OPEN of the {3} one comes first")
  @CsvSource({
    "192.0.2.9, 64500, 192.0.2.1, OUTGOING, OUTGOING",
    "192.0.2.9, 64500, 192.0.2.1, INCOMING, OUTGOING",
    "192.0.2.1, 64500, 192.0.2.9, OUTGOING, INCOMING",
    "192.0.2.1, 64500, 192.0.2.9, INCOMING, INCOMING",
    "192.0.2.1, 64500, 127.0.0.1, OUTGOING, OUTGOING",
    "127.0.0.1, 64500, 192.0.2.1, INCOMING, INCOMING",
    "223.0.0.1, 64500, 1.0.0.1, INCOMING, OUTGOING",
    "192.0.2.1, 64500, 192.0.2.1, OUTGOING, OUTGOING",
    "192.0.2.1, 64500, 192.0.2.1, INCOMING, OUTGOING",
    "192.0.2.1, 64490, 192.0.2.1, OUTGOING, INCOMING",
    "192.0.2.1, 64490, 192.0.2.1, INCOMING, INCOMING",
    "192.0.2.1, 4200000001, 192.0.2.1, INCOMING, OUTGOING",
  })
  void keepsTheConnectionOfTheHigherEnd(
      String ours, long asn, String theirs, Direction first, Direction kept) {
    CheckedMachine machine = both(ours, asn);
    machine.handle(new SessionEvent.OpenReceived(first, open(theirs)));

    List<SessionAction> actions =
        machine.handle(new SessionEvent.OpenReceived(first.other(), open(theirs)));

    assertThat(actions)
        .contains(
            new SessionAction.Send(kept.other(), COLLISION), new SessionAction.Close(kept.other()));
    assertThat(machine.open()).containsExactly(kept);
    machine.handle(new SessionEvent.ConnectionClosed(kept.other()));
    machine.handle(new SessionEvent.KeepaliveReceived(kept));
    assertThat(machine.established()).isEqualTo(kept);
  }

  /** A connection that lost is no error: the session pauses neither for it nor after it. */
  @Test
  void doesNotPauseForTheConnectionThatLost() {
    CheckedMachine machine = both("192.0.2.9", 64500);
    machine.handle(new SessionEvent.OpenReceived(Direction.OUTGOING, open("192.0.2.1")));
    machine.handle(new SessionEvent.OpenReceived(Direction.INCOMING, open("192.0.2.1")));

    assertThat(machine.timers().keySet())
        .extracting(CheckedMachine.Timer::timer)
        .doesNotContain(SessionTimer.IDLE_HOLD, SessionTimer.CONNECT_RETRY);
    assertThat(machine.state()).isEqualTo(SessionState.OPEN_CONFIRM);
  }

  /** It is Established before the other's OPEN has come: nothing is compared then. */
  @ParameterizedTest
  @CsvSource({"OUTGOING", "INCOMING"})
  void endsTheOtherConnectionWhenOneIsEstablished(Direction up) {
    CheckedMachine machine = both("192.0.2.9", 64500);
    machine.handle(new SessionEvent.OpenReceived(up, open("192.0.2.1")));

    List<SessionAction> actions = machine.handle(new SessionEvent.KeepaliveReceived(up));

    assertThat(actions).contains(new SessionAction.Send(up.other(), COLLISION));
    assertThat(machine.open()).containsExactly(up);
    assertThat(machine.established()).isEqualTo(up);
  }

  @Test
  void refusesAConnectionOfAnEstablishedPeer() {
    CheckedMachine machine = established();

    List<SessionAction> actions = machine.handle(new SessionEvent.IncomingConnection());

    assertThat(actions)
        .containsExactly(new SessionAction.RejectIncoming(Notification.of(ErrorCode.COLLISION)));
    assertThat(machine.established()).isEqualTo(Direction.INCOMING);
  }

  /** It is the sign that the peer has restarted (RFC 4724 section 5). */
  @Test
  void takesAConnectionOfAnEstablishedPeerThatCanRestartGracefully() {
    RestartFamily ipv4 = new RestartFamily(Family.IPV4_UNICAST, true);
    CheckedMachine machine =
        established(new GracefulRestartCapability(false, true, 120, List.of(ipv4)));

    List<SessionAction> actions = machine.handle(new SessionEvent.IncomingConnection());

    assertThat(actions)
        .contains(
            new SessionAction.Close(Direction.INCOMING),
            new SessionAction.SessionDown(
                DownReason.of(DownReason.Cause.PEER_RESTARTED), Set.of(Family.IPV4_UNICAST)),
            new SessionAction.AcceptIncoming());
    assertThat(machine.state()).isEqualTo(SessionState.OPEN_SENT);
  }

  /** The capability without a family says only that it sends End-of-RIB. */
  @Test
  void refusesItIfTheCapabilityListsNoFamily() {
    CheckedMachine machine =
        established(new GracefulRestartCapability(false, true, 120, List.of()));

    assertThat(machine.handle(new SessionEvent.IncomingConnection()))
        .containsExactly(new SessionAction.RejectIncoming(Notification.of(ErrorCode.COLLISION)));
  }

  @Test
  void refusesASecondConnectionBeforeTheFirstHasSaidWhoItIs() {
    CheckedMachine machine = machine("192.0.2.9", 64500);
    machine.handle(new SessionEvent.Start());
    machine.handle(new SessionEvent.IncomingConnection());

    assertThat(machine.handle(new SessionEvent.IncomingConnection()))
        .containsExactly(new SessionAction.RejectIncoming(Notification.of(ErrorCode.COLLISION)));
    assertThat(machine.open()).containsExactly(Direction.INCOMING);
  }

  private static CheckedMachine established(Capability... theirs) {
    CheckedMachine machine = machine("192.0.2.9", 64500);
    machine.handle(new SessionEvent.Start());
    machine.handle(new SessionEvent.ConnectFailed());
    machine.handle(new SessionEvent.IncomingConnection());
    machine.handle(new SessionEvent.OpenReceived(Direction.INCOMING, open("192.0.2.1", theirs)));
    machine.handle(new SessionEvent.KeepaliveReceived(Direction.INCOMING));
    assertThat(machine.established()).isEqualTo(Direction.INCOMING);
    return machine;
  }
}

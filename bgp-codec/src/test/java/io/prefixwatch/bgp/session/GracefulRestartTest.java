package io.prefixwatch.bgp.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.capability.Capability;
import io.prefixwatch.bgp.capability.GracefulRestartCapability;
import io.prefixwatch.bgp.capability.GracefulRestartCapability.RestartFamily;
import io.prefixwatch.bgp.capability.MultiprotocolCapability;
import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.fixture.malformed.Setting;
import io.prefixwatch.bgp.message.Decoded;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.message.Open;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.RouterId;
import io.prefixwatch.bgp.session.DownReason.Cause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which routes outlive a session, and for how long (RFC 4724 section 4.2, RFC 8538). */
class GracefulRestartTest {

  private static final Direction INCOMING = Direction.INCOMING;
  private static final RestartFamily IPV4 = new RestartFamily(Family.IPV4_UNICAST, true);
  private static final RestartFamily IPV6 = new RestartFamily(Family.IPV6_UNICAST, true);
  private static final RestartFamily IPV6_LOST = new RestartFamily(Family.IPV6_UNICAST, false);

  private static Open open(Capability... more) {
    List<Capability> capabilities = new ArrayList<>(List.of(more));
    capabilities.add(new MultiprotocolCapability(Family.IPV4_UNICAST));
    capabilities.add(new MultiprotocolCapability(Family.IPV6_UNICAST));
    return Open.offering(Setting.PEER_ASN, 90, RouterId.parse("192.0.2.1"), capabilities);
  }

  private static GracefulRestartCapability restarts(
      boolean notification, int seconds, RestartFamily... families) {
    return new GracefulRestartCapability(false, notification, seconds, List.of(families));
  }

  private static Set<Family> stale(Open theirs, DownReason reason) {
    Negotiated session =
        Objects.requireNonNull(OpenExchange.settle(Setting.EBGP.parameters(), theirs).value());
    return GracefulRestart.staleAfter(session, reason);
  }

  private static DownReason received(ErrorCode error) {
    return new DownReason(Cause.NOTIFICATION_RECEIVED, Notification.of(error));
  }

  @Test
  void keepsTheFamiliesThatThePeerListed() {
    Open theirs = open(restarts(false, 120, IPV4));

    assertThat(stale(theirs, DownReason.of(Cause.CONNECTION_LOST)))
        .containsExactly(Family.IPV4_UNICAST);
    assertThat(stale(theirs, DownReason.of(Cause.PEER_RESTARTED)))
        .containsExactly(Family.IPV4_UNICAST);
  }

  @Test
  void keepsNothingOfAPeerThatCannotRestart() {
    DownReason lost = DownReason.of(Cause.CONNECTION_LOST);

    assertThat(stale(open(), lost)).isEmpty();
    assertThat(stale(open(restarts(true, 0, IPV4)), lost)).isEmpty();
    assertThat(stale(open(restarts(true, 120)), lost)).isEmpty();
    assertThat(stale(open(restarts(true, 120, new RestartFamily(Family.of(25, 70), true))), lost))
        .isEmpty();
  }

  @Test
  void keepsNothingAfterANotificationWithoutTheNBit() {
    Open theirs = open(restarts(false, 120, IPV4, IPV6));

    assertThat(stale(theirs, received(ErrorCode.ADMINISTRATIVE_RESET))).isEmpty();
    assertThat(stale(theirs, DownReason.of(Cause.HOLD_TIMER_EXPIRED))).isEmpty();
    assertThat(stale(theirs, DownReason.of(Cause.SEND_HOLD_TIMER_EXPIRED))).isEmpty();
  }

  @Test
  void keepsThemAfterANotificationWithTheNBitUnlessItIsAHardReset() {
    Open theirs = open(restarts(true, 120, IPV4, IPV6));

    assertThat(stale(theirs, received(ErrorCode.ADMINISTRATIVE_RESET))).hasSize(2);
    assertThat(stale(theirs, DownReason.of(Cause.HOLD_TIMER_EXPIRED))).hasSize(2);
    assertThat(stale(theirs, received(ErrorCode.HARD_RESET))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Cause.class,
      names = {"STOPPED", "NEVER_UP", "RECORDED"})
  void keepsNothingOfASessionThatNobodyLost(Cause cause) {
    assertThat(stale(open(restarts(true, 120, IPV4)), DownReason.of(cause))).isEmpty();
  }

  /** A machine whose session was up and is lost, both families stale. */
  private static SessionMachine lost() {
    SessionMachine machine = new SessionMachine(Setting.EBGP.parameters());
    machine.handle(new SessionEvent.Start());
    establish(machine, open(restarts(true, 120, IPV4, IPV6)));
    List<SessionAction> actions = machine.handle(new SessionEvent.ConnectionClosed(INCOMING));
    assertThat(actions)
        .contains(
            new SessionAction.SessionDown(
                DownReason.of(Cause.CONNECTION_LOST),
                Set.of(Family.IPV4_UNICAST, Family.IPV6_UNICAST)),
            new SessionAction.StartTimer(SessionTimer.RESTART, null, Duration.ofMinutes(2)));
    return machine;
  }

  private static List<SessionAction> establish(SessionMachine machine, Open theirs) {
    machine.handle(new SessionEvent.IncomingConnection());
    machine.handle(new SessionEvent.OpenReceived(INCOMING, Decoded.of(theirs)));
    return machine.handle(new SessionEvent.KeepaliveReceived(INCOMING));
  }

  private static List<Family> dropped(List<SessionAction> actions) {
    return actions.stream()
        .filter(SessionAction.DropStale.class::isInstance)
        .flatMap(action -> ((SessionAction.DropStale) action).families().stream())
        .sorted()
        .toList();
  }

  @Test
  void dropsEverythingWhenTheRestartTimeIsOver() {
    List<SessionAction> actions =
        lost().handle(new SessionEvent.TimerExpired(SessionTimer.RESTART, null));

    assertThat(dropped(actions)).containsExactly(Family.IPV4_UNICAST, Family.IPV6_UNICAST);
  }

  @Test
  void waitsForTheEndOfRibOfEachFamilyOfThePeerThatIsBack() {
    SessionMachine machine = lost();

    List<SessionAction> up = establish(machine, open(restarts(true, 120, IPV4, IPV6)));

    assertThat(dropped(up)).isEmpty();
    assertThat(up)
        .contains(
            new SessionAction.StopTimer(SessionTimer.RESTART, null),
            new SessionAction.StartTimer(SessionTimer.STALE, null, Duration.ofMinutes(10)));
    assertThat(dropped(machine.handle(new SessionEvent.EndOfRibReceived(Family.IPV4_UNICAST))))
        .containsExactly(Family.IPV4_UNICAST);
    assertThat(dropped(machine.handle(new SessionEvent.EndOfRibReceived(Family.IPV4_UNICAST))))
        .isEmpty();
    assertThat(dropped(machine.handle(new SessionEvent.TimerExpired(SessionTimer.STALE, null))))
        .containsExactly(Family.IPV6_UNICAST);
  }

  @Test
  void dropsAtOnceWhatThePeerDidNotPreserve() {
    assertThat(dropped(establish(lost(), open(restarts(true, 120, IPV4, IPV6_LOST)))))
        .containsExactly(Family.IPV6_UNICAST);
    assertThat(dropped(establish(lost(), open(restarts(true, 120, IPV4)))))
        .containsExactly(Family.IPV6_UNICAST);
    assertThat(dropped(establish(lost(), open())))
        .containsExactly(Family.IPV4_UNICAST, Family.IPV6_UNICAST);
  }

  @Test
  void dropsWhatIsStillStaleWhenTheSessionIsLostAgain() {
    SessionMachine machine = lost();
    establish(machine, open(restarts(true, 120, IPV4, IPV6)));

    List<SessionAction> actions = machine.handle(new SessionEvent.ConnectionClosed(INCOMING));

    assertThat(dropped(actions)).containsExactly(Family.IPV4_UNICAST, Family.IPV6_UNICAST);
  }

  @ParameterizedTest(name = "{0} families: {1}")
  @CsvSource({"0,false", "1,true"})
  void takesASecondConnectionForARestartWhereAFamilyWasListed(int families, boolean restart) {
    SessionMachine machine = new SessionMachine(Setting.EBGP.parameters());
    machine.handle(new SessionEvent.Start());
    RestartFamily[] listed = families == 0 ? new RestartFamily[0] : new RestartFamily[] {IPV4};
    establish(machine, open(restarts(true, 120, listed)));

    List<SessionAction> actions = machine.handle(new SessionEvent.IncomingConnection());

    assertThat(actions.contains(new SessionAction.AcceptIncoming())).isEqualTo(restart);
    assertThat(
            actions.contains(
                new SessionAction.RejectIncoming(Notification.of(ErrorCode.COLLISION))))
        .isEqualTo(!restart);
  }

  @Test
  void sendsTheEndOfRibThatARestartingPeerWaitsFor() {
    SessionMachine machine = new SessionMachine(Setting.EBGP.parameters());
    machine.handle(new SessionEvent.Start());

    List<SessionAction> actions = establish(machine, open(restarts(true, 120, IPV4, IPV6)));

    assertThat(actions.stream().filter(SessionAction.Send.class::isInstance))
        .extracting(action -> ((SessionAction.Send) action).message().hex().substring(32))
        .containsExactly("00170200000000", "001d0200000006800f03000201");
  }
}

package io.prefixwatch.bgp.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.capability.Capability;
import io.prefixwatch.bgp.capability.FourOctetAsnCapability;
import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.message.Decoded;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.message.Open;
import io.prefixwatch.bgp.net.RouterId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What random sequences of events taught. */
class SessionPauseTest {

  private final CheckedMachine active =
      new CheckedMachine(RandomSession.parameters(64500, 1, 64496, true, 90));
  private final CheckedMachine timeless =
      new CheckedMachine(RandomSession.parameters(64500, 1, 64496, false, 0));

  /** An attempt that went on would connect in the middle of the pause. */
  @Test
  void givesUpConnectingWhenItPausesAfterAnError() {
    active.handle(new SessionEvent.Start());
    active.handle(new SessionEvent.IncomingConnection());

    List<SessionAction> actions =
        active.handle(
            new SessionEvent.ProtocolError(
                Direction.INCOMING, Notification.of(ErrorCode.MALFORMED_ATTRIBUTE_LIST)));

    assertThat(actions).contains(new SessionAction.AbortConnect());
    assertThat(active.state()).isEqualTo(SessionState.IDLE);
  }

  @Test
  void connectsAgainWhenThePauseIsOver() {
    givesUpConnectingWhenItPausesAfterAnError();

    List<SessionAction> actions =
        active.handle(new SessionEvent.TimerExpired(SessionTimer.IDLE_HOLD, null));

    assertThat(actions).containsExactly(new SessionAction.Connect());
  }

  /** A timer of no duration would expire for ever. */
  @Test
  void startsNoKeepaliveTimerWhereNoHoldTimeWasAgreed() {
    Capability asn = new FourOctetAsnCapability(64496);
    Open open = Open.offering(64496, 0, RouterId.parse("192.0.2.3"), List.of(asn));
    timeless.handle(new SessionEvent.Start());
    timeless.handle(new SessionEvent.IncomingConnection());
    timeless.handle(new SessionEvent.OpenReceived(Direction.INCOMING, Decoded.of(open)));
    timeless.handle(new SessionEvent.KeepaliveReceived(Direction.INCOMING));

    timeless.handle(new SessionEvent.TimerExpired(SessionTimer.KEEPALIVE, Direction.INCOMING));

    assertThat(timeless.state()).isEqualTo(SessionState.ESTABLISHED);
    assertThat(timeless.timers())
        .doesNotContainKey(new CheckedMachine.Timer(SessionTimer.KEEPALIVE, Direction.INCOMING));
  }
}

package io.prefixwatch.bgp.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.capability.FourOctetAsnCapability;
import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.message.Decoded;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.message.Open;
import io.prefixwatch.bgp.net.RouterId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How long the session waits after an error, and between attempts to connect. */
class GrowingPauseTest {

  private final CheckedMachine passive =
      new CheckedMachine(RandomSession.parameters(64500, 1, 64496, false, 90));
  private final CheckedMachine active =
      new CheckedMachine(RandomSession.parameters(64500, 1, 64496, true, 90));

  private static Decoded<Open> open() {
    return Decoded.of(
        Open.offering(
            64496, 90, RouterId.parse("192.0.2.3"), List.of(new FourOctetAsnCapability(64496))));
  }

  private static @Nullable Duration timer(CheckedMachine machine, SessionTimer timer) {
    return machine.timers().get(new CheckedMachine.Timer(timer, null));
  }

  /** The peer connects and breaks the protocol at once; then the pause is over. */
  private @Nullable Duration pauseAfterAnError() {
    passive.handle(new SessionEvent.IncomingConnection());
    passive.handle(
        new SessionEvent.ProtocolError(
            Direction.INCOMING, Notification.of(ErrorCode.NOT_SYNCHRONIZED)));
    Duration pause = timer(passive, SessionTimer.IDLE_HOLD);
    assertThat(passive.handle(new SessionEvent.IncomingConnection()))
        .containsExactly(new SessionAction.RejectIncoming(null));
    passive.handle(new SessionEvent.TimerExpired(SessionTimer.IDLE_HOLD, null));
    return pause;
  }

  @Test
  void doublesFrom30SecondsToAnHour() {
    passive.handle(new SessionEvent.Start());

    List<@Nullable Duration> pauses = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      pauses.add(pauseAfterAnError());
    }

    assertThat(pauses)
        .extracting(Duration::toSeconds)
        .containsExactly(30L, 60L, 120L, 240L, 480L, 960L, 1_920L, 3_600L, 3_600L);
  }

  @Test
  void beginsAnewAfterFiveMinutesUp() {
    passive.handle(new SessionEvent.Start());
    pauseAfterAnError();
    pauseAfterAnError();
    passive.handle(new SessionEvent.IncomingConnection());
    passive.handle(new SessionEvent.OpenReceived(Direction.INCOMING, open()));
    passive.handle(new SessionEvent.KeepaliveReceived(Direction.INCOMING));

    assertThat(timer(passive, SessionTimer.STABLE)).isEqualTo(Duration.ofMinutes(5));
    passive.handle(new SessionEvent.TimerExpired(SessionTimer.STABLE, null));
    passive.handle(new SessionEvent.ConnectionClosed(Direction.INCOMING));

    assertThat(pauseAfterAnError()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void doesNotBeginAnewForASessionThatIsUpForAMoment() {
    passive.handle(new SessionEvent.Start());
    pauseAfterAnError();
    passive.handle(new SessionEvent.IncomingConnection());
    passive.handle(new SessionEvent.OpenReceived(Direction.INCOMING, open()));
    passive.handle(new SessionEvent.KeepaliveReceived(Direction.INCOMING));
    passive.handle(new SessionEvent.ConnectionClosed(Direction.INCOMING));

    assertThat(pauseAfterAnError()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void triesToConnectLessOftenFrom5SecondsTo5Minutes() {
    active.handle(new SessionEvent.Start());

    List<@Nullable Duration> pauses = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      active.handle(new SessionEvent.ConnectFailed());
      pauses.add(timer(active, SessionTimer.CONNECT_RETRY));
      active.handle(new SessionEvent.TimerExpired(SessionTimer.CONNECT_RETRY, null));
    }

    assertThat(pauses)
        .extracting(Duration::toSeconds)
        .containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L);
  }

  @Test
  void neverTriesIfItIsPassive() {
    passive.handle(new SessionEvent.Start());
    passive.handle(new SessionEvent.IncomingConnection());
    passive.handle(new SessionEvent.ConnectionClosed(Direction.INCOMING));

    assertThat(timer(passive, SessionTimer.CONNECT_RETRY)).isNull();
    assertThat(passive.state()).isEqualTo(SessionState.ACTIVE);
  }
}

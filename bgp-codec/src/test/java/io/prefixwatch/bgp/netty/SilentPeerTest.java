package io.prefixwatch.bgp.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.fixture.DrivenSession;
import io.prefixwatch.bgp.fixture.Hex;
import io.prefixwatch.bgp.fixture.Messages;
import io.prefixwatch.bgp.fixture.malformed.Setting;
import io.prefixwatch.bgp.message.MessageType;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.message.Open;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.RouterId;
import io.prefixwatch.bgp.session.DownReason.Cause;
import io.prefixwatch.bgp.session.SessionParameters;
import io.prefixwatch.bgp.session.SessionState;
import io.prefixwatch.bgp.update.ParserPolicy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Peers that say little or nothing, in virtual time (groups 7 and 8 of the catalogue). */
class SilentPeerTest {

  private static final byte[] KEEPALIVE = Messages.message(4, "");
  private static final Notification HOLD_TIMER_EXPIRED =
      Notification.of(ErrorCode.HOLD_TIMER_EXPIRED);

  private static DrivenSession connected() {
    return DrivenSession.connected(Setting.EBGP.parameters());
  }

  private static DrivenSession established() {
    return DrivenSession.established(Setting.EBGP.parameters(), Setting.EBGP.peerOpen());
  }

  private static Duration seconds(long count) {
    return Duration.ofSeconds(count);
  }

  @Test
  void waitsThirtySecondsForAnOpen() {
    DrivenSession session = connected().receive(Arrays.copyOf(KEEPALIVE, 18));

    session.pass(seconds(29));
    assertThat(session.answer()).isNull();
    session.pass(seconds(2));

    assertThat(session.answer()).isEqualTo(HOLD_TIMER_EXPIRED);
    assertThat(session.isClosed()).isTrue();
    assertThat(session.state()).isEqualTo(SessionState.ACTIVE);
  }

  @Test
  void doesNotWaitLongerForAnOpenThatDrips() {
    byte[] open = Setting.EBGP.peerOpen().encode();
    DrivenSession session = connected();

    for (int at = 0; at < 29; at++) {
      session.receive(open[at]).pass(seconds(1));
    }
    assertThat(session.answer()).isNull();
    session.receive(open[29]).pass(seconds(1));

    assertThat(session.answer()).isEqualTo(HOLD_TIMER_EXPIRED);
  }

  @Test
  void waitsTheHoldTimeForTheKeepaliveBehindTheOpen() {
    DrivenSession session =
        DrivenSession.confirming(Setting.EBGP.parameters(), Setting.EBGP.peerOpen());

    session.pass(seconds(89));
    assertThat(session.answer()).isNull();
    session.pass(seconds(2));

    assertThat(session.answer()).isEqualTo(HOLD_TIMER_EXPIRED);
  }

  @Test
  void givesUpASilentPeerAfterTheHoldTime() {
    DrivenSession session = established();

    session.pass(seconds(89));
    assertThat(session.state()).isEqualTo(SessionState.ESTABLISHED);
    session.pass(seconds(2));

    assertThat(session.answer()).isEqualTo(HOLD_TIMER_EXPIRED);
    assertThat(Objects.requireNonNull(session.downReason()).cause())
        .isEqualTo(Cause.HOLD_TIMER_EXPIRED);
  }

  @Test
  void takesOnlyAWholeMessageForASignOfLife() {
    byte[] update = Messages.message(2, "0000 0000" + Hex.repeat("18cb0071", 50));
    DrivenSession session = established();

    for (int at = 0; at < 89; at++) {
      session.receive(update[at]).pass(seconds(1));
    }
    assertThat(session.state()).isEqualTo(SessionState.ESTABLISHED);
    session.receive(update[89]).pass(seconds(1));

    assertThat(session.answer()).isEqualTo(HOLD_TIMER_EXPIRED);
  }

  @Test
  void keepsAPeerThatSendsKeepalivesOnly() {
    DrivenSession session = established();

    for (int i = 0; i < 20; i++) {
      session.pass(seconds(60)).receive(KEEPALIVE);
    }

    assertThat(session.state()).isEqualTo(SessionState.ESTABLISHED);
  }

  @Test
  void sendsAKeepaliveThreeTimesInTheHoldTime() {
    DrivenSession session = established();
    long before = session.sent(MessageType.KEEPALIVE);

    for (int i = 0; i < 10; i++) {
      session.pass(seconds(60)).receive(KEEPALIVE);
    }

    // Every 22.5 to 30 s.
    assertThat(session.sent(MessageType.KEEPALIVE) - before).isBetween(20L, 27L);
  }

  @Test
  void neverGivesUpWhereBothAgreedOnNoHoldTime() {
    SessionParameters parameters = withoutHoldTime();
    Open theirs = Open.offering(64496, 0, RouterId.parse("192.0.2.1"), List.of());
    DrivenSession session = DrivenSession.established(parameters, theirs);
    long before = session.sent(MessageType.KEEPALIVE);

    session.pass(Duration.ofHours(2));

    assertThat(session.state()).isEqualTo(SessionState.ESTABLISHED);
    assertThat(session.sent(MessageType.KEEPALIVE)).isEqualTo(before);
  }

  @Test
  void stillWaitsNoLongerForTheKeepaliveWhereThereIsNoHoldTime() {
    Open theirs = Open.offering(64496, 0, RouterId.parse("192.0.2.1"), List.of());
    DrivenSession session = DrivenSession.confirming(withoutHoldTime(), theirs);

    session.pass(seconds(31));

    assertThat(session.answer()).isEqualTo(HOLD_TIMER_EXPIRED);
  }

  private static SessionParameters withoutHoldTime() {
    return new SessionParameters(
        Setting.LOCAL_ASN,
        Setting.LOCAL_ID,
        Setting.PEER_ASN,
        false,
        0,
        3,
        List.of(Family.IPV4_UNICAST),
        false,
        false,
        null,
        false,
        ParserPolicy.DEFAULT);
  }

  @Test
  void comesUpWithAPeerThatHasNoCapabilities() {
    Open theirs = Open.offering(64496, 90, RouterId.parse("192.0.2.1"), List.of());
    DrivenSession session = DrivenSession.established(Setting.EBGP.parameters(), theirs);

    session.receive(Messages.message(2, "0000 0000"));

    assertThat(Objects.requireNonNull(session.negotiated()).families())
        .containsExactly(Family.IPV4_UNICAST);
    assertThat(session.updates().get(0).endOfRib()).isEqualTo(Family.IPV4_UNICAST);
    assertThat(session.driver().requestRefresh(Family.IPV4_UNICAST)).isFalse();
  }

  @Test
  void answersNoNotificationAndTriesNoMore() {
    DrivenSession session = established();
    int before = session.sent().size();

    session.receive(Messages.message(3, "0602 02 6869"));

    assertThat(session.sent()).hasSize(before);
    assertThat(session.isClosed()).isTrue();
    assertThat(Objects.requireNonNull(session.downReason()).isAdministrativeShutdown()).isTrue();
  }

  @Test
  void hearsNothingBehindAnErrorInTheSameRead() {
    byte[] broken = Messages.message(4, "", 18);
    byte[] update = Messages.message(2, "0000 0000");
    byte[] both = Arrays.copyOf(broken, broken.length + update.length);
    System.arraycopy(update, 0, both, broken.length, update.length);
    DrivenSession session = established();

    session.receive(both);

    assertThat(session.sent(MessageType.NOTIFICATION)).isEqualTo(1);
    assertThat(session.updates()).isEmpty();
    assertThat(session.isClosed()).isTrue();
  }

  @Test
  void givesUpAPeerThatTakesNothingForEightMinutes() {
    DrivenSession session = established().blockWrites();

    for (int i = 0; i < 16; i++) {
      session.pass(seconds(30)).receive(KEEPALIVE);
    }
    assertThat(session.state()).isEqualTo(SessionState.ESTABLISHED);
    session.pass(seconds(31));

    assertThat(Objects.requireNonNull(session.downReason()).cause())
        .isEqualTo(Cause.SEND_HOLD_TIMER_EXPIRED);
    assertThat(Objects.requireNonNull(session.downReason()).notification())
        .isEqualTo(Notification.of(ErrorCode.SEND_HOLD_TIMER_EXPIRED));
    session.pass(seconds(3));
    assertThat(session.isClosed()).isTrue();
  }

  @Test
  void keepsAPeerThatTakesAndSendsForHours() {
    DrivenSession session = established();

    for (int i = 0; i < 240; i++) {
      session.pass(seconds(60)).receive(KEEPALIVE);
    }

    assertThat(session.state()).isEqualTo(SessionState.ESTABLISHED);
  }
}

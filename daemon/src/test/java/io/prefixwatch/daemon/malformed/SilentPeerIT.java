package io.prefixwatch.daemon.malformed;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prefixwatch.bgp.capability.FourOctetAsnCapability;
import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.message.Keepalive;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.message.Open;
import io.prefixwatch.bgp.net.RouterId;
import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Groups 7 and 8 of the catalogue against a running daemon, with the shortest hold time that a peer
 * may ask for. The same in virtual time, and to the second, is in the codec's tests.
 */
class SilentPeerIT {

  private static final byte[] KEEPALIVE = Keepalive.INSTANCE.encode();

  private CaseDaemon daemon;
  private ScriptedSpeaker peer;

  @BeforeEach
  void connect() throws Exception {
    daemon = CaseDaemon.start("", List.of());
    peer = daemon.connectSpare();
    peer.readTimeout(Duration.ofSeconds(60));
  }

  @AfterEach
  void stop() throws Exception {
    peer.close();
    daemon.end();
  }

  /** An OPEN that asks for the shortest hold time. */
  private static Open shortOpen() {
    return Open.offering(
        64496,
        CaseDaemon.SPARE_HOLD_TIME,
        RouterId.parse("192.0.2.1"),
        List.of(new FourOctetAsnCapability(64496)));
  }

  /** The healthy peer was served all the time. */
  private void assertOthersUndisturbed() throws Exception {
    daemon.healthy().send(anUpdate().withdrawing("198.51.100.0/24"));
    daemon
        .journal()
        .await(
            0,
            "end of the healthy peer's route",
            alert ->
                alert.get("incident_id").equals(daemon.held().get("incident_id"))
                    && alert.get("action").asString().equals("close"));
  }

  @Test
  void givesUpAPeerThatFallsSilentInTheMiddleOfAMessage() throws Exception {
    peer.establish(shortOpen());

    peer.send(Arrays.copyOf(KEEPALIVE, 18));
    Notification answer = peer.expectNotification();

    assertThat(answer).isEqualTo(Notification.of(ErrorCode.HOLD_TIMER_EXPIRED));
    assertThat(peer.read()).isNull();
    assertOthersUndisturbed();
  }

  @Test
  void givesUpAPeerWhoseOctetsDrip() throws Exception {
    peer.establish(shortOpen());
    byte[] update = anUpdate().announcing("203.0.113.0/24").via(64496, 64497).encode();
    Thread drip = new Thread(() -> dripUntilRefused(update));
    drip.start();

    Notification answer = peer.expectNotification();

    assertThat(answer).isEqualTo(Notification.of(ErrorCode.HOLD_TIMER_EXPIRED));
    drip.join();
    assertOthersUndisturbed();
  }

  /** Two octets a second would take long enough to keep a timer that counts octets running. */
  private void dripUntilRefused(byte[] message) {
    try {
      for (byte octet : message) {
        peer.send(new byte[] {octet});
        Thread.sleep(500);
      }
    } catch (IOException e) {
      // The connection is closed, as it should be.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void closesAConnectionWhosePeerNeverCloses() throws Exception {
    peer.establish(shortOpen());
    byte[] broken = KEEPALIVE.clone();
    broken[0] = 0;

    peer.send(broken);
    assertThat(peer.expectNotification().error()).isEqualTo(ErrorCode.NOT_SYNCHRONIZED);
    assertThat(peer.read()).isNull();

    // We have said good-bye; whoever talks on is cut off, and does not block us.
    assertThatThrownBy(
            () -> {
              while (true) {
                peer.send(KEEPALIVE);
                Thread.sleep(100);
              }
            })
        .isInstanceOf(IOException.class);
    assertOthersUndisturbed();
  }

  @Test
  @Tag("long")
  void waitsThirtySecondsForAnOpen() throws Exception {
    peer.send(Arrays.copyOf(shortOpen().encode(), 18));

    assertThat(peer.expectNotification()).isEqualTo(Notification.of(ErrorCode.HOLD_TIMER_EXPIRED));
    assertOthersUndisturbed();
  }
}

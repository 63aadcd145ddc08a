package io.prefixwatch.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import io.prefixwatch.bgp.speak.UpdateBuilder;
import io.prefixwatch.daemon.fixture.RunningDaemon;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Peers of a range: who gets a session, under which name, and until when. */
class DynamicPeersTest {

  private static final String SPEAKER =
      """
      speaker: {asn: 64500, router-id: 192.0.2.1, listen: ["127.0.0.1:0"]}
      registrations:
        - {id: contoso, prefixes: [{prefix: 203.0.113.0/24, origins: [64501]}]}
      detection: {unobserved-max: %s, hold-down: {close: 0s}}
      sessions:
      """;
  private static final String LAN =
      "  - {id: lan, kind: collector, dynamic: {range: 127.0.5.0/24, asns: [64496, 64497], limit: 2}}\n";

  @TempDir private Path temp;
  private RunningDaemon daemon;

  @BeforeEach
  void setUp() {
    daemon = new RunningDaemon(temp);
  }

  @AfterEach
  void close() throws Exception {
    daemon.close();
  }

  private static String config(String... sessions) {
    return SPEAKER.formatted("1h") + String.join("", sessions);
  }

  private String nextUp() throws InterruptedException {
    return daemon.sink().awaitEvent("SessionUp").get("session").asString();
  }

  private Notification refusal(String from, long asn) throws IOException {
    ScriptedSpeaker speaker = daemon.connect(from);
    speaker.send(ScriptedSpeaker.plainOpen(asn, "192.0.2.9").encode());
    return speaker.expectNotification();
  }

  private static UpdateBuilder hijack() {
    return UpdateBuilder.anUpdate().announcing("203.0.113.0/24").via(64496, 64666);
  }

  @Test
  void givesEachPeerASessionOfItsOwn() throws Exception {
    daemon.start(config(LAN));

    ScriptedSpeaker first = daemon.establish("127.0.5.7", 64496);
    daemon.establish("127.0.5.8", 64497);
    first.send(hijack());

    assertThat(nextUp()).isEqualTo("lan/127.0.5.7");
    assertThat(nextUp()).isEqualTo("lan/127.0.5.8");
    JsonNode seen = daemon.sink().awaitAlert("open", "hijack.origin").get("seen_on").get(0);
    assertThat(seen.get("session").asString()).isEqualTo("lan/127.0.5.7");
    assertThat(seen.get("peer_asn").asLong()).isEqualTo(64496);
  }

  @Test
  void refusesAnAsnThatIsNotInTheList() throws Exception {
    daemon.start(config(LAN));

    Notification answer = refusal("127.0.5.7", 64777);

    assertThat(answer.error()).isEqualTo(ErrorCode.BAD_PEER_AS);
    assertThat(answer.data().hex()).isEqualTo("fd09");
    assertThat(daemon.application().speaker().rejections(Rejection.ASN)).isEqualTo(1);
    daemon.establish("127.0.5.7", 64496);
  }

  @Test
  void refusesOneTooMany() throws Exception {
    daemon.start(config(LAN));
    daemon.establish("127.0.5.7", 64496);
    daemon.establish("127.0.5.8", 64496);

    assertThat(refusal("127.0.5.9", 64496).error()).isEqualTo(ErrorCode.CONNECTION_REJECTED);

    assertThat(daemon.application().speaker().rejections(Rejection.RANGE_FULL)).isEqualTo(1);
  }

  @Test
  void givesTheNewcomerThePlaceOfWhoHasBeenDownLongest() throws Exception {
    daemon.start(config(LAN));
    ScriptedSpeaker gone = daemon.establish("127.0.5.7", 64496);
    daemon.establish("127.0.5.8", 64496);
    gone.send(hijack());
    daemon.sink().awaitAlert("open", "hijack.origin");
    gone.close();
    daemon.sink().awaitAlert("open", "session.down");

    daemon.establish("127.0.5.9", 64496);

    assertThat(closeReason("session.down")).isEqualTo("session-gone");
    assertThat(closeReason("hijack.origin")).isEqualTo("session-gone");
    assertThat(refusal("127.0.5.7", 64496).error()).isEqualTo(ErrorCode.CONNECTION_REJECTED);
  }

  private String closeReason(String kind) throws InterruptedException {
    return daemon.sink().awaitAlert("close", kind).get("close_reason").asString();
  }

  @Test
  void knowsAPeerThatReturns() throws Exception {
    daemon.start(config(LAN));
    daemon.establish("127.0.5.7", 64496).close();
    daemon.sink().awaitAlert("open", "session.down");

    daemon.establish("127.0.5.7", 64496);

    assertThat(closeReason("session.down")).isEqualTo("restored");
  }

  @Test
  void forgetsAPeerThatIsDownForGood() throws Exception {
    daemon.start(SPEAKER.formatted("1s") + LAN);
    daemon.establish("127.0.5.7", 64496).close();

    assertThat(daemon.sink().awaitAlert("open", "session.down").get("subject").asString())
        .isEqualTo("lan/127.0.5.7");
    assertThat(closeReason("session.down")).isEqualTo("session-gone");
  }

  /** Its OPEN fits, and then it says nothing more: it must not hold a place for long. */
  @Test
  void forgetsAPeerThatNeverCameUpAtOnce() throws Exception {
    daemon.start(config(LAN.replace("limit: 2", "limit: 1")));
    ScriptedSpeaker mute = daemon.connect("127.0.5.7");
    mute.send(ScriptedSpeaker.plainOpen(64496, "192.0.2.9").encode());
    mute.expectOpen();
    assertThat(refusal("127.0.5.8", 64496).error()).isEqualTo(ErrorCode.CONNECTION_REJECTED);

    mute.close();

    await("its place is free")
        .ignoreExceptions()
        .untilAsserted(() -> daemon.establish("127.0.5.8", 64496));
    assertThat(nextUp()).isEqualTo("lan/127.0.5.8");
  }

  @Test
  void takesAnotherAsnOfTheSameAddressForSomebodyElse() throws Exception {
    daemon.start(config(LAN));
    ScriptedSpeaker first = daemon.establish("127.0.5.7", 64496);
    assertThat(refusal("127.0.5.7", 64497).error()).isEqualTo(ErrorCode.BAD_PEER_AS);
    first.close();
    daemon.sink().awaitAlert("open", "session.down");

    daemon.establish("127.0.5.7", 64497);

    assertThat(closeReason("session.down")).isEqualTo("session-gone");
  }

  // Matching.

  @Test
  void prefersAConfiguredAddressWhateverTheRangeAllows() throws Exception {
    daemon.start(
        config(
            LAN,
            "  - {id: fixed7, kind: collector, peer: {address: 127.0.5.7, asn: 64499}}\n",
            "  - {id: fixed8, kind: collector, peer: {address: 127.0.5.8, asn: 64499}}\n"));

    assertThat(refusal("127.0.5.7", 64496).error()).isEqualTo(ErrorCode.BAD_PEER_AS);
    daemon.establish("127.0.5.8", 64499);

    assertThat(nextUp()).isEqualTo("fixed8");
  }

  @Test
  void matchesByAsnThenByTheLongestRange() throws Exception {
    String wide = "  - {id: wide, kind: collector, dynamic: {range: 127.0.0.0/16}}\n";
    daemon.start(config(wide, LAN));

    daemon.establish("127.0.5.7", 64496);
    assertThat(nextUp()).isEqualTo("lan/127.0.5.7");
    daemon.establish("127.0.5.8", 64777);
    assertThat(nextUp()).isEqualTo("wide/127.0.5.8");
    daemon.establish("127.0.6.1", 64496);
    assertThat(nextUp()).isEqualTo("wide/127.0.6.1");
  }

  // Reload.

  @Test
  void keepsPeersThatStillFitUnderNewWordsAndDropsTheOthers() throws Exception {
    daemon.start(config(LAN));
    ScriptedSpeaker kept = daemon.establish("127.0.5.7", 64496);
    ScriptedSpeaker dropped = daemon.establish("127.0.5.8", 64497);

    daemon.reload(
        config(
            LAN.replace("asns: [64496, 64497]", "asns: [64496]")
                .replace("lan,", "lan, router: r9,")));

    assertThat(dropped.expectNotification().error()).isEqualTo(ErrorCode.CONFIGURATION_CHANGE);
    kept.send(hijack());
    JsonNode seen = daemon.sink().awaitAlert("open", "hijack.origin").get("seen_on").get(0);
    assertThat(seen.get("router").asString()).isEqualTo("r9");
  }

  @Test
  void startsPeersAnewWhoseProtocolChanged() throws Exception {
    daemon.start(config(LAN));
    ScriptedSpeaker before = daemon.establish("127.0.5.7", 64496);
    assertThat(nextUp()).isEqualTo("lan/127.0.5.7");

    daemon.reload(config(LAN.replace("lan,", "lan, families: [ipv4-unicast],")));

    assertThat(before.expectNotification().error()).isEqualTo(ErrorCode.CONFIGURATION_CHANGE);
    daemon.establish("127.0.5.7", 64496);
    assertThat(daemon.sink().awaitEvent("SessionUp").get("details").get("families").toString())
        .isEqualTo("[\"ipv4-unicast\"]");
  }

  @Test
  void dropsAllPeersOfARangeThatIsGone() throws Exception {
    daemon.start(config(LAN));
    ScriptedSpeaker peer = daemon.establish("127.0.5.7", 64496);

    daemon.reload(config("  - {id: x, kind: collector, peer: {address: 127.0.0.2, asn: 64498}}\n"));

    assertThat(peer.expectNotification().error()).isEqualTo(ErrorCode.PEER_DECONFIGURED);
    assertThat(daemon.connect("127.0.5.7").read()).isNull();
  }

  @Test
  void handsAPeerOverThatIsConfiguredNow() throws Exception {
    daemon.start(config(LAN));
    ScriptedSpeaker peer = daemon.establish("127.0.5.7", 64496);
    assertThat(nextUp()).isEqualTo("lan/127.0.5.7");

    daemon.reload(
        config(LAN, "  - {id: fixed, kind: collector, peer: {address: 127.0.5.7, asn: 64496}}\n"));

    assertThat(peer.expectNotification().error()).isEqualTo(ErrorCode.CONFIGURATION_CHANGE);
    daemon.establish("127.0.5.7", 64496);
    assertThat(nextUp()).isEqualTo("fixed");
  }
}

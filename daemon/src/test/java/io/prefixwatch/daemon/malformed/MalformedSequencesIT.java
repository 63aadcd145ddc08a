package io.prefixwatch.daemon.malformed;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static io.prefixwatch.daemon.fixture.AlertJournal.is;
import static io.prefixwatch.daemon.fixture.AlertJournal.ofIncident;
import static io.prefixwatch.daemon.fixture.AlertJournal.seenOn;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.capability.EnhancedRouteRefreshCapability;
import io.prefixwatch.bgp.capability.FourOctetAsnCapability;
import io.prefixwatch.bgp.capability.GracefulRestartCapability;
import io.prefixwatch.bgp.capability.GracefulRestartCapability.RestartFamily;
import io.prefixwatch.bgp.capability.RouteRefreshCapability;
import io.prefixwatch.bgp.message.Open;
import io.prefixwatch.bgp.message.RouteRefresh;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.RouterId;
import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import io.prefixwatch.bgp.speak.UpdateBuilder;
import io.prefixwatch.daemon.fixture.AlertJournal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Groups 40, 42, 80 and 82 of the catalogue: what follows on what, against a running daemon. */
class MalformedSequencesIT {

  private static final String PREFIX = "203.0.113.0/24";
  private static final long ORIGIN = 64_497;

  private final List<ScriptedSpeaker> speakers = new ArrayList<>();
  private CaseDaemon daemon;
  private long suspect = 65_000;

  @BeforeEach
  void startDaemon() throws Exception {
    daemon = CaseDaemon.start("", List.of());
  }

  @AfterEach
  void stopDaemon() throws Exception {
    daemon.end();
    for (ScriptedSpeaker speaker : speakers) {
      speaker.close();
    }
  }

  private static Open refreshingOpen() {
    return Open.offering(
        64496,
        90,
        RouterId.parse("192.0.2.1"),
        List.of(
            new FourOctetAsnCapability(64496),
            new RouteRefreshCapability(),
            new EnhancedRouteRefreshCapability()));
  }

  private static Open restartingOpen() {
    return Open.offering(
        64496,
        90,
        RouterId.parse("192.0.2.1"),
        List.of(
            new FourOctetAsnCapability(64496),
            new RouteRefreshCapability(),
            new EnhancedRouteRefreshCapability(),
            new GracefulRestartCapability(
                false, false, 120, List.of(new RestartFamily(Family.IPV4_UNICAST, true)))));
  }

  /** A peer whose session is up, and that has not yet sent End-of-RIB. */
  private ScriptedSpeaker peer(Open open) throws IOException {
    ScriptedSpeaker speaker = daemon.connectSpare();
    speakers.add(speaker);
    speaker.establish(open);
    return speaker;
  }

  private static UpdateBuilder announcement(String prefix) {
    return anUpdate().announcing(prefix).via(64496, ORIGIN);
  }

  private JsonNode awaitHijack(int from, String kind) throws InterruptedException {
    return daemon.journal().await(from, kind, is("open", kind).and(seenOn(CaseDaemon.SPARE)));
  }

  /** Everything sent before was handled: a hijack by a suspect of its own was seen, and its end. */
  private void sentinel(ScriptedSpeaker speaker) throws Exception {
    int from = daemon.journal().size();
    speaker.send(anUpdate().announcing("203.0.113.192/26").via(64496, suspect++));
    JsonNode opened = awaitHijack(from, "hijack.more-specific");
    speaker.send(anUpdate().withdrawing("203.0.113.192/26"));
    daemon.journal().await(from, "end", ofIncident(opened).and(AlertJournal::closes));
  }

  private void assertStillHeld(JsonNode opened) {
    assertThat(daemon.journal().since(0, ofIncident(opened).and(AlertJournal::closes))).isEmpty();
  }

  private static byte[] marker(int subtype) {
    return new RouteRefresh(Family.IPV4_UNICAST, subtype).encode();
  }

  @Test
  void keepsWhatOnePeerSentFromTheNextMessageAndFromOtherPeers() throws Exception {
    ScriptedSpeaker peer = peer(refreshingOpen());
    byte[] value = {1, 2, 3};

    peer.send(
        announcement(PREFIX)
            .communities("64496:1")
            .largeCommunity(64496, 1, 1)
            .otc(64496)
            .attribute(0xC0, 99, value));
    JsonNode first = awaitHijack(0, "hijack.origin").get("observed");
    peer.send(anUpdate().announcing("203.0.113.128/25").via(64496, 64_511));
    JsonNode second = awaitHijack(0, "hijack.more-specific").get("observed");
    daemon.healthy().send(anUpdate().announcing("203.0.113.0/26").via(64498, 64_512));
    JsonNode other =
        daemon
            .journal()
            .await(0, "the other peer's", is("open", "hijack.more-specific").and(seenOn("healthy")))
            .get("observed");

    assertThat(first.get("communities").toString()).isEqualTo("[\"64496:1\"]");
    assertThat(first.get("otc").asLong()).isEqualTo(64496);
    for (JsonNode route : List.of(second, other)) {
      assertThat(route.get("communities")).isEmpty();
      assertThat(route.get("large_communities")).isEmpty();
      assertThat(route.get("otc").isNull()).isTrue();
    }
  }

  @Test
  void takesAWithdrawalOfWhatWasNeverAnnouncedForNothing() throws Exception {
    ScriptedSpeaker peer = peer(refreshingOpen());
    int from = daemon.journal().size();

    peer.send(anUpdate().withdrawing(PREFIX, "198.51.100.0/24"));
    sentinel(peer);

    assertThat(
            daemon
                .journal()
                .since(from, alert -> !alert.get("kind").asString().equals("hijack.more-specific")))
        .isEmpty();
  }

  @Test
  void ignoresAnEndOfRefreshWithoutItsBeginning() throws Exception {
    ScriptedSpeaker peer = peer(refreshingOpen());
    peer.sendEndOfRib(Family.IPV4_UNICAST);
    peer.send(announcement(PREFIX));
    JsonNode opened = awaitHijack(0, "hijack.origin");

    peer.send(marker(RouteRefresh.END));
    sentinel(peer);

    assertStillHeld(opened);
  }

  @Test
  void dropsAfterTwoBeginningsOnlyWhatCameBehindNeither() throws Exception {
    ScriptedSpeaker peer = peer(refreshingOpen());
    peer.sendEndOfRib(Family.IPV4_UNICAST);
    peer.send(announcement(PREFIX));
    JsonNode kept = awaitHijack(0, "hijack.origin");
    peer.send(announcement("203.0.113.128/25"));
    JsonNode dropped = awaitHijack(0, "hijack.more-specific");

    peer.send(marker(RouteRefresh.BEGIN));
    peer.send(marker(RouteRefresh.BEGIN));
    peer.send(announcement(PREFIX));
    peer.send(marker(RouteRefresh.END));
    daemon
        .journal()
        .await(0, "what was not sent again", ofIncident(dropped).and(AlertJournal::closes));
    sentinel(peer);

    assertStillHeld(kept);
  }

  @Test
  void ignoresABeginningBeforeTheEndOfRibOfAPeerThatRestartsGracefully() throws Exception {
    ScriptedSpeaker peer = peer(restartingOpen());
    peer.send(announcement(PREFIX));
    JsonNode opened = awaitHijack(0, "hijack.origin");

    peer.send(marker(RouteRefresh.BEGIN));
    peer.send(marker(RouteRefresh.END));
    sentinel(peer);

    assertStillHeld(opened);
  }

  @Test
  void forgetsARefreshThatTheEndOfTheSessionCutShort() throws Exception {
    ScriptedSpeaker peer = peer(refreshingOpen());
    peer.sendEndOfRib(Family.IPV4_UNICAST);
    peer.send(marker(RouteRefresh.BEGIN));
    sentinel(peer);
    peer.close();
    // Else the second connection may collide with the first, whose end was not read yet.
    daemon.journal().await(0, "the end of the session", is("open", "session.down"));

    ScriptedSpeaker again = peer(refreshingOpen());
    again.send(announcement(PREFIX));
    JsonNode opened = awaitHijack(0, "hijack.origin");
    again.send(marker(RouteRefresh.END));
    sentinel(again);

    assertStillHeld(opened);
  }

  @Test
  void showsTheEndsOfAPathThatIsTooLongToKeep() throws Exception {
    long[] hops = LongStream.rangeClosed(70_001, 72_049).toArray();

    peer(refreshingOpen()).send(anUpdate().announcing(PREFIX).via(hops));
    JsonNode observed = awaitHijack(0, "hijack.origin").get("observed");

    assertThat(observed.get("truncated").asBoolean()).isTrue();
    assertThat(observed.get("as_path")).hasSize(1_024);
    assertThat(observed.get("as_path").get(0).asLong()).isEqualTo(70_001);
    assertThat(observed.get("as_path").get(64).asLong()).isEqualTo(71_090);
    assertThat(observed.get("origin_asn").asLong()).isEqualTo(72_049);
  }

  @Test
  void readsMessagesOctetByOctetAndManyAtOnce() throws Exception {
    ScriptedSpeaker peer = peer(refreshingOpen());
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    for (int i = 0; i < 500; i++) {
      many.writeBytes(announcement("203.0.113." + i % 128 + "/32").encode());
      many.writeBytes(anUpdate().withdrawing("203.0.113." + i % 128 + "/32").encode());
    }
    many.writeBytes(announcement(PREFIX).encode());

    for (byte octet : announcement("203.0.113.128/25").encode()) {
      peer.send(new byte[] {octet});
    }
    awaitHijack(0, "hijack.more-specific");
    peer.send(many.toByteArray());

    awaitHijack(0, "hijack.origin");
  }
}

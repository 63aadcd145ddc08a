package io.prefixwatch.daemon.feed.bmp;

import static io.prefixwatch.bgp.fixture.BmpBuilder.tlv;
import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static io.prefixwatch.daemon.feed.bmp.ScriptedRouter.peer;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.fixture.BmpBuilder;
import io.prefixwatch.bgp.fixture.Hex;
import io.prefixwatch.bgp.fixture.Messages;
import io.prefixwatch.bgp.net.Octets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Peers of monitored routers are sessions, and the same engine judges them. */
class BmpStationTest {

  private static final String PEER = peer("192.0.2.9");
  private static final String OTHER_PEER = peer("192.0.2.10");
  private static final String CEASE = Hex.hex(Messages.message(3, "0604"));

  @TempDir private Path temp;
  private StationUnderTest daemon;

  @BeforeEach
  void setUp() {
    daemon = new StationUnderTest(temp);
  }

  @AfterEach
  void stop() throws Exception {
    daemon.stop();
  }

  private ScriptedRouter start() throws Exception {
    daemon.startOfRouter(", site: lon1");
    return daemon.connect();
  }

  private JsonNode alert(String action, String kind) throws InterruptedException {
    return daemon.sink().awaitAlert(action, kind);
  }

  private static String session(JsonNode alert) {
    return alert.get("seen_on").get(0).get("session").asString();
  }

  /** All that was told so far is worked off when this hijack of another prefix is told. */
  private void sentinel(ScriptedRouter router, String peer) throws Exception {
    router.route(peer, anUpdate().announcing("198.51.100.0/24").via(64496, 64666));
    JsonNode told = alert("open", "hijack.origin");
    assertThat(told.get("registration").asString()).isEqualTo("fabrikam");
  }

  @Test
  void alertsOnAHijackThatAMonitoredPeerAnnounces() throws Exception {
    ScriptedRouter router = start().introduce(PEER);

    router.route(PEER, anUpdate().announcing("203.0.113.0/24").via(64496, 64666));
    JsonNode opened = alert("open", "hijack.origin");
    router.route(PEER, anUpdate().withdrawing("203.0.113.0/24"));
    JsonNode closed = alert("close", "hijack.origin");

    JsonNode seen = opened.get("seen_on").get(0);
    assertThat(session(opened)).isEqualTo("edge1/192.0.2.9");
    assertThat(seen.get("router").asString()).isEqualTo("edge1");
    assertThat(seen.get("site").asString()).isEqualTo("lon1");
    assertThat(seen.get("peer_asn").asLong()).isEqualTo(64496);
    assertThat(closed.get("incident_id")).isEqualTo(opened.get("incident_id"));
    assertThat(closed.get("close_reason").asString()).isEqualTo("withdrawn");
  }

  @Test
  void tellsThatAPeerIsDownWithItsNotificationAndWhenItIsBack() throws Exception {
    ScriptedRouter router = start().introduce(PEER);
    router.route(PEER, anUpdate().announcing("203.0.113.0/24").via(64496, 64501));

    router.send(new BmpBuilder().peerDown(PEER, "03" + CEASE));
    JsonNode down = alert("open", "session.down");
    router.introduce(PEER);

    JsonNode lost = down.get("lost_sessions").get(0);
    assertThat(lost.get("session").asString()).isEqualTo("edge1/192.0.2.9");
    assertThat(lost.get("cause").asString()).isEqualTo("notification-received");
    assertThat(lost.get("notification").get("subcode").asInt()).isEqualTo(4);
    assertThat(down.get("affected").get(0).asString()).isEqualTo("203.0.113.0/24");
    assertThat(alert("close", "session.down").get("close_reason").asString()).isEqualTo("restored");
  }

  @Test
  void takesTheLossOfARouterForOneCause() throws Exception {
    ScriptedRouter router = start().introduce(PEER, OTHER_PEER);
    router.route(PEER, anUpdate().announcing("203.0.113.0/24").via(64496, 64666));
    JsonNode hijack = alert("open", "hijack.origin");

    router.close();

    JsonNode down = alert("update", "session.down");
    assertThat(down.get("subject").asString()).isEqualTo("router:edge1");
    assertThat(down.get("lost_sessions"))
        .extracting(lost -> lost.get("cause").asString())
        .containsExactly("feed-lost", "feed-lost");
    JsonNode unobserved = alert("update", "hijack.origin");
    assertThat(unobserved.get("state").asString()).isEqualTo("unobserved");
    assertThat(unobserved.get("incident_id")).isEqualTo(hijack.get("incident_id"));
  }

  @Test
  void takesAReconnectionForAFullResync() throws Exception {
    ScriptedRouter router = start().introduce(PEER);
    router.route(PEER, anUpdate().announcing("203.0.113.0/24").via(64496, 64666));
    JsonNode hijack = alert("open", "hijack.origin");
    router.close();
    alert("open", "session.down");

    ScriptedRouter again = daemon.connect().introduce(PEER);
    again.route(PEER, anUpdate().announcing("192.0.2.0/24").via(64496, 64501));
    again.endOfRib(PEER);

    JsonNode closed = alert("close", "hijack.origin");
    assertThat(closed.get("incident_id")).isEqualTo(hijack.get("incident_id"));
    alert("close", "session.down");
    assertThat(daemon.sink().awaitEvent("EndOfRib").get("session").asString())
        .isEqualTo("edge1/192.0.2.9");
  }

  @Test
  void letsTheNewestConnectionOfARouterSpeak() throws Exception {
    ScriptedRouter old = start().introduce(PEER);
    old.route(PEER, anUpdate().announcing("203.0.113.0/24").via(64496, 64666));
    alert("open", "hijack.origin");

    ScriptedRouter newer = daemon.connect().introduce(PEER);

    assertThat(old.isClosedWithoutAWord()).isTrue();
    newer.route(PEER, anUpdate().announcing("203.0.113.0/24").via(64496, 64501));
    newer.endOfRib(PEER);
    assertThat(alert("close", "hijack.origin").get("close_reason").asString())
        .isEqualTo("replaced");
    assertThat(daemon.station().sessionsUp()).isEqualTo(1);
  }

  @Test
  void closesAnUnknownRouterUnread() throws Exception {
    ScriptedRouter router = start().introduce(PEER);

    ScriptedRouter stranger = daemon.connect("127.0.0.99");

    assertThat(stranger.isClosedWithoutAWord()).isTrue();
    sentinel(router, PEER);
    assertThat(daemon.count(BmpCounter.CONNECTIONS_REJECTED)).isEqualTo(1);
    assertThat(daemon.count(BmpCounter.CONNECTIONS)).isEqualTo(1);
  }

  @Test
  void takesAPeerUpThatIsRepeatedForNoNews() throws Exception {
    ScriptedRouter router = start().introduce(PEER);
    router.route(PEER, anUpdate().announcing("203.0.113.0/24").via(64496, 64666));
    alert("open", "hijack.origin");
    String postPolicy = BmpBuilder.peer(BmpBuilder.POST_POLICY);

    router.introduce(PEER, postPolicy);
    router.send(new BmpBuilder().peerDown(postPolicy, "05"));

    sentinel(router, PEER);
    assertThat(daemon.sink().passedOver())
        .noneMatch(record -> record.toString().contains("session.down"));
  }

  @Test
  void takesAPeerUpThatDiffersForAnotherSessionOfThePeer() throws Exception {
    ScriptedRouter router = start().introduce(PEER);
    router.route(PEER, anUpdate().announcing("203.0.113.0/24").via(64496, 64666));
    alert("open", "hijack.origin");

    String fewer = "0104 00010001 4104 0000fbf0";
    router.send(new BmpBuilder().peerUp(PEER, fewer, fewer));

    JsonNode down = alert("open", "session.down");
    assertThat(down.get("lost_sessions").get(0).get("cause").asString()).isEqualTo("reported-down");
    assertThat(alert("update", "hijack.origin").get("state").asString()).isEqualTo("unobserved");
    alert("close", "session.down");
  }

  @Test
  void forgetsAPeerThatIsNotMonitoredAnyMore() throws Exception {
    ScriptedRouter router = start().introduce(PEER, OTHER_PEER);
    router.route(PEER, anUpdate().announcing("203.0.113.0/24").via(64496, 64666));
    alert("open", "hijack.origin");

    router.send(new BmpBuilder().peerDown(PEER, "05"));

    assertThat(alert("close", "hijack.origin").get("close_reason").asString())
        .isEqualTo("session-gone");
    sentinel(router, OTHER_PEER);
    assertThat(daemon.sink().passedOver())
        .noneMatch(record -> record.toString().contains("session.down"));
    assertThat(daemon.station().sessionsUp()).isEqualTo(1);
  }

  @Test
  void countsWhatItDoesNotJudge() throws Exception {
    ScriptedRouter router = start().introduce(PEER);

    router.route(OTHER_PEER, anUpdate().announcing("203.0.113.0/24").via(64496, 64666));
    router.send(
        new BmpBuilder()
            .peerDown(OTHER_PEER, "04")
            .message(6, PEER + tlv(0, CEASE) + tlv(0, CEASE))
            .message(1, PEER + "00000001" + tlv(7, "0000000000000005"))
            .message(9, "00")
            .message(0, BmpBuilder.peer(200, 0)));

    sentinel(router, PEER);
    // Counted when it has been handed on: what the next one did is seen, so those before are
    // counted.
    router.route(PEER, anUpdate().withdrawing("198.51.100.0/24"));
    alert("close", "hijack.origin");
    assertThat(daemon.count(BmpCounter.UNANNOUNCED_PEER)).isEqualTo(2);
    assertThat(daemon.count(BmpCounter.MIRRORED)).isEqualTo(2);
    assertThat(daemon.count(BmpCounter.STATISTICS)).isEqualTo(1);
    assertThat(daemon.count(BmpCounter.UNKNOWN_TYPES)).isEqualTo(2);
    assertThat(daemon.count(BmpCounter.UPDATES)).isIn(1L, 2L);
    assertThat(daemon.sink().passedOver())
        .noneMatch(record -> record.toString().contains("hijack"));
  }

  @Test
  void ignoresPeersWhoseRoutesItDoesNotLookInto() throws Exception {
    ScriptedRouter router = start().introduce(PEER);
    String vpn = "0104 00010080 4104 0000fbf0";

    router.send(new BmpBuilder().peerUp(OTHER_PEER, vpn, vpn));

    sentinel(router, PEER);
    assertThat(daemon.station().sessionsUp()).isEqualTo(1);
    assertThat(daemon.count(BmpCounter.OTHER_FAMILIES)).isEqualTo(1);
  }

  @Test
  void closesWhenTheRouterTerminates() throws Exception {
    ScriptedRouter router = start().introduce(PEER);

    router.send(new BmpBuilder().message(5, tlv(1, "0002") + tlv(0, "6279650a")));

    assertThat(router.isClosedWithoutAWord()).isTrue();
    JsonNode down = alert("open", "session.down");
    assertThat(down.get("lost_sessions").get(0).get("cause").asString()).isEqualTo("feed-lost");
  }

  // What cannot be read.

  @Test
  void reportsAResettingUpdateAndKeepsRoutesAndSession() throws Exception {
    ScriptedRouter router = start().introduce(PEER);
    router.route(PEER, anUpdate().announcing("203.0.113.0/24").via(64496, 64666));
    alert("open", "hijack.origin");

    byte[] broken = Messages.message(2, "0000 0000" + "21 cb007100 00");
    router.send(new BmpBuilder().route(PEER, broken));

    JsonNode malformed = alert("open", "session.malformed");
    assertThat(malformed.get("subject").asString()).isEqualTo("edge1/192.0.2.9");
    assertThat(malformed.get("malformed").get("disposition").asString()).isEqualTo("session-reset");
    assertThat(malformed.get("malformed").get("notification").isNull()).isTrue();
    assertThat(malformed.get("malformed").get("hex").asString()).isEqualTo(Octets.of(broken).hex());
    sentinel(router, PEER);
    assertThat(daemon.count(BmpCounter.MALFORMED_UPDATES)).isEqualTo(1);
    assertThat(daemon.station().sessionsUp()).isEqualTo(1);
    assertThat(daemon.sink().passedOver())
        .noneMatch(record -> record.toString().contains("\"action\":\"close\""));
  }

  @Test
  void takesATreatAsWithdrawUpdateForAWithdrawal() throws Exception {
    ScriptedRouter router = start().introduce(PEER);
    router.route(PEER, anUpdate().announcing("203.0.113.0/24").via(64496, 64666));
    alert("open", "hijack.origin");

    router.route(PEER, anUpdate().announcing("203.0.113.0/24").via(64496, 0));

    JsonNode malformed = alert("open", "session.malformed");
    assertThat(malformed.get("malformed").get("disposition").asString())
        .isEqualTo("treat-as-withdraw");
    assertThat(malformed.get("affected").toString()).isEqualTo("[\"203.0.113.0/24\"]");
    assertThat(alert("close", "hijack.origin").get("close_reason").asString())
        .isEqualTo("withdrawn");
  }

  @Test
  void goesOnBehindADamagedMessage() throws Exception {
    ScriptedRouter router = start().introduce(PEER);

    router.send(
        new BmpBuilder()
            .message(0, PEER + "00")
            .message(3, OTHER_PEER + "0102")
            .message(2, OTHER_PEER)
            .message(0, "00"));

    sentinel(router, PEER);
    assertThat(daemon.count(BmpCounter.MALFORMED)).isEqualTo(4);
  }

  @Test
  void closesAConnectionWhoseMessagesCannotBeToldApartAndNoOther() throws Exception {
    daemon.start(
        "bmp: {listen: \"127.0.0.1:0\", routers: [{id: edge1, address: 127.0.0.2},"
            + " {id: edge2, address: 127.0.0.3}]}");
    ScriptedRouter healthy = daemon.connect("127.0.0.3").introduce(PEER);
    for (String header : List.of("03 00000000 00", "03 ffffffff 00", "02 00000006 04")) {
      ScriptedRouter router = daemon.connect().introduce(PEER);

      router.send(Hex.octets(header));

      assertThat(router.isClosedWithoutAWord()).isTrue();
    }
    sentinel(healthy, PEER);
    assertThat(daemon.count(BmpCounter.BROKEN)).isEqualTo(3);
    assertThat(daemon.station().sessionsUp()).isEqualTo(1);
  }

  @Test
  void hasRoomForSoManyPeersOnly() throws Exception {
    ScriptedRouter router = start().introduce(PEER);
    BmpBuilder many = new BmpBuilder();
    for (int i = 0; i < MonitoredRouter.MAX_PEERS + 5; i++) {
      many.peerUp(peer("10.0." + (i >> 8) + "." + (i & 255)));
    }

    router.send(many);

    sentinel(router, PEER);
    assertThat(daemon.station().sessionsUp()).isEqualTo(MonitoredRouter.MAX_PEERS);
    assertThat(daemon.count(BmpCounter.TOO_MANY_PEERS)).isEqualTo(6);
    router.send(new BmpBuilder().peerDown(peer("10.0.0.0"), "04").peerUp(peer("192.0.2.77")));
    router.route(peer("192.0.2.77"), anUpdate().announcing("203.0.113.0/24").via(64496, 64666));
    assertThat(session(alert("open", "hijack.origin"))).isEqualTo("edge1/192.0.2.77");
  }
}

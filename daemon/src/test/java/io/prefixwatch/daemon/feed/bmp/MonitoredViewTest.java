package io.prefixwatch.daemon.feed.bmp;

import static io.prefixwatch.bgp.fixture.BmpBuilder.AS2;
import static io.prefixwatch.bgp.fixture.BmpBuilder.CAPABILITIES;
import static io.prefixwatch.bgp.fixture.BmpBuilder.OUT;
import static io.prefixwatch.bgp.fixture.BmpBuilder.POST_POLICY;
import static io.prefixwatch.bgp.fixture.BmpBuilder.locRib;
import static io.prefixwatch.bgp.fixture.BmpBuilder.tlv4;
import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.fixture.BmpBuilder;
import io.prefixwatch.bgp.fixture.Hex;
import io.prefixwatch.bgp.speak.UpdateBuilder;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Which of a router's tables is judged, how its UPDATEs are read, and whose sessions they are. */
class MonitoredViewTest {

  private static final String PEER = BmpBuilder.peer();
  private static final String ADD_PATH = CAPABILITIES + "4508 00010103 00020103";

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

  private ScriptedRouter start(String more) throws Exception {
    daemon.startOfRouter(more);
    return daemon.connect();
  }

  private static UpdateBuilder hijack(String prefix) {
    return anUpdate().announcing(prefix).via(64496, 64666);
  }

  private static String ofView(String view) {
    return switch (view) {
      case "post-policy" -> BmpBuilder.peer(POST_POLICY);
      case "adj-rib-out" -> BmpBuilder.peer(OUT);
      case "adj-rib-out-post" -> BmpBuilder.peer(OUT | POST_POLICY);
      case "loc-rib" -> locRib();
      default -> PEER;
    };
  }

  private JsonNode alert(String action, String kind) throws InterruptedException {
    return daemon.sink().awaitAlert(action, kind);
  }

  private static String session(JsonNode alert) {
    return alert.get("seen_on").get(0).get("session").asString();
  }

  @ParameterizedTest
  @CsvSource({
    "pre-policy, edge1/192.0.2.9",
    "post-policy, edge1/192.0.2.9",
    "loc-rib, edge1/loc-rib"
  })
  void judgesOneViewOfARouterAndCountsTheOthers(String judged, String session) throws Exception {
    ScriptedRouter router = start(", view: " + judged).introduce(PEER, locRib());
    String[] others = {"pre-policy", "post-policy", "adj-rib-out", "adj-rib-out-post", "loc-rib"};

    for (String view : others) {
      if (!view.equals(judged)) {
        router.route(ofView(view), hijack("203.0.113.0/24"));
      }
    }
    router.route(ofView(judged), hijack("198.51.100.0/24"));

    JsonNode opened = alert("open", "hijack.origin");
    assertThat(opened.get("registration").asString()).isEqualTo("fabrikam");
    assertThat(session(opened)).isEqualTo(session);
    assertThat(daemon.station().sessionsUp()).isEqualTo(1);
    // Four routes, and the Peer Up of the peer or of the Loc-RIB that is not looked at.
    assertThat(daemon.count(BmpCounter.OTHER_VIEW)).isEqualTo(5);
  }

  @Test
  void tellsInstancesOfARouterApart() throws Exception {
    String vpn = BmpBuilder.peer(1, 0, "0000fbf400000007", "192.0.2.9", 64_496);
    String other = BmpBuilder.peer(2, 0, "0000000000000007", "192.0.2.9", 64_496);
    ScriptedRouter router = start("").introduce(PEER, vpn, other);

    router.route(PEER, hijack("203.0.113.0/24"));
    router.route(vpn, hijack("203.0.113.0/24"));
    router.route(other, hijack("203.0.113.0/24"));
    router.route(PEER, anUpdate().withdrawing("203.0.113.0/24"));
    router.route(vpn, anUpdate().withdrawing("203.0.113.0/24"));
    router.route(other, hijack("203.0.113.0/25"));

    assertThat(session(alert("open", "hijack.more-specific")))
        .isEqualTo("edge1/instance-7/192.0.2.9");
    assertThat(daemon.sink().passedOver())
        .noneMatch(record -> record.toString().contains("\"action\":\"close\""))
        .anyMatch(record -> record.toString().contains("edge1/64500:7/192.0.2.9"));
  }

  @Test
  void keepsPathsApartThatTheOpensAgreedOn() throws Exception {
    ScriptedRouter router = start("");
    router.send(new BmpBuilder().initiation("edge-1").peerUp(PEER, ADD_PATH, ADD_PATH));

    router.route(PEER, hijack("203.0.113.0/24").pathId(1));
    router.route(PEER, hijack("203.0.113.0/24").pathId(2));
    alert("open", "hijack.origin");
    router.route(PEER, anUpdate().withdrawing("203.0.113.0/24").pathId(1));
    router.route(PEER, hijack("198.51.100.0/24").pathId(7));
    alert("open", "hijack.origin");

    assertThat(daemon.sink().passedOver())
        .noneMatch(record -> record.toString().contains("\"action\":\"close\""));
    router.route(PEER, anUpdate().withdrawing("203.0.113.0/24").pathId(2));
    assertThat(alert("close", "hijack.origin").get("prefix").asString())
        .isEqualTo("203.0.113.0/24");
  }

  @Test
  void readsPathIdentifiersThatAMessageStatesItself() throws Exception {
    ScriptedRouter router = start("").introduce(PEER);
    String update = Hex.hex(hijack("203.0.113.0/24").pathId(9).encode());

    router.send(new BmpBuilder().message4(0, PEER + tlv4(1, "45 04 000101 01") + tlv4(4, update)));

    assertThat(alert("open", "hijack.origin").get("observed").get("path_id").asLong()).isEqualTo(9);
  }

  @Test
  void readsPathsOfTwoOctetsByTheFlag() throws Exception {
    ScriptedRouter router = start("").introduce(PEER);

    router.route(BmpBuilder.peer(AS2), hijack("203.0.113.0/24").as2());

    assertThat(alert("open", "hijack.origin").get("observed").get("as_path"))
        .extracting(JsonNode::asLong)
        .containsExactly(64496L, 64666L);
    assertThat(daemon.count(BmpCounter.MALFORMED_UPDATES)).isZero();
  }

  @Test
  void takesALocRibThatNoPeerUpAnnounced() throws Exception {
    ScriptedRouter router = start(", view: loc-rib");

    router.send(new BmpBuilder().initiation("edge-1"));
    router.route(locRib(), hijack("203.0.113.0/24"));

    assertThat(session(alert("open", "hijack.origin"))).isEqualTo("edge1/loc-rib");
  }

  @Test
  void takesTheRoutersOwnAsOffAPathThatItReceived() throws Exception {
    ScriptedRouter router = start("");
    String ofRouter = CAPABILITIES.replace("4104 0000fbf0", "4104 0000fbf4");
    router.send(new BmpBuilder().peerUp(PEER, ofRouter, CAPABILITIES));

    router.route(PEER, anUpdate().announcing("203.0.113.0/24").via(64500, 64496, 64666));
    JsonNode prepended = alert("open", "hijack.origin");
    router.route(PEER, anUpdate().announcing("198.51.100.0/24").via(64500, 64666));
    JsonNode other = alert("open", "hijack.origin");

    assertThat(prepended.get("observed").get("as_path"))
        .extracting(JsonNode::asLong)
        .containsExactly(64496L, 64666L);
    assertThat(other.get("observed").get("as_path"))
        .extracting(JsonNode::asLong)
        .containsExactly(64500L, 64666L);
  }

  // Whose sessions they are.

  @Test
  void holdsADescribedPeerToItsRegistrations() throws Exception {
    ScriptedRouter router =
        start(", site: lon1, peers: [{address: 192.0.2.9, partner: acme}]").introduce(PEER);
    router.route(PEER, anUpdate().announcing("203.0.113.0/24").via(64496, 64501));
    router.endOfRib(PEER);
    assertThat(daemon.sink().awaitEvent("EndOfRib").get("session").asString())
        .isEqualTo("edge1/192.0.2.9");

    router.route(PEER, anUpdate().withdrawing("203.0.113.0/24"));

    JsonNode lost = alert("open", "availability.lost");
    assertThat(lost.get("partner").asString()).isEqualTo("acme");
    assertThat(lost.get("prefix").asString()).isEqualTo("203.0.113.0/24");
  }

  @Test
  void leavesAPeerToTheSessionThatItHasWithUs() throws Exception {
    daemon.start(
        """
            sessions:
              - {id: direct, kind: collector, router: edge1, peer: {address: 192.0.2.9, asn: 64496}}
            bmp: {listen: "127.0.0.1:0", routers: [{id: edge1, address: 127.0.0.2}]}
            """);
    String other = ScriptedRouter.peer("192.0.2.10");
    ScriptedRouter router = daemon.connect().introduce(PEER, other);

    router.route(PEER, hijack("203.0.113.0/24"));
    router.route(other, hijack("198.51.100.0/24"));

    assertThat(alert("open", "hijack.origin").get("registration").asString()).isEqualTo("fabrikam");
    assertThat(daemon.count(BmpCounter.KNOWN_PEER)).isEqualTo(2);
  }

  // Reload.

  @Test
  void goesOnWithRoutersThatAReloadDidNotChange() throws Exception {
    ScriptedRouter kept = start("").introduce(PEER);
    String both =
        "bmp: {listen: \"127.0.0.1:0\", routers: [{id: edge1, address: 127.0.0.2},"
            + " {id: edge2, address: 127.0.0.3}]}";

    daemon.reload(both);
    ScriptedRouter added = daemon.connect("127.0.0.3").introduce(PEER);
    added.route(PEER, hijack("203.0.113.0/24"));
    assertThat(session(alert("open", "hijack.origin"))).isEqualTo("edge2/192.0.2.9");
    kept.route(PEER, hijack("198.51.100.0/24"));
    assertThat(session(alert("open", "hijack.origin"))).isEqualTo("edge1/192.0.2.9");

    daemon.reload(both.replace(", {id: edge2, address: 127.0.0.3}", ""));

    assertThat(added.isClosedWithoutAWord()).isTrue();
    JsonNode closed = alert("close", "hijack.origin");
    assertThat(closed.get("prefix").asString()).isEqualTo("203.0.113.0/24");
    assertThat(closed.get("close_reason").asString()).isEqualTo("session-gone");
    assertThat(daemon.station().sessionsUp()).isEqualTo(1);
  }

  @Test
  void judgesWhatAPeerHoldsWhenAPrefixIsRegisteredLater() throws Exception {
    ScriptedRouter router = start("").introduce(PEER);
    router.route(PEER, hijack("192.0.2.0/24"));
    router.route(PEER, hijack("203.0.113.0/24"));
    alert("open", "hijack.origin");

    daemon.reload(
        "  - {id: later, prefixes: [{prefix: 192.0.2.0/24, origins: [64503]}]}\n"
            + "bmp: {listen: \"127.0.0.1:0\", routers: [{id: edge1, address: 127.0.0.2}]}");

    assertThat(alert("open", "hijack.origin").get("registration").asString()).isEqualTo("later");
  }
}

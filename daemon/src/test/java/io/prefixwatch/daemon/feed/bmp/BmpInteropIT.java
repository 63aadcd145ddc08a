package io.prefixwatch.daemon.feed.bmp;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Routers of others tell the station of their peers, live. */
class BmpInteropIT {

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

  private JsonNode alert(String action, String kind) throws InterruptedException {
    return daemon.sink().awaitAlert(action, kind);
  }

  private BmpSpeakingRouter router(String program, String view) throws Exception {
    BmpSpeakingRouter.require(program);
    daemon.start(
        "bmp: {listen: \"127.0.0.1:0\", routers:"
            + " [{id: edge1, address: 127.0.0.1, view: "
            + view
            + "}]}");
    return BmpSpeakingRouter.start(temp, program, daemon.address().getPort());
  }

  private static ScriptedSpeaker peer(BmpSpeakingRouter router)
      throws IOException, InterruptedException {
    ScriptedSpeaker peer = router.establishPeer();
    peer.sendEndOfRib(Family.IPV4_UNICAST);
    return peer;
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    "/usr/lib/frr/bgpd, pre-policy",
    "/usr/lib/frr/bgpd, post-policy",
    "/usr/bin/gobgpd, pre-policy",
    "/usr/bin/gobgpd, post-policy",
    "/usr/bin/gobgpd, loc-rib"
  })
  void judgesWhatAPeerOfTheRouterAnnounces(String program, String view) throws Exception {
    try (BmpSpeakingRouter router = router(program, view);
        ScriptedSpeaker peer = peer(router)) {
      String session = view.equals("loc-rib") ? "edge1/loc-rib" : "edge1/" + router.peer();

      peer.send(anUpdate().announcing("203.0.113.0/24").via(64496, 64666));
      JsonNode opened = alert("open", "hijack.origin");
      peer.send(anUpdate().withdrawing("203.0.113.0/24"));
      JsonNode closed = alert("close", "hijack.origin");

      assertThat(opened.get("seen_on").get(0).get("session").asString()).isEqualTo(session);
      assertThat(opened.get("observed").get("as_path"))
          .extracting(JsonNode::asLong)
          .containsExactly(64496L, 64666L);
      assertThat(closed.get("close_reason").asString()).isEqualTo("withdrawn");
      assertThat(daemon.count(BmpCounter.MALFORMED)).isZero();
      assertThat(daemon.count(BmpCounter.MALFORMED_UPDATES)).isZero();
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"/usr/lib/frr/bgpd", "/usr/bin/gobgpd"})
  void tellsWhatBecameOfAPeerAndOfTheRouter(String program) throws Exception {
    try (BmpSpeakingRouter router = router(program, "pre-policy")) {
      String session = "edge1/" + router.peer();
      ScriptedSpeaker peer = peer(router);
      peer.send(anUpdate().announcing("203.0.113.0/24").via(64496, 64666));
      JsonNode hijack = alert("open", "hijack.origin");

      peer.cease(ErrorCode.ADMINISTRATIVE_RESET);

      JsonNode down = alert("open", "session.down");
      JsonNode lost = down.get("lost_sessions").get(0);
      assertThat(lost.get("session").asString()).isEqualTo(session);
      assertThat(lost.get("cause").asString()).isEqualTo("notification-received");
      assertThat(lost.get("notification").get("subcode").asInt()).isEqualTo(4);
      JsonNode unobserved = alert("update", "hijack.origin");
      assertThat(unobserved.get("state").asString()).isEqualTo("unobserved");
      assertThat(unobserved.get("incident_id")).isEqualTo(hijack.get("incident_id"));

      try (ScriptedSpeaker again = peer(router)) {
        alert("close", "session.down");
        again.send(anUpdate().announcing("203.0.113.0/24").via(64496, 64501));
        assertThat(alert("close", "hijack.origin").get("incident_id"))
            .isEqualTo(hijack.get("incident_id"));

        router.kill();

        JsonNode routerDown = alert("open", "session.down");
        assertThat(routerDown.get("lost_sessions").get(0).get("cause").asString())
            .isEqualTo("feed-lost");
      }
    }
  }
}

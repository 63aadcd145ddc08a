package io.prefixwatch.daemon.http;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static io.prefixwatch.daemon.http.HttpServerTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Routes and coverage, as the sessions hold them at the moment. */
class LookingGlassTest {

  private static final String ROUTES = "/api/v1/routes?prefix=";

  @TempDir private Path folder;

  private static JsonNode routes(ServedDaemon daemon, String query) throws Exception {
    return daemon.json(ROUTES + query).get("routes");
  }

  @Test
  void showsARouteUntilItIsWithdrawn() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.OPEN)) {
      ScriptedSpeaker peer = daemon.connect("127.0.0.2");
      peer.send(anUpdate().announcing("203.0.113.0/24").via(64496, 64501).nextHop("127.0.0.2"));
      await().untilAsserted(() -> assertThat(routes(daemon, "203.0.113.0/24")).hasSize(1));

      JsonNode route = routes(daemon, "203.0.113.0/24").get(0);
      assertThat(route.get("session").asString()).isEqualTo("acme-a");
      assertThat(route.get("as_path")).hasToString("[64496,64501]");
      assertThat(route.get("next_hop").asString()).isEqualTo("127.0.0.2");
      assertThat(routes(daemon, "203.0.113.7&match=covering")).hasSize(1);
      assertThat(routes(daemon, "203.0.113.7")).isEmpty();
      assertThat(routes(daemon, "203.0.0.0/16&match=covered&session=acme-a")).hasSize(1);
      assertThat(routes(daemon, "203.0.0.0/16&match=covered&session=acme-b")).isEmpty();
      peer.send(anUpdate().withdrawing("203.0.113.0/24"));
      await().untilAsserted(() -> assertThat(routes(daemon, "203.0.113.0/24")).isEmpty());
    }
  }

  @Test
  void saysThatThereAreMore() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.OPEN)) {
      daemon
          .connect("127.0.0.2")
          .send(
              anUpdate()
                  .announcing("198.51.100.0/25", "198.51.100.128/25")
                  .via(64496, 64501)
                  .nextHop("127.0.0.2"));
      String all = "198.51.100.0/24&match=covered";
      await().untilAsserted(() -> assertThat(routes(daemon, all)).hasSize(2));

      assertThat(daemon.json(ROUTES + all).get("truncated").asBoolean()).isFalse();
      JsonNode cut = daemon.json(ROUTES + all + "&limit=1");
      assertThat(cut.get("truncated").asBoolean()).isTrue();
      assertThat(cut.get("routes")).hasSize(1);
    }
  }

  @Test
  void showsWhoHoldsARegisteredPrefix() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.OPEN)) {
      ScriptedSpeaker holder = daemon.connect("127.0.0.2");
      holder.send(anUpdate().announcing("203.0.113.0/24").via(64496, 64501).nextHop("127.0.0.2"));

      await()
          .untilAsserted(
              () -> {
                JsonNode coverage =
                    daemon.json("/api/v1/prefixes").get("prefixes").get(0).get("coverage");
                assertThat(coverage).hasSize(2);
                assertThat(coverage.get(0).get("session").asString()).isEqualTo("acme-a");
                assertThat(coverage.get(0).get("held").asBoolean()).isTrue();
                assertThat(coverage.get(1).get("session").asString()).isEqualTo("acme-b");
                assertThat(coverage.get(1).get("held").isNull()).isTrue();
              });
      JsonNode contoso = daemon.json("/api/v1/prefixes").get("prefixes").get(0);
      assertThat(contoso.get("state").asString()).isEqualTo("invalid");
      assertThat(contoso.get("reasons").toString()).contains("public-space");
      assertThat(daemon.json("/api/v1/prefixes?registration=contoso").get("prefixes")).hasSize(1);
      assertThat(daemon.json("/api/v1/prefixes?registration=other").get("prefixes")).isEmpty();
      assertThat(daemon.json("/api/v1/prefixes?cursor=203.0.113.0/24").get("prefixes")).isEmpty();
    }
  }

  @Test
  void refusesWhatIsNoPrefix() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.OPEN)) {
      assertProblem(daemon.get("/api/v1/routes"), 400);
      assertProblem(daemon.get(ROUTES), 400);
      assertProblem(daemon.get(ROUTES + "lon1"), 400);
      assertProblem(daemon.get(ROUTES + "203.0.113.0/33"), 400);
      assertProblem(daemon.get(ROUTES + "203.0.113.0/24&match=near"), 400);
      assertProblem(daemon.get(ROUTES + "203.0.113.0/24&limit=0"), 400);
      assertProblem(daemon.get("/api/v1/prefixes?cursor=lon1"), 400);
    }
  }
}

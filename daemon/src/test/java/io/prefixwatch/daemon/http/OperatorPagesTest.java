package io.prefixwatch.daemon.http;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static io.prefixwatch.daemon.http.HttpServerTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What operators say: silences, and who takes care of an incident. */
class OperatorPagesTest {

  private static final String CONFIG =
      ServedDaemon.CONFIG
          + """
          http:
            listen: "127.0.0.1:0"
            tokens: [{token: reader}, {token: writer, scope: write}]
          store: {path: store}
          sinks: [{name: log, type: file, path: alerts.jsonl}]
          """;
  private static final String[] READER = {"Authorization", "Bearer reader"};
  private static final String[] WRITER = {"Authorization", "Bearer writer"};
  private static final String SILENCES = "/api/v1/silences";

  @TempDir private Path folder;

  private ServedDaemon start() throws Exception {
    return ServedDaemon.start(folder, CONFIG);
  }

  private static String silence(String match, Instant until) {
    return "{\"match\":[\"%s\"],\"until\":\"%s\",\"author\":\"alice\",\"reason\":\"power\"}"
        .formatted(match, until);
  }

  private static Instant inAnHour() {
    return Instant.now().plus(Duration.ofHours(1));
  }

  private static JsonNode get(ServedDaemon daemon, String path) throws Exception {
    return ServedDaemon.json(daemon.get(path, READER));
  }

  private static JsonNode incident(ServedDaemon daemon, String kind) throws Exception {
    return get(daemon, "/api/v1/incidents?state=open&kind=" + kind).get("incidents").path(0);
  }

  private String delivered() throws Exception {
    Path file = folder.resolve("alerts.jsonl");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  @Test
  void recordButDoNotDeliverWhatIsSilenced() throws Exception {
    try (ServedDaemon daemon = start()) {
      HttpResponse<String> made =
          daemon.post(SILENCES, silence("session:acme-b", inAnHour()), WRITER);
      assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
      String id = ServedDaemon.json(made).get("id").asString();

      daemon.connect("127.0.0.3").close();
      await()
          .untilAsserted(
              () ->
                  assertThat(incident(daemon, "session.down").path("silenced").asString())
                      .isEqualTo(id));
      daemon
          .connect("127.0.0.2")
          .send(anUpdate().announcing("203.0.113.0/24").via(64496, 64666).nextHop("127.0.0.2"));

      await().untilAsserted(() -> assertThat(delivered()).contains("hijack.origin"));
      assertThat(delivered()).doesNotContain("session.down");
      assertThat(daemon.get("/metrics").body())
          .contains("prefixwatch_silences 1.0", "prefixwatch_alerts_silenced_total 1.0");
      daemon.send(SILENCES + "/" + id, "DELETE", WRITER);
      await()
          .untilAsserted(
              () ->
                  assertThat(delivered().lines())
                      .anyMatch(line -> line.contains("session.down") && line.contains("update")));
    }
  }

  @Test
  void tellTheRestToASinkThatWasToldTheBeginning() throws Exception {
    try (ServedDaemon daemon = start()) {
      ScriptedSpeaker peer = hijack(daemon);
      await().untilAsserted(() -> assertThat(delivered()).contains("hijack.origin"));

      daemon.post(SILENCES, silence("kind:hijack", inAnHour()), WRITER);
      peer.send(anUpdate().withdrawing("203.0.113.0/24"));

      await()
          .untilAsserted(
              () ->
                  assertThat(delivered().lines())
                      .anyMatch(
                          line ->
                              line.contains("\"action\":\"close\"")
                                  && line.contains("\"silenced\":\"sil-")));
    }
  }

  @Test
  void keepSilencesOverARestart() throws Exception {
    try (ServedDaemon daemon = start()) {
      daemon.post(SILENCES, silence("session:acme-b", inAnHour()), WRITER);
      daemon.post(SILENCES, silence("site:lon1", inAnHour()), WRITER);
      String first = get(daemon, SILENCES).get("silences").get(0).get("id").asString();

      assertThat(daemon.send(SILENCES + "/" + first, "DELETE", WRITER).statusCode()).isEqualTo(204);
      assertProblem(daemon.send(SILENCES + "/" + first, "DELETE", WRITER), 404);
    }
    try (ServedDaemon daemon = start()) {
      JsonNode silences = get(daemon, SILENCES).get("silences");
      assertThat(silences).hasSize(1);
      assertThat(silences.get(0).get("match").get(0).asString()).isEqualTo("site:lon1");
      assertThat(silences.get(0).get("author").asString()).isEqualTo("alice");

      daemon.connect("127.0.0.3").close();
      String id = silences.get(0).get("id").asString();
      await()
          .untilAsserted(
              () ->
                  assertThat(incident(daemon, "session.down").path("silenced").asString())
                      .isEqualTo(id));
    }
  }

  @Test
  void keepWhoTakesCareOfAnIncidentOverARestart() throws Exception {
    try (ServedDaemon daemon = start()) {
      hijack(daemon);
      String id = incident(daemon, "hijack.origin").get("incident_id").asString();
      HttpResponse<String> answer =
          daemon.post("/api/v1/incidents/" + id + "/ack", "{\"by\":\"alice\"}", WRITER);

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
      awaitAcknowledged(daemon);
      await()
          .untilAsserted(() -> assertThat(delivered()).contains("\"acknowledged_by\":\"alice\""));
    }
    try (ServedDaemon daemon = start()) {
      long before = get(daemon, "/api/v1/alerts").get("next_after").asLong();
      hijack(daemon);

      await()
          .untilAsserted(
              () ->
                  assertThat(get(daemon, "/api/v1/alerts?after=" + before).get("alerts"))
                      .anyMatch(
                          alert ->
                              alert.get("kind").asString().equals("hijack.origin")
                                  && alert.get("acknowledged_by").asString("").equals("alice")));
    }
  }

  private static ScriptedSpeaker hijack(ServedDaemon daemon) throws Exception {
    ScriptedSpeaker peer = daemon.connect("127.0.0.2");
    peer.send(anUpdate().announcing("203.0.113.0/24").via(64496, 64666).nextHop("127.0.0.2"));
    await()
        .untilAsserted(
            () -> assertThat(incident(daemon, "hijack.origin").isMissingNode()).isFalse());
    return peer;
  }

  private static void awaitAcknowledged(ServedDaemon daemon) {
    await()
        .untilAsserted(
            () ->
                assertThat(incident(daemon, "hijack.origin").get("acknowledged_by").asString(""))
                    .isEqualTo("alice"));
  }

  @Test
  void takeNothingFromWhoMayNotWrite() throws Exception {
    try (ServedDaemon daemon = start()) {
      String body = silence("site:lon1", inAnHour());

      assertProblem(daemon.post(SILENCES, body), 401);
      assertProblem(daemon.post(SILENCES, body, READER), 403);
      assertProblem(daemon.send(SILENCES + "/sil-1", "DELETE", READER), 403);
      assertProblem(daemon.post("/api/v1/incidents/inc-1/ack", "{\"by\":\"a\"}", READER), 403);
      assertThat(get(daemon, SILENCES).get("silences")).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "400 | ",
        "400 | []",
        "400 | {\"match\":[\"site:lon1\"]",
        "400 | {} {}",
        "422 | {\"until\":\"UNTIL\",\"author\":\"a\"}",
        "422 | {\"match\":[],\"until\":\"UNTIL\",\"author\":\"a\"}",
        "422 | {\"match\":[\"lon1\"],\"until\":\"UNTIL\",\"author\":\"a\"}",
        "422 | {\"match\":[\"kind:hijak\"],\"until\":\"UNTIL\",\"author\":\"a\"}",
        "422 | {\"match\":[\"prefix:203.0.113.0\"],\"until\":\"UNTIL\",\"author\":\"a\"}",
        "422 | {\"match\":[{\"site\":\"lon1\"}],\"until\":\"UNTIL\",\"author\":\"a\"}",
        "422 | {\"match\":[\"site:lon1\"],\"author\":\"a\"}",
        "422 | {\"match\":[\"site:lon1\"],\"until\":\"soon\",\"author\":\"a\"}",
        "422 | {\"match\":[\"site:lon1\"],\"until\":\"2020-01-01T00:00:00Z\",\"author\":\"a\"}",
        "422 | {\"match\":[\"site:lon1\"],\"until\":\"2099-01-01T00:00:00Z\",\"author\":\"a\"}",
        "422 | {\"match\":[\"site:lon1\"],\"until\":\"UNTIL\"}",
        "422 | {\"match\":[\"site:lon1\"],\"until\":\"UNTIL\",\"author\":\" \"}",
        "422 | {\"match\":[\"site:lon1\"],\"until\":\"UNTIL\",\"author\":7}",
        "422 | {\"match\":[\"site:lon1\"],\"until\":\"UNTIL\",\"author\":\"a\\u0000\"}",
        "422 | {\"match\":[\"site:lon1\"],\"until\":\"UNTIL\",\"author\":\"a\",\"color\":\"red\"}",
        "422 | {\"author\":\"a\",\"author\":\"b\"}",
      })
  void refuseASilenceThatIsNone(int status, String body) throws Exception {
    try (ServedDaemon daemon = start()) {
      String text = body == null ? "" : body.replace("UNTIL", inAnHour().toString());

      assertProblem(daemon.post(SILENCES, text, WRITER), status);
      assertThat(get(daemon, SILENCES).get("silences")).isEmpty();
    }
  }

  @Test
  void refuseToAcknowledgeWhatIsNotOpen() throws Exception {
    try (ServedDaemon daemon = start()) {
      assertProblem(daemon.post("/api/v1/incidents/inc-0/ack", "{\"by\":\"alice\"}", WRITER), 404);
      assertProblem(daemon.post("/api/v1/incidents/inc-0/ack", "", WRITER), 400);
      assertProblem(daemon.post("/api/v1/incidents/inc-0/ack", "{}", WRITER), 422);
      assertProblem(daemon.post("/api/v1/incidents/inc-0/ack", "{\"by\":\"\"}", WRITER), 422);
      assertProblem(
          daemon.post(
              "/api/v1/incidents/inc-0/ack", "{\"by\":\"" + "a".repeat(201) + "\"}", WRITER),
          422);
      assertProblem(daemon.post(SILENCES, "x".repeat(70_000), WRITER), 413);
    }
  }
}

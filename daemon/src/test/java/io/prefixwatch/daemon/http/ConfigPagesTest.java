package io.prefixwatch.daemon.http;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static io.prefixwatch.daemon.http.HttpServerTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The configuration over the API: what it says, and reading it again. */
class ConfigPagesTest {

  private static final String RELOAD = "/api/v1/config/reload";
  private static final String[] READER = {"Authorization", "Bearer reader"};
  private static final String[] WRITER = {"Authorization", "Bearer writer"};
  private static final String FABRIKAM =
      "  - {id: fabrikam, partner: acme, prefixes: [{prefix: 198.51.100.0/24, origins: [64502]}]}\n";

  @TempDir private Path folder;

  private static String with(String registrations) {
    return ServedDaemon.WRITABLE.replace("http:\n", registrations + "http:\n");
  }

  private void write(String yaml) throws Exception {
    Files.writeString(folder.resolve(ServedDaemon.FILE), yaml);
  }

  @Test
  void takesANewConfigurationAndSaysWhatItChanges() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.WRITABLE)) {
      ScriptedSpeaker peer = daemon.connect("127.0.0.2");
      write(with(FABRIKAM));

      HttpResponse<String> answer = daemon.post(RELOAD, "", WRITER);

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      JsonNode said = ServedDaemon.json(answer);
      assertThat(said.get("generation").asInt()).isEqualTo(2);
      assertThat(said.get("changes"))
          .extracting(JsonNode::asString)
          .containsExactly("+ registration fabrikam", "+ prefix 198.51.100.0/24");
      JsonNode session = ServedDaemon.json(daemon.get("/api/v1/sessions/acme-a", READER));
      assertThat(session.get("flaps").asInt()).isZero();
      peer.send(anUpdate().announcing("198.51.100.0/24").via(64496, 64666).nextHop("127.0.0.2"));
      awaitHistory(daemon, "198.51.100.0/24", "hijack.origin");
    }
  }

  private static void awaitHistory(ServedDaemon daemon, String prefix, String text) {
    await()
        .untilAsserted(
            () ->
                assertThat(daemon.get("/api/v1/prefixes/" + prefix + "/history", READER).body())
                    .contains(text));
  }

  @Test
  void refusesAConfigurationWithErrorsAndKeepsTheOld() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.WRITABLE)) {
      write(with(FABRIKAM.replace("origins", "origin")));

      HttpResponse<String> answer = daemon.post(RELOAD, "", WRITER);

      assertProblem(answer, 422);
      JsonNode problem = ServedDaemon.json(answer).get("problems").get(0);
      assertThat(problem.get("file").asString()).endsWith("main.yaml");
      assertThat(problem.get("line").asInt()).isPositive();
      assertThat(problem.get("column").asInt()).isPositive();
      assertThat(problem.get("severity").asString()).isEqualTo("error");
      JsonNode status = ServedDaemon.json(daemon.get("/api/v1/status", READER));
      assertThat(status.get("configuration").get("generation").asInt()).isEqualTo(1);
      assertThat(status.get("configuration").get("last_reload_succeeded").asBoolean()).isFalse();
    }
  }

  @Test
  void reloadsForWhoMayWriteOnly() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.WRITABLE)) {
      assertProblem(daemon.post(RELOAD, ""), 401);
      assertProblem(daemon.post(RELOAD, "", READER), 403);
      assertProblem(daemon.get(RELOAD, WRITER), 405);
      assertProblem(daemon.post(RELOAD + "?now=1", "", WRITER), 400);
      JsonNode status = ServedDaemon.json(daemon.get("/api/v1/status", READER));
      assertThat(status.get("configuration").get("generation").asInt()).isEqualTo(1);
    }
  }

  @Test
  void sendsATestAlertThroughTheStoreToEverySinkAndTheStream() throws Exception {
    String sinks =
        "sinks: [{name: log, type: file, path: a.jsonl, match: {severity: [critical]}}]\n";
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.WRITABLE + sinks);
        StreamReader stream = StreamReader.open(daemon, "", READER)) {
      stream.greeting();
      assertProblem(daemon.post("/api/v1/alert-test", "", READER), 403);

      HttpResponse<String> answer = daemon.post("/api/v1/alert-test", "", WRITER);

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      JsonNode said = ServedDaemon.json(answer);
      assertThat(said.get("sinks").get(0).get("taken").asBoolean()).isTrue();
      String id = said.get("incident_id").asString();
      assertThat(Files.readAllLines(folder.resolve("a.jsonl")))
          .hasSize(2)
          .allMatch(line -> line.contains(id) && line.contains("\"test\":true"));
      assertThat(stream.records(2)).allMatch(frame -> frame.id().isEmpty());
    }
  }

  @Test
  void showsPartnersAndSites() throws Exception {
    String more =
        ServedDaemon.OPEN
            .replace("{id: lon1}", "{id: lon1, country: GB, coordinates: [51.50, -0.01]}")
            .replace("asns: [64496]", "asns: [64496, 64497], cone: [64501]");
    try (ServedDaemon daemon = ServedDaemon.start(folder, more)) {
      JsonNode site = daemon.json("/api/v1/sites").get("sites").get(0);
      assertThat(site.get("id").asString()).isEqualTo("lon1");
      assertThat(site.get("country").asString()).isEqualTo("GB");
      assertThat(site.get("coordinates").get(1).asDouble()).isEqualTo(-0.01);
      JsonNode partner = daemon.json("/api/v1/partners").get("partners").get(0);
      assertThat(partner.get("service").asString()).isEqualTo("isp");
      assertThat(partner.get("asns")).hasSize(2);
      assertThat(partner.get("cone").get(0).asInt()).isEqualTo(64501);
    }
  }

  @Test
  void tellsTheHistoryOfAPrefixBackwardsPageByPage() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.WRITABLE)) {
      ScriptedSpeaker peer = daemon.connect("127.0.0.2");
      for (int origin : new int[] {64666, 64501}) {
        peer.send(anUpdate().announcing("203.0.113.0/24").via(64496, origin).nextHop("127.0.0.2"));
      }
      awaitHistory(daemon, "203.0.113.0/24", "\"action\":\"close\"");
      String path = "/api/v1/prefixes/203.0.113.0/24/history";

      JsonNode first = ServedDaemon.json(daemon.get(path + "?limit=1", READER));
      String cursor = first.get("next_cursor").asString();
      JsonNode second = ServedDaemon.json(daemon.get(path + "?limit=1&cursor=" + cursor, READER));

      assertThat(first.get("records")).hasSize(1);
      assertThat(second.get("records").get(0).get("id"))
          .isNotEqualTo(first.get("records").get(0).get("id"));
      assertThat(ServedDaemon.json(daemon.get(path, READER)).get("records"))
          .allMatch(one -> one.get("prefix").asString().equals("203.0.113.0/24"))
          .anyMatch(one -> one.get("schema").asString().equals("prefixwatch.alert.v1"));
      assertThat(
              ServedDaemon.json(daemon.get("/api/v1/prefixes/2001:db8::/32/history", READER))
                  .get("records"))
          .isEmpty();
      assertProblem(daemon.get("/api/v1/prefixes/203.0.113.0/33/history", READER), 400);
      assertProblem(daemon.get("/api/v1/prefixes/host/24/history", READER), 400);
    }
  }
}

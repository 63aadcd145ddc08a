package io.prefixwatch.daemon.http;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static io.prefixwatch.daemon.http.HttpServerTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Registrations over the API. */
class RegistrationPagesTest {

  private static final String ALL = "/api/v1/registrations";
  private static final String[] READER = {"Authorization", "Bearer reader"};
  private static final String[] WRITER = {"Authorization", "Bearer writer"};
  private static final String FABRIKAM =
      "{\"id\":\"fabrikam\",\"customer\":\"Fabrikam\",\"partner\":\"acme\","
          + "\"location\":{\"country\":\"GB\"},\"primary_site\":\"lon1\",\"prefixes\":"
          + "[{\"prefix\":\"198.51.100.0/24\",\"origins\":[64502],\"max_length\":25}]}";

  private static final List<String> REFUSED =
      List.of(
          "400 | ",
          "400 | []",
          "400 | {\"id\":\"a\"",
          "400 | {\"id\":\"a\"} {}",
          "422 | {}",
          "422 | {\"id\":\" \"}",
          "422 | {\"id\":\"a\",\"color\":\"red\"}",
          "422 | {\"id\":\"a\",\"primary-site\":\"lon1\"}",
          "422 | {\"id\":\"a\",\"prefixes\":[{\"prefix\":\"host\",\"origins\":[64501]}]}",
          "422 | {\"id\":\"a\",\"prefixes\":[{\"prefix\":\"198.51.100.0/24\"}]}",
          "422 | {\"id\":\"a\",\"prefixes\":[{\"prefix\":\"198.51.100.0/24\",\"origins\":[\"x\"]}]}",
          "422 | {\"id\":\"a\",\"prefixes\":[{\"prefix\":\"198.51.100.0/24\",\"origins\":[1.5]}]}",
          "422 | {\"id\":\"a\",\"prefixes\":[{\"prefix\":\"P\",\"origins\":[1],\"max_length\":8}]}",
          "422 | {\"id\":\"a\",\"prefixes\":[{\"prefix\":\"P\",\"origins\":[1]},{\"prefix\":\"P\",\"origins\":[1]}]}",
          "422 | {\"id\":\"a\",\"id\":\"b\",\"prefixes\":[{\"prefix\":\"P\",\"origins\":[1]}]}",
          "422 | {\"id\":\"a\",\"prefixes\":\"P\"}",
          "422 | {\"id\":\"a\",\"prefixes\":[[[[[[[[[[[[[[]]]]]]]]]]]]]]}",
          "409 | {\"id\":\"contoso\",\"prefixes\":[{\"prefix\":\"P\",\"origins\":[1]}]}",
          "409 | {\"id\":\"a\",\"prefixes\":[{\"prefix\":\"203.0.113.0/24\",\"origins\":[1]}]}");

  @TempDir private Path folder;

  private ServedDaemon start() throws Exception {
    return ServedDaemon.start(folder, ServedDaemon.WRITABLE);
  }

  private static JsonNode get(ServedDaemon daemon, String path) throws Exception {
    return ServedDaemon.json(daemon.get(path, READER));
  }

  private static void register(ServedDaemon daemon, String body) throws Exception {
    HttpResponse<String> answer = daemon.post(ALL, body, WRITER);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  private static void awaitHijack(ServedDaemon daemon) {
    await()
        .untilAsserted(
            () ->
                assertThat(
                        get(daemon, "/api/v1/incidents?kind=hijack.origin")
                            .findValuesAsString("registration"))
                    .contains("fabrikam"));
  }

  /** The route is there first: the tables answer without a new message. */
  @Test
  void countAtOnceForRoutesThatAreHeldAlready() throws Exception {
    try (ServedDaemon daemon = start()) {
      ScriptedSpeaker peer = daemon.connect("127.0.0.2");
      peer.send(anUpdate().announcing("198.51.100.0/24").via(64496, 64666).nextHop("127.0.0.2"));
      await()
          .untilAsserted(
              () ->
                  assertThat(get(daemon, "/api/v1/routes?prefix=198.51.100.0/24").get("routes"))
                      .hasSize(1));

      register(daemon, FABRIKAM);

      awaitHijack(daemon);
      JsonNode prefix = get(daemon, "/api/v1/prefixes?registration=fabrikam").get("prefixes");
      assertThat(prefix.get(0).get("max_length").asInt()).isEqualTo(25);
      assertThat(get(daemon, "/api/v1/sessions/acme-a").get("flaps").asInt()).isZero();
      assertThat(daemon.send(ALL + "/fabrikam", "DELETE", WRITER).statusCode()).isEqualTo(204);
      await()
          .untilAsserted(
              () ->
                  assertThat(daemon.get("/api/v1/incidents?kind=hijack.origin", READER).body())
                      .contains("\"close_reason\":\"reconfigured\""));
      assertProblem(daemon.send(ALL + "/fabrikam", "DELETE", WRITER), 404);
    }
  }

  @Test
  void surviveARestartAndAReload() throws Exception {
    try (ServedDaemon daemon = start()) {
      register(daemon, FABRIKAM);
    }
    try (ServedDaemon daemon = start()) {
      assertThat(daemon.post("/api/v1/config/reload", "", WRITER).statusCode()).isEqualTo(200);
      assertThat(get(daemon, "/api/v1/prefixes?registration=fabrikam").get("prefixes")).hasSize(1);
      daemon
          .connect("127.0.0.2")
          .send(anUpdate().announcing("198.51.100.0/24").via(64496, 64666).nextHop("127.0.0.2"));
      awaitHijack(daemon);
    }
  }

  @Test
  void areListedWithThoseOfTheFilesPageByPage() throws Exception {
    try (ServedDaemon daemon = start()) {
      register(daemon, FABRIKAM);

      JsonNode first = get(daemon, ALL + "?limit=1");
      JsonNode second = get(daemon, ALL + "?limit=1&cursor=" + first.get("next_cursor").asString());

      JsonNode file = first.get("registrations").get(0);
      assertThat(file.get("id").asString()).isEqualTo("contoso");
      assertThat(file.get("source").asString()).isEqualTo("file");
      JsonNode added = second.get("registrations").get(0);
      assertThat(added.get("id").asString()).isEqualTo("fabrikam");
      assertThat(added.get("source").asString()).isEqualTo("api");
      assertThat(added.get("prefixes").get(0).asString()).isEqualTo("198.51.100.0/24");
      assertThat(second.get("next_cursor").isNull()).isTrue();
    }
  }

  @Test
  void haveNoEffectWhileAFileSaysTheSame() throws Exception {
    try (ServedDaemon daemon = start()) {
      register(daemon, FABRIKAM);
      String taken =
          ServedDaemon.WRITABLE.replace(
              "http:\n",
              "  - {id: other, prefixes: [{prefix: 198.51.100.0/24, origins: [64503]}]}\nhttp:\n");
      Files.writeString(folder.resolve(ServedDaemon.FILE), taken);

      assertThat(daemon.post("/api/v1/config/reload", "", WRITER).statusCode()).isEqualTo(200);

      assertThat(get(daemon, "/api/v1/prefixes?registration=fabrikam").get("prefixes")).isEmpty();
      assertThat(get(daemon, "/api/v1/prefixes?registration=other").get("prefixes")).hasSize(1);
      JsonNode shown = get(daemon, ALL).get("registrations").get(2);
      assertThat(shown.get("effective").asBoolean()).isFalse();
      assertThat(shown.get("conflict").asString())
          .contains("198.51.100.0/24 of fabrikam is registered by other, the configuration");

      Files.writeString(folder.resolve(ServedDaemon.FILE), ServedDaemon.WRITABLE);
      daemon.post("/api/v1/config/reload", "", WRITER);
      assertThat(get(daemon, "/api/v1/prefixes?registration=fabrikam").get("prefixes")).hasSize(1);
    }
  }

  @Test
  void areStoredAlsoForAPartnerThatNobodyKnows() throws Exception {
    try (ServedDaemon daemon = start()) {
      HttpResponse<String> answer = daemon.post(ALL, FABRIKAM.replace("acme", "globex"), WRITER);

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
      assertThat(answer.body()).contains("no partner globex is configured");
      await()
          .untilAsserted(
              () -> {
                JsonNode prefix =
                    get(daemon, "/api/v1/prefixes?registration=fabrikam").get("prefixes").get(0);
                // Documentation space is the worse of the two reasons.
                assertThat(prefix.get("state").asString()).isEqualTo("invalid");
                assertThat(prefix.get("reasons").toString()).contains("sessions");
              });
    }
  }

  @Test
  void takeNothingFromWhoMayNotWrite() throws Exception {
    try (ServedDaemon daemon = start()) {
      assertProblem(daemon.post(ALL, FABRIKAM), 401);
      assertProblem(daemon.post(ALL, FABRIKAM, READER), 403);
      assertProblem(daemon.send(ALL + "/contoso", "DELETE", READER), 403);
      assertThat(get(daemon, ALL).get("registrations")).hasSize(1);
    }
  }

  @Test
  void areRefusedForSyntaxAndForWhatIsThereAlready() throws Exception {
    try (ServedDaemon daemon = start()) {
      for (String refused : REFUSED) {
        int status = Integer.parseInt(refused.substring(0, 3));
        String body = refused.substring(6).replace("\"P\"", "\"198.51.100.0/24\"");

        assertProblem(daemon.post(ALL, body, WRITER), status);
      }
      assertThat(get(daemon, ALL).get("registrations")).hasSize(1);
    }
  }

  @Test
  void readNothingOfThisMachineForWhoAsks() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "opensesame");
    try (ServedDaemon daemon = start()) {
      List<String> answers = new ArrayList<>();
      for (String key : List.of("customer", "id", "partner")) {
        String body = FABRIKAM.replaceFirst("\"" + key + "\":\"\\w+\"", "\"" + key + "\":\"FILE\"");
        answers.add(
            daemon.post(ALL, body.replace("FILE", "${file:" + secret + "}"), WRITER).body());
      }
      answers.add(daemon.get(ALL, READER).body());

      assertThat(answers).noneMatch(answer -> answer.contains("opensesame"));
    }
  }
}

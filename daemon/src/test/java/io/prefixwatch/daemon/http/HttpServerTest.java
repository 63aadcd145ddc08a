package io.prefixwatch.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The API over loopback. */
class HttpServerTest {

  private static final String TOKENS =
      """
      http:
        listen: "127.0.0.1:0"
        tokens: [{token: reader}, {token: writer, scope: write}]
      """;

  @TempDir private Path folder;

  @Test
  void listensNowhereUnlessConfigured() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.CONFIG)) {
      assertThat(daemon.application().httpAddress()).isNull();
    }
  }

  @Test
  void saysWhereItCannotListen() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.OPEN)) {
      int taken = daemon.address().getPort();
      String same = ServedDaemon.CONFIG + "http: {listen: \"127.0.0.1:" + taken + "\"}\n";

      assertThatThrownBy(() -> ServedDaemon.start(folder, same))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot listen for HTTP on 127.0.0.1:" + taken);
    }
  }

  @Test
  void tellsOfSessions() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.OPEN)) {
      daemon.connect("127.0.0.2");
      await()
          .untilAsserted(
              () -> {
                JsonNode session = daemon.json("/api/v1/sessions/acme-a");
                assertThat(session.get("state").asString()).isEqualTo("established");
                assertThat(session.get("established_at").isString()).isTrue();
              });
      JsonNode page = daemon.json("/api/v1/sessions?limit=1");
      assertThat(page.get("sessions").get(0).get("id").asString()).isEqualTo("acme-a");
      String cursor = page.get("next_cursor").asString();
      JsonNode next = daemon.json("/api/v1/sessions?limit=1&cursor=" + cursor);
      assertThat(next.get("sessions").get(0).get("id").asString()).isEqualTo("acme-b");
      assertThat(next.get("sessions").get(0).get("state").asString()).isNotEqualTo("established");
      assertThat(next.get("next_cursor").isNull()).isTrue();
      JsonNode status = daemon.json("/api/v1/status");
      assertThat(status.get("sessions").get("total").asInt()).isEqualTo(2);
      assertThat(status.get("sessions").get("established").asInt()).isEqualTo(1);
      assertThat(status.get("store").isNull()).isTrue();
    }
  }

  @Test
  void isReadyOnlyWhenEverySessionIsSynced() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.OPEN)) {
      daemon.connect("127.0.0.2");
      HttpResponse<String> before = daemon.get("/readyz");

      assertThat(before.statusCode()).isEqualTo(503);
      assertThat(ServedDaemon.json(before).get("first_sync").asBoolean()).isFalse();
      assertThat(ServedDaemon.json(before).get("listeners").asBoolean()).isTrue();
      assertThat(daemon.get("/healthz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void isReadyWhereThereIsNothingToWaitFor() throws Exception {
    String none =
        """
        speaker: {asn: 64500, router-id: 192.0.2.1, listen: ["127.0.0.1:0"]}
        http: {listen: "127.0.0.1:0"}
        """;
    try (ServedDaemon daemon = ServedDaemon.start(folder, none)) {
      assertThat(daemon.get("/readyz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void asksForATokenOnlyForTheApi() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.CONFIG + TOKENS)) {
      HttpResponse<String> stranger = daemon.get("/api/v1/status");

      assertProblem(stranger, 401);
      assertThat(stranger.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
      assertProblem(daemon.get("/api/v1/nothing"), 401);
      assertProblem(daemon.get("/api/v1/status", "Authorization", "Bearer other"), 401);
      assertThat(daemon.get("/api/v1/status", "Authorization", "Bearer reader").statusCode())
          .isEqualTo(200);
      assertProblem(daemon.send("/api/v1/status", "POST", "Authorization", "Bearer reader"), 403);
      assertProblem(daemon.send("/api/v1/status", "POST", "Authorization", "Bearer writer"), 405);
      assertThat(daemon.get("/healthz").statusCode()).isEqualTo(200);
      assertThat(daemon.get("/metrics").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void refusesWhatItDoesNotUnderstand() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.STORED)) {
      assertProblem(daemon.get("/api/v1/nothing"), 404);
      assertProblem(daemon.get("/api/v1/sessions/nobody"), 404);
      assertProblem(daemon.get("/api/v1/incidents/inc-0"), 404);
      assertProblem(daemon.get("/api/v1/sessions?limit=0"), 400);
      assertProblem(daemon.get("/api/v1/sessions?limit=1001"), 400);
      assertProblem(daemon.get("/api/v1/sessions?limit=1&limit=2"), 400);
      assertProblem(daemon.get("/api/v1/sessions?color=red"), 400);
      assertProblem(daemon.get("/api/v1/alerts?after=-1"), 400);
      assertProblem(daemon.get("/api/v1/alerts?after=99999999999999999999"), 400);
      assertProblem(daemon.get("/api/v1/incidents?state=lost"), 400);
      assertProblem(daemon.send("/api/v1/status", "DELETE"), 403);
      assertThat(daemon.get("/healthz", "X-Long", "x".repeat(9_000)).statusCode()).isEqualTo(431);
    }
  }

  @Test
  void saysSoWithoutAStore() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.OPEN)) {
      assertProblem(daemon.get("/api/v1/alerts"), 503);
      assertProblem(daemon.get("/api/v1/incidents"), 503);
      assertThat(daemon.get("/api/v1/alerts").body()).contains("there is no store");
    }
  }

  static void assertProblem(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(ServedDaemon.type(answer)).startsWith("application/problem+json");
    assertThat(ServedDaemon.json(answer).get("status").asInt()).isEqualTo(status);
    assertThat(ServedDaemon.json(answer).get("detail").asString()).isNotEmpty();
  }
}

package io.prefixwatch.daemon.http;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.prefixwatch.daemon.Application;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/** Holds the OpenAPI document against the running server. */
class OpenApiTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What stands for the parameters of paths. */
  private static final Map<String, String> KNOWN = Map.of("/api/v1/sessions/{id}", "acme-a");

  private static String sent(String path) {
    return path.replace("{id}", KNOWN.getOrDefault(path, "nothing"))
        .replace("{address}/{length}", "203.0.113.0/24");
  }

  @TempDir private Path folder;

  @Test
  void namesEveryPathThatIsServedAndNoOther() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.OPEN)) {
      assertThat(paths(document(daemon)).keySet())
          .containsExactlyInAnyOrderElementsOf(served(daemon.application()));
    }
  }

  @Test
  void saysWhatEveryAnswerLooksLike() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.STORED)) {
      Map<String, Object> document = document(daemon);
      for (String path : readable(document)) {
        // The stream would not end; its other answer does.
        HttpResponse<String> answer = daemon.get(sent(path), "Last-Event-ID", "999999");

        assertFits(document, path, answer);
      }
    }
  }

  @Test
  void saysWhatAnAnswerLooksLikeWithoutAStoreAndWithoutUnderstanding() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.OPEN)) {
      Map<String, Object> document = document(daemon);
      for (String path : readable(document)) {
        boolean api = path.startsWith("/api/");
        HttpResponse<String> answer = daemon.get(sent(path) + (api ? "?x=1" : ""));

        assertThat(answer.statusCode() == 400).as(path).isEqualTo(api);
        assertFits(document, path, answer);
      }
      assertFits(document, "/api/v1/alerts", daemon.get("/api/v1/alerts"));
      try (StreamReader stream = StreamReader.open(daemon, "")) {
        assertThat(content(document, "get", "/api/v1/stream", stream.status()))
            .containsOnlyKeys(stream.type());
      }
    }
  }

  @Test
  void saysWhatARouteLooksLike() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.OPEN)) {
      daemon
          .connect("127.0.0.2")
          .send(anUpdate().announcing("203.0.113.0/24").via(64496, 64501).nextHop("127.0.0.2"));
      String question = "/api/v1/routes?prefix=203.0.113.0/24";
      await().untilAsserted(() -> assertThat(daemon.json(question).get("routes")).hasSize(1));

      assertFits(document(daemon), "/api/v1/routes", daemon.get(question));
    }
  }

  @Test
  void saysWhatIsAnsweredToWrites() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.WRITABLE)) {
      Map<String, Object> document = document(daemon);
      String silence = "{\"match\":[\"site:lon1\"],\"until\":\"%s\",\"author\":\"alice\"}";
      String until = Instant.now().plusSeconds(3_600).toString();
      String[] writer = {"Authorization", "Bearer writer"};
      HttpResponse<String> made = daemon.post("/api/v1/silences", silence.formatted(until), writer);
      String id = ServedDaemon.json(made).get("id").asString();
      HttpResponse<String> gone = daemon.send("/api/v1/silences/" + id, "DELETE", writer);

      assertFits(document, "post", "/api/v1/silences", made);
      assertThat(gone.statusCode()).isEqualTo(204);
      assertThat(gone.body()).isEmpty();
      for (String path : List.of("/api/v1/silences", "/api/v1/incidents/{id}/ack")) {
        String sent = path.replace("{id}", "nothing");
        assertFits(document, "post", path, daemon.post(sent, "{}", writer));
        assertFits(document, "post", path, daemon.post(sent, "", writer));
        assertFits(document, "post", path, daemon.post(sent, "{}"));
        assertFits(
            document, "post", path, daemon.post(sent, "{}", "Authorization", "Bearer reader"));
        assertFits(document, "post", path, daemon.post(sent, "x".repeat(70_000), writer));
      }
      assertFits(
          document,
          "post",
          "/api/v1/incidents/{id}/ack",
          daemon.post("/api/v1/incidents/nothing/ack", "{\"by\":\"alice\"}", writer));
      String one = "/api/v1/silences/{id}";
      assertFits(document, "delete", one, daemon.send("/api/v1/silences/x", "DELETE", writer));
      assertFits(document, "delete", one, daemon.send("/api/v1/silences/x", "DELETE"));
    }
  }

  @Test
  void saysWhatIsAnsweredToRegistrationsAndReloads() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.WRITABLE)) {
      Map<String, Object> document = document(daemon);
      String[] writer = {"Authorization", "Bearer writer"};
      String all = "/api/v1/registrations";
      String body = "{\"id\":\"%s\",\"prefixes\":[{\"prefix\":\"%s\",\"origins\":[64501]}]}";
      for (String sent :
          List.of(
              body.formatted("fabrikam", "198.51.100.0/24"),
              body.formatted("fabrikam", "198.51.100.0/24"),
              "{\"id\":\"x\",\"color\":\"red\"}",
              "{}",
              "",
              "x".repeat(70_000))) {
        assertFits(document, "post", all, daemon.post(all, sent, writer));
      }
      assertFits(document, "post", all, daemon.post(all, "{}"));
      assertFits(document, all, daemon.get(all, writer));
      String one = "/api/v1/registrations/{id}";
      for (String id : List.of("contoso", "nothing")) {
        assertFits(document, "delete", one, daemon.send(all + "/" + id, "DELETE", writer));
      }
      assertThat(daemon.send(all + "/fabrikam", "DELETE", writer).statusCode()).isEqualTo(204);

      String test = "/api/v1/alert-test";
      assertFits(document, "post", test, daemon.post(test, "", writer));
      assertFits(document, "post", test, daemon.post(test, ""));
      String reload = "/api/v1/config/reload";
      assertFits(document, "post", reload, daemon.post(reload, "", writer));
      Files.writeString(folder.resolve(ServedDaemon.FILE), "sinkz: []\n");
      assertFits(document, "post", reload, daemon.post(reload, "", writer));
      assertFits(document, "post", reload, daemon.post(reload, ""));
    }
  }

  /** The check itself sees a member too few. */
  @Test
  void seesAnAnswerThatDoesNotFit() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.OPEN)) {
      assertThat(errors(document(daemon), "get", "/api/v1/status", 200, "{\"version\":\"1\"}"))
          .isNotEmpty();
    }
  }

  private static List<String> served(Application application) {
    return Objects.requireNonNull(application.http()).paths();
  }

  private static List<String> readable(Map<String, Object> document) {
    return paths(document).entrySet().stream()
        .filter(path -> map(path.getValue()).containsKey("get"))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static void assertFits(
      Map<String, Object> document, String path, HttpResponse<String> answer) {
    assertFits(document, "get", path, answer);
  }

  private static void assertFits(
      Map<String, Object> document, String method, String path, HttpResponse<String> answer) {
    int status = answer.statusCode();
    String type = ServedDaemon.type(answer).replaceFirst(";.*", "");
    assertThat(content(document, method, path, status))
        .as("%s %s", path, status)
        .containsOnlyKeys(type);
    if (type.endsWith("json")) {
      assertThat(errors(document, method, path, status, answer.body())).as(path).isEmpty();
    }
  }

  private static List<Error> errors(
      Map<String, Object> document, String method, String path, int status, String body) {
    Map<String, Object> content = content(document, method, path, status);
    Object schema = map(content.values().iterator().next()).get("schema");
    Map<String, Object> whole = new LinkedHashMap<>(map(schema));
    whole.put("components", document.get("components"));
    Schema check =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(JSON.writeValueAsString(whole), InputFormat.JSON);
    return check.validate(body, InputFormat.JSON);
  }

  private static Map<String, Object> content(
      Map<String, Object> document, String method, String path, int status) {
    Map<String, Object> get = map(map(paths(document).get(path)).get(method));
    @Nullable Object response = map(get.get("responses")).get(Integer.toString(status));
    assertThat(response).as("%s answers %s", path, status).isNotNull();
    Object reference = map(response).get("$ref");
    if (reference != null) {
      String name = reference.toString().substring("#/components/responses/".length());
      response = map(map(document.get("components")).get("responses")).get(name);
    }
    return map(map(response).get("content"));
  }

  private static Map<String, Object> paths(Map<String, Object> document) {
    return map(document.get("paths"));
  }

  private static Map<String, Object> document(ServedDaemon daemon) throws Exception {
    String yaml = daemon.get("/openapi.yaml").body();
    return map(new Load(LoadSettings.builder().build()).loadFromString(yaml));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(@Nullable Object node) {
    return (Map<String, Object>) Objects.requireNonNull(node);
  }
}

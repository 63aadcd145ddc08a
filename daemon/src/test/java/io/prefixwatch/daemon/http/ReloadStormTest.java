package io.prefixwatch.daemon.http;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A hundred reloads a second while a table floods in: nothing of it may be lost. */
class ReloadStormTest {

  private static final int PER_SECOND = 100;
  private static final int TABLE = 900_000;
  private static final int PIECE = 500;
  private static final int FIRST_SUSPECT = 65_000;
  private static final String FABRIKAM =
      "  - {id: fabrikam, partner: acme, prefixes: [{prefix: 198.51.100.0/24, origins: [64502]}]}\n";
  private static final String[] READER = {"Authorization", "Bearer reader"};
  private static final String[] WRITER = {"Authorization", "Bearer writer"};

  @TempDir private Path folder;

  private final AtomicBoolean over = new AtomicBoolean();

  @Test
  void losesNoSessionNoAlertAndNotTheLastConfiguration() throws Exception {
    storm(2);
  }

  @Test
  @Tag("long")
  void losesNothingForTenSecondsEither() throws Exception {
    storm(10);
  }

  private void storm(int seconds) throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.WRITABLE)) {
      ScriptedSpeaker flooding = daemon.connect("127.0.0.2");
      ScriptedSpeaker hijacking = daemon.connect("127.0.0.3");
      Thread flood = new Thread(() -> flood(flooding), "flood");
      flood.start();

      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      int suspect = FIRST_SUSPECT;
      HttpClient client = HttpClient.newHttpClient();
      for (int i = 0; i < seconds * PER_SECOND; i++) {
        write(i % 2 == 0 ? FABRIKAM.replace("fabrikam", "passing") : "");
        answers.add(client.sendAsync(reload(daemon), BodyHandlers.ofString()));
        if (i % 10 == 0) {
          hijacking.send(
              anUpdate().announcing("203.0.113.0/24").via(64496, suspect++).nextHop("127.0.0.3"));
        }
        Thread.sleep(1_000 / PER_SECOND);
      }
      write(FABRIKAM);
      answers.add(client.sendAsync(reload(daemon), BodyHandlers.ofString()));
      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(200);
      }
      over.set(true);
      flood.join();

      int suspects = suspect - FIRST_SUSPECT;
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(suspects(daemon)).hasSize(suspects));
      for (String session : List.of("acme-a", "acme-b")) {
        JsonNode state = get(daemon, "/api/v1/sessions/" + session);
        assertThat(state.get("state").asString()).isEqualTo("established");
        assertThat(state.get("flaps").asInt()).isZero();
      }
      JsonNode registrations = get(daemon, "/api/v1/registrations").get("registrations");
      assertThat(registrations.findValuesAsString("id")).containsExactly("contoso", "fabrikam");
      hijacking.send(
          anUpdate().announcing("198.51.100.0/24").via(64496, 64666).nextHop("127.0.0.3"));
      await()
          .untilAsserted(
              () ->
                  assertThat(
                          get(daemon, "/api/v1/incidents?state=open&kind=hijack.origin")
                              .findValuesAsString("registration"))
                      .contains("fabrikam"));
    }
  }

  private void write(String registrations) throws IOException {
    Path next =
        Files.writeString(
            folder.resolve("next.yaml"),
            ServedDaemon.WRITABLE.replace("http:\n", registrations + "http:\n"));
    Files.move(next, folder.resolve(ServedDaemon.FILE), StandardCopyOption.ATOMIC_MOVE);
  }

  private static HttpRequest reload(ServedDaemon daemon) {
    URI uri = URI.create(daemon.url() + "/api/v1/config/reload");
    return HttpRequest.newBuilder(uri).headers(WRITER).POST(BodyPublishers.noBody()).build();
  }

  private static JsonNode get(ServedDaemon daemon, String path) throws Exception {
    return ServedDaemon.json(daemon.get(path, READER));
  }

  private static Set<String> suspects(ServedDaemon daemon) throws Exception {
    return new TreeSet<>(
        get(daemon, "/api/v1/incidents?limit=1000&kind=hijack.origin")
            .get("incidents")
            .findValuesAsString("suspect_asn"));
  }

  /** A full table over and over, each time by another path. */
  private void flood(ScriptedSpeaker peer) {
    try {
      for (int at = 0; !over.get(); at += PIECE) {
        ByteArrayOutputStream piece = new ByteArrayOutputStream();
        for (int i = at; i < at + PIECE; i++) {
          Prefix prefix = Prefix.ipv4(0x1400_0000 + (i % TABLE << 8), 24);
          piece.writeBytes(
              anUpdate()
                  .announcing(prefix)
                  .via(64496, 3_356 + i / TABLE, 64501)
                  .nextHop("127.0.0.2")
                  .encode());
        }
        peer.send(piece.toByteArray());
      }
    } catch (IOException e) {
      // The session is lost, which the test sees by its state.
    }
  }
}

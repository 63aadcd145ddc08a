package io.prefixwatch.daemon.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.daemon.config.HttpTarget;
import io.prefixwatch.daemon.config.SinkCommon;
import io.prefixwatch.daemon.config.SinkSettings;
import io.prefixwatch.daemon.delivery.SampleRecords;
import io.prefixwatch.daemon.delivery.sink.AlertmanagerSink;
import io.prefixwatch.daemon.fixture.OtherPrograms;
import io.prefixwatch.daemon.pipeline.EventClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real Alertmanager, one that forgets what it has not heard of for two seconds. */
class AlertmanagerInteropIT {

  private static final String ALERTMANAGER = "/usr/bin/prometheus-alertmanager";
  private static final Duration OFTEN = Duration.ofMillis(300);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path temp;
  private final HttpClient client = HttpClient.newHttpClient();
  private RunningProgram program;
  private URI url;

  @BeforeEach
  void start() throws IOException {
    OtherPrograms.require(ALERTMANAGER);
    int port = FreePorts.tcp();
    url = URI.create("http://127.0.0.1:" + port + "/api/v2/alerts");
    Path config =
        Files.writeString(
            temp.resolve("alertmanager.yml"),
            """
            global: {resolve_timeout: 2s}
            route: {receiver: nobody}
            receivers: [{name: nobody}]
            """);
    program =
        RunningProgram.start(
            List.of(
                ALERTMANAGER,
                "--config.file=" + config,
                "--storage.path=" + temp.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address="),
            Map.of(),
            temp,
            temp.resolve("alertmanager.log"),
            false);
    Awaitility.await("alertmanager")
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> alerts().isEmpty());
  }

  @AfterEach
  void stop() {
    if (program != null) {
      program.close();
    }
  }

  private AlertmanagerSink sink() {
    return new AlertmanagerSink(
        new SinkSettings.Alertmanager(
            SinkCommon.named("am"),
            new HttpTarget(url, List.of(Prefix.parse("127.0.0.0/8"))),
            OFTEN),
        new EventClock());
  }

  private JsonNode alerts() throws IOException, InterruptedException {
    return JSON.readTree(
        client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()).body());
  }

  private void awaitAlerts(int count) {
    Awaitility.await(count + " alerts")
        .atMost(Duration.ofSeconds(30))
        .until(() -> alerts().size() == count);
  }

  /** It ends by itself when we fall silent, and stays when we do not, also over a restart. */
  @Test
  void keepsAnAlertThatIsSaidAgainAndEndsTheOthers() throws Exception {
    AlertmanagerSink sink = sink();
    AlertmanagerSink silent = sink();

    sink.write(SampleRecords.opened());
    silent.write(SampleRecords.updated(2, line -> line.replace("\"8d2f\"", "\"other\"")));
    awaitAlerts(2);
    AlertmanagerSink restarted = sink();
    restarted.resume(() -> List.of(SampleRecords.opened()));
    Awaitility.await("the silent one to end")
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              restarted.tick();
              return alerts().size() == 1;
            });
    JsonNode kept = alerts().get(0);
    restarted.write(SampleRecords.closed());

    assertThat(kept.get("labels").get("dedup_key").asString()).isEqualTo("8d2f");
    assertThat(kept.get("labels").get("prefix").asString()).isEqualTo("203.0.113.0/24");
    assertThat(kept.get("startsAt").asString()).isEqualTo("2026-11-20T12:00:00.123Z");
    awaitAlerts(0);
  }
}

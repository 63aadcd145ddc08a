package io.prefixwatch.daemon.delivery;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import io.prefixwatch.daemon.fixture.DaemonProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A store whose disk is full, read-only or holds something else; see docs/operations/disk-full. */
class StoreDiskIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern SERVED = Pattern.compile("http-listening address=([0-9.:]+)");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** One file beside the store on its disk, one elsewhere. */
  private static final String CONFIG =
      """
      speaker: {asn: 64500, router-id: 192.0.2.1, listen: ["127.0.0.1:0"]}
      sites: [{id: lon1}]
      partners: [{id: acme, asns: [64496]}]
      sessions: [{id: acme-a, partner: acme, site: lon1, peer: {address: 127.0.0.2, asn: 64496}}]
      detection: {hold-down: {close: 0s, availability: 0s, redundancy: 0s}}
      registrations:
        - {id: contoso, partner: acme, prefixes: [{prefix: 203.0.113.0/24, origins: [64501]}]}
      http: {listen: "127.0.0.1:0"}
      store: {path: disk/state}
      sinks:
        - {name: elsewhere, type: file, path: elsewhere.jsonl}
        - {name: beside, type: file, path: disk/beside.jsonl}
      """;

  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir private Path temp;

  private DaemonProcess start() throws IOException {
    Path config = Files.writeString(temp.resolve("main.yaml"), CONFIG);
    return DaemonProcess.start(temp, "run", "-c", config.toString());
  }

  private static ScriptedSpeaker connect(DaemonProcess daemon) throws IOException {
    ScriptedSpeaker acme =
        ScriptedSpeaker.connect(InetAddress.getByName("127.0.0.2"), daemon.awaitListening());
    acme.establish(ScriptedSpeaker.plainOpen(64496, "192.0.2.2"));
    return acme;
  }

  @Test
  void goesOnWhileTheDiskIsFullAndLosesNothing() throws Exception {
    try (SmallDisk disk = SmallDisk.inMemory(temp.resolve("disk"));
        DaemonProcess daemon = start();
        ScriptedSpeaker acme = connect(daemon)) {
      hijack(acme, 64600, 20);
      awaitElsewhere(alertsOf(64600, 20));

      disk.fill();
      hijack(acme, 64700, 40);

      awaitElsewhere(alertsOf(64700, 40));
      awaitElsewhere("\"type\":\"StoreFailed\"");
      assertFailing(daemon, "full");

      disk.makeRoom();

      awaitElsewhere("\"type\":\"StoreRecovered\"");
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> get(daemon, "/readyz").body().contains("\"store\":true"));
      assertThat(get(daemon, "/metrics").body())
          .contains("prefixwatch_store_up 1.0", "prefixwatch_store_lost_total 0.0")
          .contains("session=\"acme-a\",site=\"lon1\"} 1.0");
      awaitSame();
      hijack(acme, 64800, 10);
      awaitElsewhere(alertsOf(64800, 10));
      awaitSame();
      assertThat(stored()).isEqualTo(ids(temp.resolve("elsewhere.jsonl")));
      daemon.signal("KILL");
      daemon.exitCode();

      try (DaemonProcess next = start()) {
        next.awaitListening();
        assertThat(stored()).containsAll(ids(temp.resolve("elsewhere.jsonl")));
      }
    }
  }

  @Test
  void goesOnWhileTheDiskIsReadOnlyAndKeepsWhatWasOnIt() throws Exception {
    try (SmallDisk disk = SmallDisk.ofFile(temp.resolve("disk"), temp.resolve("image"))) {
      List<String> before;
      try (DaemonProcess daemon = start();
          ScriptedSpeaker acme = connect(daemon)) {
        hijack(acme, 64600, 20);
        awaitElsewhere(alertsOf(64600, 20));
        before = ids(temp.resolve("elsewhere.jsonl"));

        disk.breakIt();
        hijack(acme, 64700, 20);

        awaitElsewhere(alertsOf(64700, 20));
        awaitElsewhere("\"type\":\"StoreFailed\"");
        assertFailing(daemon, "");
        daemon.signal("TERM");
        daemon.exitCode();
      }
      disk.remount();

      try (DaemonProcess daemon = start()) {
        daemon.awaitListening();
        assertThat(stored()).containsAll(before);
        assertThat(get(daemon, "/metrics").body()).contains("prefixwatch_store_up 1.0");
      }
    }
  }

  @Test
  void refusesAStoreThatIsNoDatabaseAndLeavesItAlone() throws Exception {
    Path file = Files.createDirectories(temp.resolve("disk/state")).resolve("prefixwatch.db");
    String other = "this is a letter, and no database ".repeat(100);
    Files.writeString(file, other);

    try (DaemonProcess daemon = start()) {
      assertThat(daemon.exitCode()).isEqualTo(1);
      assertThat(daemon.err()).contains("disk/state cannot be used", "not a database");
      assertThat(file).hasContent(other);
    }
  }

  /** Announces the prefix by so many strangers, each of whom is an alert. */
  private static void hijack(ScriptedSpeaker acme, int from, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      acme.send(anUpdate().announcing("203.0.113.0/24").via(64496, from + i));
    }
  }

  private static String alertsOf(int from, int count) {
    return "\"suspect_asn\":" + (from + count - 1);
  }

  private void awaitElsewhere(String text) {
    Path file = temp.resolve("elsewhere.jsonl");
    Awaitility.await(text)
        .atMost(PATIENCE)
        .until(() -> Files.exists(file) && Files.readString(file).contains(text));
  }

  private void assertFailing(DaemonProcess daemon, String reason) throws Exception {
    HttpResponse<String> ready = get(daemon, "/readyz");
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body()).contains("\"store\":false", "\"engine\":true");
    assertThat(get(daemon, "/healthz").statusCode()).isEqualTo(200);
    JsonNode store = JSON.readTree(get(daemon, "/api/v1/status").body()).get("store");
    assertThat(store.get("works").asBoolean()).isFalse();
    assertThat(store.get("reason").asString()).contains(reason);
    String metrics = get(daemon, "/metrics").body();
    assertThat(metrics)
        .contains("prefixwatch_store_up 0.0", "prefixwatch_store_lost_total 0.0")
        .contains("session=\"acme-a\",site=\"lon1\"} 1.0")
        .doesNotContain("prefixwatch_store_unsaved 0.0");
    assertThat(daemon.err()).contains("event=store-failing").doesNotContain("session-down");
  }

  private HttpResponse<String> get(DaemonProcess daemon, String path) throws Exception {
    Matcher address = SERVED.matcher(daemon.err());
    assertThat(address.find()).as(daemon.err()).isTrue();
    URI uri = URI.create("http://" + address.group(1) + path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  /** The file on the disk that was full catches up, in order and without half a line. */
  private void awaitSame() {
    Awaitility.await("the file beside the store has all")
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(ids(temp.resolve("disk/beside.jsonl")))
                    .isEqualTo(ids(temp.resolve("elsewhere.jsonl"))));
  }

  private static List<String> ids(Path file) throws IOException {
    List<String> ids = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode record = JSON.readTree(line);
      if (record.get("schema").asString().contains("alert")) {
        ids.add(record.get("id").asString());
      }
    }
    return ids;
  }

  private List<String> stored() throws Exception {
    List<String> ids = new ArrayList<>();
    Path file = temp.resolve("disk/state/prefixwatch.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT id FROM outbox WHERE incident_id IS NOT NULL ORDER BY position")) {
      while (row.next()) {
        ids.add(row.getString(1));
      }
    }
    return ids;
  }
}

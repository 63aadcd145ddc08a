package io.prefixwatch.daemon.delivery;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import io.prefixwatch.daemon.fixture.DaemonProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The packed program is killed; the next one knows which links it had learned. */
class KeptLinksIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONFIG =
      """
      speaker: {asn: 64500, router-id: 192.0.2.1, listen: ["127.0.0.1:0"]}
      sessions:
        - {id: rrc, kind: collector, peer: {address: 127.0.0.2, asn: 64700}}
      detection: {learning: 1s}
      registrations:
        - {id: contoso, prefixes: [{prefix: 203.0.113.0/24, origins: [64501], upstreams: [64496]}]}
      store: {path: state}
      sinks: [{name: log, type: file, path: alerts.jsonl}]
      """;

  @TempDir private Path temp;

  private DaemonProcess start() throws IOException {
    return DaemonProcess.start(temp, "run", "-c", temp.resolve("main.yaml").toString());
  }

  private static ScriptedSpeaker connect(DaemonProcess to) throws IOException {
    ScriptedSpeaker speaker =
        ScriptedSpeaker.connect(InetAddress.getByName("127.0.0.2"), to.awaitListening());
    speaker.establish(ScriptedSpeaker.plainOpen(64700, "127.0.0.2"));
    return speaker;
  }

  private int linksOnDisk() throws Exception {
    Path file = temp.resolve("state").resolve("prefixwatch.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM link")) {
      return row.getInt(1);
    }
  }

  /** What the check of links says of the forged path through this AS. */
  private String verdict(long through) {
    return Awaitility.await("an alert of a path through AS" + through)
        .atMost(PATIENCE)
        .until(() -> find(through), found -> !found.isEmpty());
  }

  private String find(long through) throws IOException {
    Path file = temp.resolve("alerts.jsonl");
    String text = Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
      JsonNode alert = JSON.readTree(line);
      if (alert.get("action").asString().equals("open")
          && alert.get("suspect_asn").asLong() == through) {
        for (JsonNode evidence : alert.get("evidence")) {
          if (evidence.get("check").asString().equals("new-link")) {
            return evidence.get("verdict").asString();
          }
        }
      }
    }
    return "";
  }

  @Test
  void areKnownToTheNextProcess() throws Exception {
    Files.writeString(temp.resolve("main.yaml"), CONFIG);
    try (DaemonProcess daemon = start();
        ScriptedSpeaker speaker = connect(daemon)) {
      speaker.send(anUpdate().announcing("203.0.113.0/24").via(64700, 64499, 64501));
      assertThat(verdict(64499)).as("of a first process").isEqualTo("learning");
      Awaitility.await("links on the disk").atMost(PATIENCE).until(() -> linksOnDisk() == 2);
      daemon.signal("KILL");
      daemon.exitCode();
    }
    Files.delete(temp.resolve("alerts.jsonl"));
    // Else the incident would go on, and not open.
    Files.writeString(
        temp.resolve("main.yaml"), CONFIG.replace("203.0.113.0/24", "203.0.112.0/23"));

    try (DaemonProcess daemon = start();
        ScriptedSpeaker speaker = connect(daemon)) {
      speaker.send(anUpdate().announcing("203.0.112.0/23").via(64700, 64499, 64501));
      assertThat(verdict(64499)).isEqualTo("known");
      speaker.send(anUpdate().announcing("203.0.112.0/23").via(64700, 64666, 64501));
      assertThat(verdict(64666)).isEqualTo("new");
    }
  }
}

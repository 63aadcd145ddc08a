package io.prefixwatch.daemon.delivery;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import io.prefixwatch.daemon.fixture.DaemonProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The packed program is killed while incidents are open; the next one goes on with them, under the
 * same ids.
 */
class ResumedIncidentsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONFIG =
      """
      speaker: {asn: 64500, router-id: 192.0.2.1, listen: ["127.0.0.1:0"]}
      sites: [{id: lon1}]
      partners: [{id: acme, asns: [64496]}]
      sessions:
        - {id: acme-a, partner: acme, site: lon1, router: r1, peer: {address: 127.0.0.2, asn: 64496}}
        - {id: acme-b, partner: acme, site: lon1, router: r2, peer: {address: 127.0.0.3, asn: 64496}}
      detection: {hold-down: {close: 0s, availability: 0s, redundancy: 0s}}
      registrations:
        - id: contoso
          customer: Contoso
          partner: acme
          primary-site: lon1
          prefixes: [{prefix: 203.0.113.0/24, origins: [64501]}, {prefix: 198.51.100.0/24, origins: [64501]}]
      store: {path: state}
      sinks: [{name: log, type: file, path: alerts.jsonl}]
      """;

  @TempDir private Path temp;

  @BeforeEach
  void configure() throws IOException {
    Files.writeString(temp.resolve("main.yaml"), CONFIG);
  }

  private DaemonProcess start() throws IOException {
    return DaemonProcess.start(temp, "run", "-c", temp.resolve("main.yaml").toString());
  }

  private static ScriptedSpeaker connect(InetSocketAddress to, String address) throws IOException {
    ScriptedSpeaker speaker = ScriptedSpeaker.connect(InetAddress.getByName(address), to);
    speaker.establish(ScriptedSpeaker.plainOpen(64496, address));
    return speaker;
  }

  private static void good(ScriptedSpeaker speaker, String prefix) throws IOException {
    speaker.send(anUpdate().announcing(prefix).via(64496, 64501));
  }

  private static void endOfRib(ScriptedSpeaker speaker) throws IOException {
    speaker.sendEndOfRib(Family.IPV4_UNICAST);
    speaker.sendEndOfRib(Family.IPV6_UNICAST);
  }

  private List<JsonNode> alerts() throws IOException {
    Path file = temp.resolve("alerts.jsonl");
    String text = Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(JSON::readTree).toList();
  }

  private JsonNode await(String kind, String what, Predicate<JsonNode> wanted) {
    return Awaitility.await(what + " " + kind)
        .atMost(PATIENCE)
        .until(
            () ->
                alerts().stream()
                    .filter(alert -> alert.get("kind").asString().equals(kind))
                    .filter(wanted)
                    .findFirst()
                    .orElse(null),
            found -> found != null);
  }

  private static boolean says(JsonNode alert, String name, String value) {
    return alert.get(name).asString().equals(value);
  }

  private JsonNode opened(String kind) {
    return await(kind, "open", alert -> says(alert, "action", "open"));
  }

  private JsonNode unobserved(String kind) {
    return await(kind, "unobserved", alert -> says(alert, "state", "unobserved"));
  }

  private JsonNode closed(String kind, String reason) {
    return await(
        kind,
        reason,
        alert -> !alert.get("close_reason").isNull() && says(alert, "close_reason", reason));
  }

  @Test
  void areClosedByTheNextProcessUnderTheSameIds() throws Exception {
    try (DaemonProcess daemon = start()) {
      InetSocketAddress to = daemon.awaitListening();
      try (ScriptedSpeaker a = connect(to, "127.0.0.2");
          ScriptedSpeaker b = connect(to, "127.0.0.3")) {
        good(a, "203.0.113.0/24");
        good(a, "198.51.100.0/24");
        good(b, "203.0.113.0/24");
        good(b, "198.51.100.0/24");
        endOfRib(a);
        endOfRib(b);
        a.send(anUpdate().announcing("203.0.113.128/25").via(64496, 64666));
        opened("hijack.more-specific");
        a.send(anUpdate().withdrawing("198.51.100.0/24"));
        opened("redundancy.local");
        b.cease(ErrorCode.CONFIGURATION_CHANGE);
        opened("session.down");
        opened("availability.lost");
        daemon.signal("KILL");
        daemon.exitCode();
      }
    }
    JsonNode hijack = opened("hijack.more-specific");
    JsonNode lost = opened("availability.lost");
    JsonNode down = opened("session.down");

    try (DaemonProcess daemon = start()) {
      InetSocketAddress to = daemon.awaitListening();
      for (String kind : List.of("hijack.more-specific", "availability.lost", "session.down")) {
        unobserved(kind);
      }
      try (ScriptedSpeaker a = connect(to, "127.0.0.2");
          ScriptedSpeaker b = connect(to, "127.0.0.3")) {
        good(a, "203.0.113.0/24");
        good(b, "203.0.113.0/24");
        good(b, "198.51.100.0/24");
        endOfRib(b);
        endOfRib(a);

        JsonNode ended = closed("hijack.more-specific", "withdrawn");
        goesOn(hijack, ended);
        assertThat(ended.get("observed").toString()).isEqualTo(hijack.get("observed").toString());
        goesOn(down, closed("session.down", "restored"));
        JsonNode over =
            await(
                "availability.lost",
                "closed",
                alert -> says(alert, "action", "close") && says(alert, "state", "closed"));
        goesOn(lost, over);
        daemon.signal("TERM");
        daemon.exitCode();
      }
    }
    assertThat(alerts()).extracting(alert -> alert.get("id")).doesNotHaveDuplicates();
    assertThat(alerts())
        .extracting(alert -> alert.get("sequence").asLong())
        .doesNotHaveDuplicates()
        .isSorted();
  }

  private static void goesOn(JsonNode opened, JsonNode closed) {
    assertThat(closed.get("incident_id")).isEqualTo(opened.get("incident_id"));
    assertThat(closed.get("occurrence")).isEqualTo(opened.get("occurrence"));
    assertThat(closed.get("opened_at")).isEqualTo(opened.get("opened_at"));
    assertThat(number(closed)).isGreaterThan(number(opened) + 1);
  }

  private static long number(JsonNode alert) {
    String id = alert.get("id").asString();
    return Long.parseLong(id.substring(id.lastIndexOf('-') + 1));
  }
}

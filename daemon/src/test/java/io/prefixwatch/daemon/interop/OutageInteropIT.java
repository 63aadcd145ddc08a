package io.prefixwatch.daemon.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Two sites, four routers, six sessions with BIRD over links of their own: a link, a router, a site
 * is pulled. Each is one lost root, with what follows naming it, and all of it closes when it is
 * put back.
 */
class OutageInteropIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<Integer> LONDON = List.of(0, 1);
  private static final List<Integer> AMSTERDAM = List.of(2, 3);

  @TempDir private Path temp;
  private Lab lab;
  private LiveDaemon daemon;

  /** Made before each test. */
  @SuppressWarnings("NullAway.Init")
  OutageInteropIT() {}

  @BeforeEach
  void build() throws Exception {
    Lab.require();
    lab = new Lab(temp);
    lab.build();
    daemon = LiveDaemon.start(temp, configuration(), lab.through());
    Awaitility.await("six sessions are synced")
        .atMost(PATIENCE)
        .until(() -> lines("\"type\":\"EndOfRib\"").size() == 6);
  }

  @AfterEach
  void remove() {
    if (daemon != null) {
      daemon.close();
    }
    if (lab != null) {
      lab.close();
    }
  }

  private static String configuration() {
    return """
        speaker: {asn: 64500, router-id: 192.0.2.1, listen: ["0.0.0.0:1790"]}
        sites: [{id: lon1}, {id: ams1}]
        partners: [{id: acme, asns: [64496]}]
        sessions:
          - {id: lon-a1, partner: acme, site: lon1, router: lon-a, families: [ipv4-unicast], peer: {address: %s, asn: 64496}}
          - {id: lon-a2, partner: acme, site: lon1, router: lon-a, families: [ipv4-unicast], peer: {address: %s, asn: 64496}}
          - {id: lon-b1, partner: acme, site: lon1, router: lon-b, families: [ipv4-unicast], peer: {address: %s, asn: 64496}}
          - {id: ams-a1, partner: acme, site: ams1, router: ams-a, families: [ipv4-unicast], preference: backup, peer: {address: %s, asn: 64496}}
          - {id: ams-a2, partner: acme, site: ams1, router: ams-a, families: [ipv4-unicast], preference: backup, peer: {address: %s, asn: 64496}}
          - {id: ams-b1, partner: acme, site: ams1, router: ams-b, families: [ipv4-unicast], preference: backup, peer: {address: %s, asn: 64496}}
        detection: {hold-down: {availability: 2s, redundancy: 4s, close: 2s}}
        registrations:
          - id: contoso
            customer: Contoso
            partner: acme
            primary-site: lon1
            backup-site: ams1
            prefixes: [{prefix: 203.0.113.0/24, origins: [64501]}]
        sinks: [{name: log, type: file, path: alerts.jsonl, events: true}]
        """
        .formatted(
            Lab.address(0, 0),
            Lab.address(0, 1),
            Lab.address(1, 0),
            Lab.address(2, 0),
            Lab.address(2, 1),
            Lab.address(3, 0));
  }

  /** Whole lines that contain this. */
  private List<String> lines(String part) throws IOException {
    Path file = temp.resolve("alerts.jsonl");
    String text = Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
    return text.substring(0, text.lastIndexOf('\n') + 1)
        .lines()
        .filter(line -> line.contains(part))
        .toList();
  }

  private List<JsonNode> alerts() throws IOException {
    return lines("\"incident_id\"").stream().map(JSON::readTree).toList();
  }

  private JsonNode await(int from, String what, Predicate<JsonNode> wanted) {
    List<JsonNode> found = new ArrayList<>();
    Awaitility.await(what)
        .atMost(PATIENCE)
        .until(
            () -> {
              List<JsonNode> alerts = alerts();
              alerts.subList(from, alerts.size()).stream().filter(wanted).forEach(found::add);
              return !found.isEmpty();
            });
    return found.get(0);
  }

  private static boolean is(JsonNode alert, String kind) {
    return alert.get("kind").asString().equals(kind);
  }

  /** Something that is pulled and put back. */
  private interface Pull {
    void set(boolean up) throws IOException, InterruptedException;
  }

  /**
   * Pulls, waits for what follows, puts back, waits until all of it is over.
   *
   * @param subject of the root
   * @param consequence the kind of what follows
   * @return how that opened
   */
  private JsonNode outage(Pull pull, String subject, String consequence) throws Exception {
    int from = alerts().size();
    pull.set(false);
    JsonNode follows = await(from, consequence, alert -> is(alert, consequence));
    JsonNode root =
        await(
            from,
            "session.down of " + subject,
            alert -> is(alert, "session.down") && alert.get("subject").asString().equals(subject));
    pull.set(true);
    await(from, "the root closes", alert -> is(alert, "session.down") && isClose(alert));
    Awaitility.await("everything closes").atMost(PATIENCE).until(() -> open(from).isEmpty());

    List<JsonNode> since = alerts().subList(from, alerts().size());
    assertThat(since)
        .filteredOn(alert -> is(alert, "session.down"))
        .extracting(alert -> alert.get("incident_id"))
        .containsOnly(root.get("incident_id"));
    assertThat(follows.get("cause")).as("what it follows from").isEqualTo(root.get("incident_id"));
    assertThat(follows.get("first_withdrawn_at").isNull()).isFalse();
    assertThat(since)
        .extracting(alert -> alert.get("kind").asString())
        .as("the prefix was never lost")
        .doesNotContain("availability.lost");
    return follows;
  }

  private static boolean isClose(JsonNode alert) {
    return alert.get("action").asString().equals("close");
  }

  /** Incidents that are not closed. */
  private Set<String> open(int from) throws IOException {
    Set<String> open = new HashSet<>();
    List<JsonNode> all = alerts();
    for (JsonNode alert : all.subList(from, all.size())) {
      String incident = alert.get("incident_id").asString();
      if (isClose(alert)) {
        open.remove(incident);
      } else {
        open.add(incident);
      }
    }
    return open;
  }

  @Test
  void namesALostSiteAndThatOnlyTheBackupHolds() throws Exception {
    JsonNode backup = outage(up -> lab.setAll(LONDON, up), "site:lon1", "availability.on-backup");

    assertThat(backup.get("failover_ms").asLong()).isNotNegative();
    assertThat(backup.get("seen_on")).hasSize(3);
    assertThat(daemon.errors()).isEmpty();
  }

  @Test
  @Tag("long")
  void namesALinkARouterAndASiteOneAfterTheOther() throws Exception {
    JsonNode link = outage(up -> lab.set(0, 0, up), "lon-a1", "availability.missing");
    JsonNode router = outage(up -> lab.setAll(List.of(0), up), "router:lon-a", "redundancy.local");
    JsonNode site = outage(up -> lab.setAll(AMSTERDAM, up), "site:ams1", "redundancy.geo");

    assertThat(link.get("seen_on")).hasSize(5);
    assertThat(router.get("evidence").toString()).contains("4 sessions");
    assertThat(site.get("evidence").toString()).contains("one failure from outage", "lon1");
    assertThat(daemon.errors()).isEmpty();
  }
}

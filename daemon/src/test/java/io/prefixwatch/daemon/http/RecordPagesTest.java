package io.prefixwatch.daemon.http;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Alerts and incidents from the store: a hijack, and a session that went down. */
class RecordPagesTest {

  @TempDir private Path folder;

  @Test
  void pageThroughAlertsAndIncidents() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.STORED)) {
      makeTwoIncidents(daemon);

      List<Long> sequences = new ArrayList<>();
      JsonNode page = daemon.json("/api/v1/alerts?limit=1");
      while (!page.get("alerts").isEmpty()) {
        assertThat(page.get("alerts")).hasSize(1);
        sequences.add(page.get("alerts").get(0).get("sequence").asLong());
        String next = page.get("next_after").asString();
        page = daemon.json("/api/v1/alerts?limit=1&after=" + next);
      }
      assertThat(sequences).hasSizeGreaterThanOrEqualTo(2).isSorted().doesNotHaveDuplicates();
      assertThat(sequences.get(0)).isEqualTo(1);

      JsonNode first = daemon.json("/api/v1/incidents?limit=1");
      String cursor = first.get("next_cursor").asString();
      JsonNode second = daemon.json("/api/v1/incidents?limit=1&cursor=" + cursor);
      assertThat(id(first)).isNotEqualTo(id(second));
    }
  }

  @Test
  void findIncidentsByStateKindAndSeverity() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.STORED)) {
      makeTwoIncidents(daemon);
      JsonNode some = daemon.json("/api/v1/incidents?state=open").get("incidents").get(0);
      String kind = some.get("kind").asString();
      String severity = some.get("severity").asString();

      assertThat(daemon.json("/api/v1/incidents?state=open&kind=" + kind).get("incidents"))
          .isNotEmpty()
          .allMatch(incident -> incident.get("kind").asString().equals(kind));
      assertThat(daemon.json("/api/v1/incidents?severity=" + severity).get("incidents"))
          .isNotEmpty()
          .allMatch(incident -> incident.get("severity").asString().equals(severity));
      assertThat(daemon.json("/api/v1/incidents?kind=leak.partner").get("incidents")).isEmpty();
      assertThat(daemon.json("/api/v1/incidents?state=closed").get("incidents"))
          .allMatch(incident -> incident.get("state").asString().equals("closed"));

      String id = some.get("incident_id").asString();
      JsonNode story = daemon.json("/api/v1/incidents/" + id);
      assertThat(story.get("records").get(0).get("action").asString()).isEqualTo("open");
      assertThat(story.get("incident").get("incident_id").asString()).isEqualTo(id);
    }
  }

  /** One announces what it must not, the other goes down. */
  private static void makeTwoIncidents(ServedDaemon daemon) throws Exception {
    daemon
        .connect("127.0.0.2")
        .send(anUpdate().announcing("203.0.113.0/24").via(64496, 64666).nextHop("127.0.0.2"));
    daemon.connect("127.0.0.3").close();
    await()
        .untilAsserted(
            () ->
                assertThat(daemon.json("/api/v1/incidents?state=open").get("incidents"))
                    .hasSizeGreaterThanOrEqualTo(2));
  }

  private static String id(JsonNode page) {
    return page.get("incidents").get(0).get("incident_id").asString();
  }
}

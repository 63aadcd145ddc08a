package io.prefixwatch.daemon.cli;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.attribute.AttributeType;
import io.prefixwatch.bgp.message.RouteRefresh;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Octets;
import io.prefixwatch.bgp.speak.UpdateBuilder;
import io.prefixwatch.daemon.fixture.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What a replay says about the sessions that were recorded. */
class ReplaySessionKindsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ACME = "192.0.2.11";
  private static final long ASN = 64496;
  private static final String REGISTERED = "203.0.113.0/24";
  private static final String CONFIG =
      """
      speaker: {asn: 64500, router-id: 192.0.2.1}
      sites: [{id: lon1}]
      partners: [{id: acme, asns: [64496]}]
      sessions:
        - id: acme
          partner: acme
          site: lon1
          peer: {address: 192.0.2.11, asn: 64496}
          prefix-limit: {ipv4: 5, action: restart}
      registrations:
        - {id: contoso, partner: acme, prefixes: [{prefix: 203.0.113.0/24, origins: [64501]}]}
      """;

  @TempDir private Path temp;
  private String config;

  @BeforeEach
  void writeConfiguration() throws IOException {
    config = Files.writeString(temp.resolve("main.yaml"), CONFIG).toString();
  }

  private CommandRun replay(Recording recording, String... options) {
    List<String> arguments = new ArrayList<>(List.of("replay", "-c", config));
    arguments.addAll(Arrays.asList(options));
    arguments.add(recording.in(temp.resolve("updates.mrt")));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private static List<String> shortly(CommandRun run) {
    return run.out().stream().map(JSON::readTree).map(ReplaySessionKindsTest::shortly).toList();
  }

  private static String shortly(JsonNode record) {
    String time = record.get("time").asString().substring(11, 19);
    String reason =
        record.get("close_reason").isNull() ? "" : " " + record.get("close_reason").asString();
    return time
        + " "
        + record.get("action").asString()
        + " "
        + record.get("kind").asString()
        + reason;
  }

  private static Recording synced() {
    return new Recording()
        .at(0)
        .update(ACME, ASN, anUpdate().announcing(REGISTERED).via(64496, 64501))
        .endOfRib(ACME, ASN);
  }

  private static UpdateBuilder withBadOrigin(String prefix) {
    return anUpdate()
        .announcing(prefix)
        .via(64496, 64501)
        .attribute(0x40, AttributeType.ORIGIN, (byte) 3);
  }

  private static UpdateBuilder unreadable(String prefix) {
    return anUpdate()
        .announcing(prefix)
        .via(64496, 64501)
        .attribute(0x80, AttributeType.MP_REACH_NLRI, (byte) 0);
  }

  private static Recording marker(Recording recording, int subtype) {
    return recording.message(ACME, ASN, new RouteRefresh(Family.IPV4_UNICAST, subtype).encode());
  }

  private static UpdateBuilder hosts(int from, int to) {
    UpdateBuilder update = anUpdate().via(64496, 64502);
    for (int i = from; i < to; i++) {
      update.announcing("198.51.100." + i + "/32");
    }
    return update;
  }

  @Test
  void reportsAnUnreadableMessageAndKeepsSessionAndRoutes() {
    byte[] message = unreadable("198.51.100.0/24").encode();

    CommandRun run = replay(synced().at(10).message(ACME, ASN, message), "--drain", "5m");

    JsonNode alert = JSON.readTree(run.out().get(0));
    assertThat(shortly(run)).containsExactly("12:00:10 open session.malformed");
    assertThat(alert.get("subject").asString()).isEqualTo("acme");
    assertThat(alert.get("affected")).isEmpty();
    assertThat(alert.get("malformed").get("disposition").asString()).isEqualTo("session-reset");
    assertThat(alert.get("malformed").get("hex").asString()).isEqualTo(Octets.of(message).hex());
    assertThat(alert.get("malformed").get("notification").isNull()).isTrue();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(JSON.readTree(run.err().get(run.err().size() - 1)).get("skipped").asInt())
        .isEqualTo(1);
  }

  @Test
  void countsATreatAsWithdrawAsALossAndExpiresIt() {
    Recording recording = synced().at(10).update(ACME, ASN, withBadOrigin(REGISTERED));

    CommandRun run = replay(recording, "--drain", "1h");

    JsonNode alert = JSON.readTree(run.out().get(0));
    assertThat(shortly(run))
        .containsExactly(
            "12:00:10 open session.malformed",
            "12:01:10 open availability.lost",
            "12:15:10 close session.malformed expired");
    assertThat(alert.get("affected").toString()).isEqualTo("[\"203.0.113.0/24\"]");
    assertThat(alert.get("malformed").get("issues").get(0).get("action").asString())
        .isEqualTo("withdraw");
  }

  @Test
  void staysSilentAboutAMalformedMessageThatTouchesNothingRegistered() {
    Recording recording = synced().at(10).update(ACME, ASN, withBadOrigin("198.51.100.0/24"));

    assertThat(replay(recording, "--drain", "1h").out()).isEmpty();
  }

  @Test
  void followsARecordedRefresh() {
    Recording recording = marker(synced().at(10), RouteRefresh.BEGIN);
    marker(recording.at(200), RouteRefresh.END);

    assertThat(shortly(replay(recording, "--drain", "10m")))
        .containsExactly("12:04:20 open availability.lost");
  }

  @Test
  void staysSilentAboutARefreshThatBringsEverything() {
    Recording recording = marker(synced().at(10), RouteRefresh.BEGIN);
    recording.update(ACME, ASN, anUpdate().announcing(REGISTERED).via(64496, 64501));
    marker(recording.at(200), RouteRefresh.END);

    assertThat(replay(recording, "--drain", "10m").out()).isEmpty();
  }

  @Test
  void onlyWarnsOfALimitThatWouldHaveEndedTheSession() {
    Recording recording = synced().at(10).update(ACME, ASN, hosts(0, 20));

    CommandRun run = replay(recording, "--drain", "10m");

    JsonNode alert = JSON.readTree(run.out().get(0));
    assertThat(shortly(run)).containsExactly("12:00:10 open session.prefix-limit");
    assertThat(alert.get("severity").asString()).isEqualTo("major");
    assertThat(alert.get("summary").asString())
        .isEqualTo("Session acme has 21 of 5 ipv4-unicast routes");
  }

  @Test
  void writesTheSameBytesTwice() {
    Recording recording = synced().at(10).update(ACME, ASN, withBadOrigin(REGISTERED));
    recording.at(11).message(ACME, ASN, unreadable(REGISTERED).encode());
    recording.at(12).update(ACME, ASN, hosts(0, 9));

    CommandRun first = replay(recording, "--drain", "1h");

    assertThat(first.out()).hasSizeGreaterThan(4);
    assertThat(replay(recording, "--drain", "1h").out()).isEqualTo(first.out());
  }
}

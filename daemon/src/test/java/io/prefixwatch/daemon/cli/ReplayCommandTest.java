package io.prefixwatch.daemon.cli;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.prefixwatch.bgp.attribute.AttributeType;
import io.prefixwatch.bgp.message.Keepalive;
import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import io.prefixwatch.daemon.fixture.Recording;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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

class ReplayCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ACME = "192.0.2.11";
  private static final String STRANGER = "192.0.2.99";
  private static final String CONFIG =
      """
      speaker: {asn: 64500, router-id: 192.0.2.1}
      sites: [{id: lon1}, {id: ams1}]
      partners: [{id: acme, asns: [64496]}]
      sessions:
        - {id: acme-lon1, partner: acme, site: lon1, router: r1, peer: {address: 192.0.2.11, asn: 64496}}
        - {id: acme-ams1, partner: acme, site: ams1, router: r2, peer: {address: 192.0.2.12, asn: 64496}}
      registrations:
        - id: contoso
          customer: Contoso
          partner: acme
          primary-site: lon1
          backup-site: ams1
          prefixes: [{prefix: 203.0.113.0/24, origins: [64501]}]
      """;

  @TempDir private Path temp;
  private String config;

  @BeforeEach
  void writeConfiguration() throws IOException {
    config = Files.writeString(temp.resolve("main.yaml"), CONFIG).toString();
  }

  private CommandRun replay(Recording recording, String... options) {
    String file = recording.in(temp.resolve("updates.mrt"));
    List<String> arguments = new ArrayList<>(List.of("replay", "-c", config));
    arguments.addAll(Arrays.asList(options));
    arguments.add(file);
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  /** Records in short: {@code 12:00:01 open hijack.origin acme-lon1}. */
  private static List<String> shortly(CommandRun run) {
    return run.out().stream().map(ReplayCommandTest::shortly).toList();
  }

  private static String shortly(String line) {
    JsonNode record = JSON.readTree(line);
    String time = record.get("time").asString().substring(11, 19);
    if (record.has("type")) {
      return time + " " + record.get("type").asString() + " " + record.get("session").asString();
    }
    String reason =
        record.get("close_reason").isNull() ? "" : record.get("close_reason").asString();
    return (time + " " + record.get("action").asString() + " " + record.get("kind").asString())
        + (reason.isEmpty() ? "" : " " + reason);
  }

  private static JsonNode summary(CommandRun run) {
    return JSON.readTree(run.err().get(run.err().size() - 1));
  }

  private static Recording hijack() {
    return new Recording()
        .at(0)
        .endOfRib(ACME, 64496)
        .at(1)
        .update(ACME, 64496, anUpdate().announcing("203.0.113.0/24").via(64496, 64666));
  }

  @Test
  void judgesAConfiguredPeerAsItsSession() {
    CommandRun run = replay(hijack());

    JsonNode alert = JSON.readTree(run.out().get(0));
    assertThat(shortly(run)).containsExactly("12:00:01 open hijack.origin");
    assertThat(alert.get("seen_on").get(0).get("session").asString()).isEqualTo("acme-lon1");
    assertThat(alert.get("time").asString()).isEqualTo("2026-11-20T12:00:01.000000Z");
    assertThat(alert.get("observed").get("as_path").toString()).isEqualTo("[64496,64666]");
  }

  @Test
  void judgesAttributesAsTheParserIsTold() throws IOException {
    byte[] value = {1};
    Recording recording =
        hijack()
            .at(2)
            .update(
                ACME,
                64496,
                anUpdate()
                    .announcing("203.0.113.0/24")
                    .via(64496, 64777)
                    .attribute(0xC0, 99, value));

    assertThat(shortly(replay(recording)))
        .containsExactly("12:00:01 open hijack.origin", "12:00:02 open hijack.origin");

    Files.writeString(Path.of(config), CONFIG + "parser: {withdraw-attributes: [99]}\n");
    CommandRun told = replay(recording);

    // The route is withdrawn, not replaced by that of another hijacker.
    assertThat(shortly(told)).contains("12:00:01 open hijack.origin");
    assertThat(told.out()).noneMatch(line -> line.contains("64777"));
    assertThat(summary(told).get("withdrawals").asLong()).isEqualTo(1);
  }

  @Test
  void makesAnyOtherPeerACollectorOfItsAddress() {
    Recording recording =
        new Recording()
            .update(STRANGER, 64700, anUpdate().announcing("203.0.113.0/24").via(64700, 64666));

    CommandRun run = replay(recording);

    JsonNode seen = JSON.readTree(run.out().get(0)).get("seen_on").get(0);
    assertThat(seen.get("session").asString()).isEqualTo("mrt-192.0.2.99");
    assertThat(seen.get("peer_asn").asLong()).isEqualTo(64700);
  }

  @Test
  void takesAPeerWithAnotherAsnForAnotherPeer() {
    Recording recording =
        new Recording()
            .update(ACME, 64499, anUpdate().announcing("203.0.113.0/24").via(64499, 64666));

    CommandRun run = replay(recording);

    JsonNode seen = JSON.readTree(run.out().get(0)).get("seen_on").get(0);
    assertThat(seen.get("session").asString()).isEqualTo("mrt-192.0.2.11");
  }

  @Test
  void takesAnyAsnOfAConfiguredAddressWhereNoneIsGiven() throws IOException {
    Files.writeString(Path.of(config), CONFIG.replace("192.0.2.11, asn: 64496", "192.0.2.11"));
    Recording recording =
        new Recording()
            .update(ACME, 64496, anUpdate().announcing("203.0.113.0/24").via(64496, 64666))
            .at(1)
            .update(ACME, 64499, anUpdate().withdrawing("203.0.113.0/24"));

    CommandRun run = replay(recording, "--drain", "30s");

    assertThat(shortly(run))
        .containsExactly("12:00:00 open hijack.origin", "12:00:31 close hijack.origin withdrawn");
    JsonNode seen = JSON.readTree(run.out().get(0)).get("seen_on").get(0);
    assertThat(seen.get("session").asString()).isEqualTo("acme-lon1");
    assertThat(seen.get("peer_asn").asLong()).isEqualTo(64496);
  }

  @Test
  void takesTheNeighbourForTheOriginOfAnEmptyPathHoweverItIsKnown() throws IOException {
    Files.writeString(Path.of(config), CONFIG.replace("192.0.2.11, asn: 64496", "192.0.2.11"));
    Recording recording =
        new Recording().update(ACME, 64496, anUpdate().announcing("203.0.113.0/24").via());

    JsonNode alert = JSON.readTree(replay(recording).out().get(0));

    assertThat(alert.get("suspect_asn").asLong()).isEqualTo(64496);
  }

  @Test
  void firesTimersAsRecordsPassThemAndClosesNothingForTheSakeOfTheEnd() {
    Recording recording =
        hijack().at(10).update(ACME, 64496, anUpdate().withdrawing("203.0.113.0/24"));

    assertThat(shortly(replay(recording))).containsExactly("12:00:01 open hijack.origin");

    recording.at(41).update(ACME, 64496, anUpdate().announcing("198.51.100.0/24").via(64496));
    CommandRun passed = replay(recording);
    assertThat(shortly(passed))
        .containsExactly("12:00:01 open hijack.origin", "12:00:40 close hijack.origin withdrawn");
  }

  @Test
  void letsTheClockRunOnWhenAsked() {
    Recording recording =
        hijack().at(10).update(ACME, 64496, anUpdate().withdrawing("203.0.113.0/24"));

    CommandRun run = replay(recording, "--drain", "30s");

    assertThat(shortly(run)).endsWith("12:00:40 close hijack.origin withdrawn");
    assertThat(summary(run).get("open_incidents").asInt()).isZero();
  }

  @Test
  void neverLetsTheClockGoBack() {
    Recording recording =
        new Recording()
            .at(100)
            .endOfRib(ACME, 64496)
            .at(50)
            .update(ACME, 64496, anUpdate().announcing("203.0.113.0/24").via(64496, 64666));

    assertThat(shortly(replay(recording))).containsExactly("12:01:40 open hijack.origin");
  }

  @Test
  void takesNothingButTheTimeFromWhatTheCollectorSentItself() {
    Recording recording =
        hijack()
            .at(10)
            .update(ACME, 64496, anUpdate().withdrawing("203.0.113.0/24"))
            .at(50)
            .sent(ACME, 64496, anUpdate().announcing("203.0.113.0/24").via(64500, 64777).encode());

    CommandRun run = replay(recording);

    assertThat(shortly(run))
        .containsExactly("12:00:01 open hijack.origin", "12:00:40 close hijack.origin withdrawn");
    assertThat(summary(run).get("messages").asInt()).isEqualTo(4);
  }

  @Test
  void printsEventsOnlyWhenAsked() {
    Recording recording =
        new Recording()
            .at(0)
            .endOfRib(ACME, 64496)
            .at(1)
            .update(ACME, 64496, anUpdate().announcing("203.0.113.0/24").via(64496, 64501));

    assertThat(replay(recording).out()).isEmpty();
    assertThat(shortly(replay(recording, "--events")))
        .containsExactly(
            "12:00:00 SessionUp acme-lon1",
            "12:00:00 EndOfRib acme-lon1",
            "12:00:00 EndOfRib acme-lon1",
            "12:00:01 PrefixAnnouncementEvent acme-lon1");
  }

  @Test
  void followsRecordedChangesOfState() {
    Recording recording =
        new Recording()
            .at(0)
            .up(ACME, 64496)
            .update(ACME, 64496, anUpdate().announcing("203.0.113.0/24").via(64496, 64501))
            .endOfRib(ACME, 64496)
            .at(10)
            .down(ACME, 64496)
            .at(200)
            .up(ACME, 64496);

    CommandRun run = replay(recording);

    assertThat(shortly(run))
        .containsExactly("12:00:10 open session.down", "12:01:10 open availability.lost");
    JsonNode down = JSON.readTree(run.out().get(0));
    assertThat(down.get("affected").toString()).isEqualTo("[\"203.0.113.0/24\"]");
    JsonNode lost = JSON.readTree(run.out().get(1));
    assertThat(lost.get("cause").asString()).isEqualTo(down.get("incident_id").asString());
  }

  @Test
  void takesThirtyQuietSecondsForTheEndOfTheTable() {
    Recording recording =
        new Recording()
            .at(0)
            .update(ACME, 64496, anUpdate().announcing("203.0.113.0/24").via(64496, 64501))
            .at(31)
            .update(ACME, 64496, anUpdate().withdrawing("203.0.113.0/24"));

    assertThat(shortly(replay(recording, "--events", "--drain", "60s")))
        .containsExactly(
            "12:00:00 SessionUp acme-lon1",
            "12:00:31 PrefixWithdrawalEvent acme-lon1",
            "12:01:31 open availability.lost");
  }

  @Test
  void reportsAMessageThatWouldResetTheSessionAndGoesOn() {
    byte[] broken = anUpdate().announcing("198.51.100.0/24").via(64496).encode();
    broken[broken.length - 4] = 33; // the prefix length
    Recording recording =
        new Recording()
            .message(ACME, 64496, broken)
            .at(1)
            .update(ACME, 64496, anUpdate().announcing("203.0.113.0/24").via(64496, 64666));

    CommandRun run = replay(recording);

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(shortly(run))
        .containsExactly("12:00:00 open session.malformed", "12:00:01 open hijack.origin");
    assertThat(run.err()).anyMatch(line -> line.contains("updates.mrt: offset 0"));
    assertThat(summary(run).get("skipped").asInt()).isEqualTo(1);
  }

  @Test
  void judgesEveryWholeRecordOfAFileThatIsCutOff() throws IOException {
    byte[] octets = hijack().at(2).endOfRib(ACME, 64496).octets();
    Path file = Files.write(temp.resolve("cut.mrt"), Arrays.copyOf(octets, octets.length - 5));

    CommandRun run = CommandRun.of("replay", "-c", config, file.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(shortly(run)).containsExactly("12:00:01 open hijack.origin");
    assertThat(run.err()).anyMatch(line -> line.contains("the file ends inside a record"));
  }

  @Test
  void countsWhatItReadInTheLastLineOnStderr() {
    Recording recording =
        hijack()
            .update(
                ACME,
                64496,
                anUpdate()
                    .announcing("198.51.100.0/25", "198.51.100.128/25")
                    .withdrawing("192.0.2.0/24")
                    .via(64496));

    JsonNode summary = summary(replay(recording));

    assertThat(summary.get("messages").asInt()).isEqualTo(4);
    assertThat(summary.get("announcements").asInt()).isEqualTo(3);
    assertThat(summary.get("withdrawals").asInt()).isEqualTo(1);
    assertThat(summary.get("alerts").asInt()).isEqualTo(1);
    assertThat(summary.get("open_incidents").asInt()).isEqualTo(1);
    assertThat(summary.get("seconds").isNumber()).isTrue();
  }

  @Test
  void countsAPrefixThatIsWithdrawnAndAnnouncedAtOnceAsAnnounced() {
    Recording recording =
        new Recording()
            .update(
                ACME,
                64496,
                anUpdate()
                    .withdrawing("198.51.100.0/24", "192.0.2.0/24")
                    .announcing("198.51.100.0/24")
                    .via(64496));

    JsonNode summary = summary(replay(recording));

    assertThat(summary.get("announcements").asInt()).isEqualTo(1);
    assertThat(summary.get("withdrawals").asInt()).isEqualTo(1);
  }

  @Test
  void takesASessionForUpWhenAnOpenWasAnsweredAndNoStateIsRecorded() {
    Recording opened =
        new Recording().message(ACME, 64496, ScriptedSpeaker.plainOpen(64496, ACME).encode());
    assertThat(shortly(replay(opened, "--events"))).isEmpty();

    opened.at(1).message(ACME, 64496, Keepalive.INSTANCE.encode());
    assertThat(shortly(replay(opened, "--events"))).containsExactly("12:00:01 SessionUp acme-lon1");
  }

  @Test
  void exitsWithThreeForAlertsOnlyWhenAsked() {
    assertThat(replay(hijack()).exitCode()).isEqualTo(ExitCode.OK);
    assertThat(replay(hijack(), "--fail-on-alert").exitCode()).isEqualTo(ExitCode.ALERTS_FOUND);
    assertThat(replay(new Recording().endOfRib(ACME, 64496), "--fail-on-alert").exitCode())
        .isEqualTo(ExitCode.OK);
  }

  @Test
  void refusesAWrongConfigurationAndAWrongKind() throws IOException {
    Files.writeString(Path.of(config), "speaker: {asn: x}\n");

    assertThat(replay(hijack()).exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(CommandRun.of("replay", "-c", config, "--as", "peer", "x.mrt").exitCode())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void skipsContractAndCoverageOfAnUnknownPni() {
    Recording recording =
        new Recording()
            .endOfRib(STRANGER, 64700)
            .at(1)
            .update(STRANGER, 64700, anUpdate().announcing("203.0.113.0/24").via(64700, 64501))
            .at(2)
            .update(STRANGER, 64700, anUpdate().withdrawing("203.0.113.0/24"));

    assertThat(shortly(replay(recording, "--as", "pni", "--drain", "10m"))).isEmpty();
  }

  @Test
  void writesRecordsThatTheirSchemasDescribe() throws IOException {
    Recording recording =
        hijack()
            .at(40)
            .update(
                ACME,
                64496,
                anUpdate()
                    .announcing("203.0.113.0/24")
                    .via(64496, 64501)
                    .communities("64496:100")
                    .largeCommunity(64496, 1, 2))
            .at(45)
            .update(
                ACME,
                64496,
                anUpdate()
                    .announcing("203.0.113.0/24")
                    .via(64496, 64501)
                    .attribute(0x40, AttributeType.ORIGIN, (byte) 3))
            .at(50)
            .down(ACME, 64496)
            .at(500)
            .endOfRib(STRANGER, 64700);

    CommandRun run = replay(recording, "--events", "--drain", "1h");

    assertThat(run.out()).hasSizeGreaterThan(8);
    for (String line : run.out()) {
      String name = line.contains("prefixwatch.alert.v1") ? "alert-v1" : "event-v1";
      assertThat(schema(name).validate(line, InputFormat.JSON))
          .as(line)
          .extracting(Error::getMessage)
          .isEmpty();
    }
  }

  @Test
  void hasSchemasThatRefuseWhatIsNotARecord() throws IOException {
    String alert = replay(hijack()).out().get(0);

    assertThat(
            schema("alert-v1").validate(alert.replace("\"open\"", "\"opened\""), InputFormat.JSON))
        .isNotEmpty();
    assertThat(schema("alert-v1").validate("{}", InputFormat.JSON)).isNotEmpty();
    assertThat(schema("event-v1").validate(alert, InputFormat.JSON)).isNotEmpty();
  }

  private static Schema schema(String name) throws IOException {
    try (InputStream in =
        ReplayCommandTest.class.getResourceAsStream("/schema/" + name + ".json")) {
      if (in == null) {
        throw new IOException("no schema " + name);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(text, InputFormat.JSON);
    }
  }
}

package io.prefixwatch.daemon.cli;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
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

/** What {@code replay --verdicts} tells of routes, also of those with nothing against them. */
class ReplayVerdictsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ACME = "192.0.2.11";
  private static final String GLOBEX = "192.0.2.21";
  private static final String RRC = "192.0.2.31";

  @TempDir private Path temp;
  private String config;

  @BeforeEach
  void writeConfiguration() throws IOException {
    config =
        Files.writeString(
                temp.resolve("main.yaml"),
                """
                speaker: {asn: 64500, router-id: 192.0.2.1}
                partners: [{id: acme, asns: [64496]}, {id: globex, asns: [64499]}]
                topology: {transit-free: [64510]}
                contract: {allow-prepend: false, max-path-length: 3}
                sessions:
                  - {id: acme-1, partner: acme, peer: {address: 192.0.2.11, asn: 64496}}
                  - {id: globex-1, partner: globex, peer: {address: 192.0.2.21, asn: 64499}}
                  - {id: rrc, kind: collector, peer: {address: 192.0.2.31, asn: 64511}}
                registrations:
                  - id: contoso
                    customer: Contoso
                    partner: acme
                    prefixes: [{prefix: 203.0.113.0/24, origins: [64501], upstreams: [64496]}]
                """)
            .toString();
  }

  private CommandRun replay(Recording recording, String... options) {
    List<String> arguments = new ArrayList<>(List.of("replay", "-c", config));
    arguments.addAll(Arrays.asList(options));
    arguments.add(recording.in(temp.resolve("updates.mrt")));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private static Recording synced() {
    return new Recording()
        .at(0)
        .endOfRib(ACME, 64496)
        .endOfRib(GLOBEX, 64499)
        .endOfRib(RRC, 64511)
        .at(1);
  }

  private static Recording announced(String peer, long... path) {
    return announced(synced(), "203.0.113.0/24", peer, path);
  }

  private static Recording announced(Recording on, String prefix, String peer, long... path) {
    return on.update(peer, path[0], anUpdate().announcing(prefix).via(path));
  }

  private List<JsonNode> verdicts(Recording recording) {
    return replay(recording, "--verdicts").out().stream()
        .map(JSON::readTree)
        .filter(record -> record.get("schema").asString().equals("prefixwatch.verdict.v1"))
        .toList();
  }

  private JsonNode verdict(Recording recording) {
    List<JsonNode> verdicts = verdicts(recording);
    assertThat(verdicts).hasSize(1);
    return verdicts.get(0);
  }

  private static String check(JsonNode verdict, String name) {
    for (JsonNode evidence : verdict.get("evidence")) {
      if (evidence.get("check").asString().equals(name)) {
        return evidence.get("verdict").asString();
      }
    }
    return "absent";
  }

  @Test
  void saysWhyARouteIsBenignAndPrintsNoAlert() {
    CommandRun run = replay(announced(ACME, 64496, 64501), "--verdicts");

    JsonNode verdict = JSON.readTree(run.out().get(0));
    assertThat(run.out()).hasSize(1);
    assertThat(verdict.get("verdict").asString()).isEqualTo("benign");
    assertThat(verdict.get("rule").asString()).isEqualTo("contoso 203.0.113.0/24 origins");
    assertThat(verdict.get("holds").asBoolean()).isTrue();
    for (String passed :
        List.of(
            "origin",
            "length",
            "upstream",
            "peerlock",
            "first-as",
            "partner",
            "prepend",
            "path-length")) {
      assertThat(check(verdict, passed)).as(passed).isEqualTo("pass");
    }
    for (String notAsked : List.of("pattern", "community", "private-asn", "next-hop")) {
      assertThat(check(verdict, notAsked)).as(notAsked).isEqualTo("not-asked");
    }
    assertThat(check(verdict, "rov")).isEqualTo("unavailable");
    assertThat(check(verdict, "otc")).isEqualTo("absent");
  }

  @Test
  void tellsAVerdictBeforeTheAlertThatComesOfIt() {
    CommandRun run = replay(announced(RRC, 64511, 64666), "--verdicts");

    JsonNode verdict = JSON.readTree(run.out().get(0));
    assertThat(run.out()).hasSize(2);
    assertThat(verdict.get("verdict").asString()).isEqualTo("hijack.origin");
    assertThat(verdict.get("holds").asBoolean()).isFalse();
    assertThat(verdict.get("evidence").get(0).get("check").asString()).isEqualTo("origin");
    assertThat(verdict.get("evidence").get(0).get("verdict").asString()).isEqualTo("fail");
    assertThat(check(verdict, "prepend")).isEqualTo("not-judged");
    assertThat(JSON.readTree(run.out().get(1)).get("kind").asString()).isEqualTo("hijack.origin");
  }

  @Test
  void tellsEveryBreachOfTheContract() {
    JsonNode verdict = verdict(announced(ACME, 64496, 64496, 64501, 64501));

    assertThat(verdict.get("kinds").toString())
        .isEqualTo("[\"contract.path-length\",\"contract.prepend\"]");
    assertThat(check(verdict, "prepend")).isEqualTo("fail");
    assertThat(verdict.get("holds").asBoolean()).isTrue();
  }

  @Test
  void tellsWhichRuleOfALeakDecidedAndWhichWereNotReached() {
    JsonNode verdict = verdict(announced(GLOBEX, 64499, 64510, 64496, 64501));

    assertThat(verdict.get("verdict").asString()).isEqualTo("leak.path");
    assertThat(check(verdict, "peerlock")).isEqualTo("fail");
    assertThat(check(verdict, "first-as")).isEqualTo("not-judged");
  }

  @Test
  void tellsOfARouteAroundRegisteredPrefixes() {
    JsonNode stranger = verdict(announced(synced(), "203.0.112.0/23", RRC, 64511, 64666));
    JsonNode owner = verdict(announced(synced(), "203.0.112.0/23", RRC, 64511, 64496, 64501));

    assertThat(stranger.get("verdict").asString()).isEqualTo("hijack.less-specific");
    assertThat(stranger.get("prefix").isNull()).isTrue();
    assertThat(owner.get("verdict").asString()).isEqualTo("benign");
    assertThat(owner.get("covers").toString()).isEqualTo("[\"203.0.113.0/24\"]");
    assertThat(check(owner, "origin")).isEqualTo("pass");
  }

  @Test
  void tellsOfABlackholeByWhoMay() {
    JsonNode verdict =
        verdict(
            synced()
                .update(
                    ACME,
                    64496,
                    anUpdate()
                        .announcing("203.0.113.1/32")
                        .via(64496, 64501)
                        .communities("65535:666")));

    assertThat(verdict.get("verdict").asString()).isEqualTo("blackhole");
    assertThat(verdict.get("rule").asString()).isEqualTo("contoso 203.0.113.0/24 max-length");
    assertThat(verdict.get("holds").asBoolean()).isFalse();
  }

  @Test
  void saysNothingOfARepetitionNorOfWhatTouchesNothing() {
    Recording repeated = announced(ACME, 64496, 64501).at(9);
    Recording recording = announced(repeated, "203.0.113.0/24", ACME, 64496, 64501);
    announced(recording, "198.51.100.0/24", ACME, 64496, 64666);

    assertThat(verdicts(recording)).hasSize(1);
  }

  @Test
  void printsTheSameBytesEachTimeAndTheSameAlertsAsWithoutThem() {
    Recording recording = announced(announced(ACME, 64496, 64501), "203.0.113.0/25", RRC, 64511, 9);

    List<String> first = replay(recording, "--verdicts").out();
    List<String> second = replay(recording, "--verdicts").out();

    assertThat(first).isEqualTo(second);
    assertThat(first.stream().filter(line -> !line.contains("prefixwatch.verdict.v1")))
        .isEqualTo(replay(recording).out())
        .isNotEmpty();
  }

  @Test
  void writesWhatItsSchemaSaysAndTheSchemaRefusesAnAlert() throws IOException {
    CommandRun run = replay(announced(RRC, 64511, 64666), "--verdicts");
    Schema schema = schema();

    assertThat(schema.validate(run.out().get(0), InputFormat.JSON))
        .extracting(Error::getMessage)
        .isEmpty();
    assertThat(schema.validate(run.out().get(1), InputFormat.JSON)).isNotEmpty();
  }

  private static Schema schema() throws IOException {
    try (InputStream in = ReplayVerdictsTest.class.getResourceAsStream("/schema/verdict-v1.json")) {
      assertThat(in).isNotNull();
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
    }
  }
}

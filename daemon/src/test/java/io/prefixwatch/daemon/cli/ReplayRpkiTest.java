package io.prefixwatch.daemon.cli;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.fixture.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A recording with what the RPKI said of it. */
class ReplayRpkiTest {

  private static final String CONFIG =
      """
      speaker: {asn: 64500, router-id: 192.0.2.1}
      sessions: [{id: rs1, kind: collector, peer: {address: 192.0.2.11, asn: 64496}}]
      registrations:
        - {id: contoso, prefixes: [{prefix: 203.0.113.0/24, origins: [64501], contract: {rov: invalid}}]}
      rpki: {files: [vrps.json], slurm: [slurm.json], caches: [{address: 192.0.2.53}]}
      """;

  @TempDir private Path temp;

  private CommandRun replay() throws IOException {
    String config = Files.writeString(temp.resolve("main.yaml"), CONFIG).toString();
    String file =
        new Recording()
            .at(0)
            .endOfRib("192.0.2.11", 64496)
            .at(1)
            .update("192.0.2.11", 64496, anUpdate().announcing("203.0.113.0/24").via(64496, 64501))
            .in(temp.resolve("updates.mrt"));
    return CommandRun.of("replay", "-c", config, file);
  }

  private void write(String vrps, String slurm) throws IOException {
    Files.writeString(temp.resolve("vrps.json"), vrps);
    Files.writeString(temp.resolve("slurm.json"), slurm);
  }

  @Test
  void judgesByFilesAndGivesTheSameBytesEachTime() throws IOException {
    write(
        "{\"roas\":[{\"asn\":64510,\"prefix\":\"203.0.113.0/24\",\"maxLength\":24}]}",
        "{\"slurmVersion\":1}");

    CommandRun first = replay();
    CommandRun second = replay();

    JsonNode alert = new ObjectMapper().readTree(first.out().get(0));
    assertThat(first.out()).hasSize(1).isEqualTo(second.out());
    assertThat(alert.get("kind").asString()).isEqualTo("contract.rov-invalid");
    assertThat(alert.get("observed").get("rov").asString()).isEqualTo("invalid");
    assertThat(alert.get("time").asString()).isEqualTo("2026-11-20T12:00:01.000000Z");
  }

  @Test
  void takesTheOperatorsOwnView() throws IOException {
    write(
        "{\"roas\":[{\"asn\":64510,\"prefix\":\"203.0.113.0/24\",\"maxLength\":24}]}",
        "{\"slurmVersion\":1,\"locallyAddedAssertions\":{\"prefixAssertions\":"
            + "[{\"asn\":64501,\"prefix\":\"203.0.113.0/24\"}]}}");

    assertThat(replay().out()).isEmpty();
  }

  @Test
  void saysWhereAFileIsWrong() throws IOException {
    write("{\"roas\":[\n{\"asn\":64510,", "{\"slurmVersion\":1}");

    CommandRun run = replay();

    assertThat(run.err()).anyMatch(line -> line.contains("vrps.json:2:"));
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
  }
}

package io.prefixwatch.daemon.cli;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.fixture.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {

  private static final String RRC = "192.0.2.31";
  private static final String CONFIG =
      """
      speaker: {asn: 64500, router-id: 192.0.2.1}
      sites: [{id: lon1}]
      partners: [{id: acme, asns: [64496]}]
      sessions:
        - {id: acme-lon1, partner: acme, site: lon1, router: r1, peer: {address: 192.0.2.11, asn: 64496}}
        - {id: rrc, kind: collector, peer: {address: 192.0.2.31, asn: 64511}}
      registrations:
        - {id: contoso, partner: acme, prefixes: [{prefix: 203.0.113.0/24, origins: [64501]}]}
        - {id: fabrikam, prefixes: [{prefix: 198.51.100.0/24, origins: [64502]}]}
      """;

  @TempDir private Path temp;

  private CommandRun diff(String changed, String... options) throws IOException {
    Path old = Files.writeString(temp.resolve("old.yaml"), CONFIG);
    Path current = Files.writeString(temp.resolve("new.yaml"), changed);
    List<String> arguments = new ArrayList<>(List.of("diff", old.toString(), current.toString()));
    arguments.addAll(List.of(options));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private String hijack() {
    return new Recording()
        .at(0)
        .endOfRib(RRC, 64511)
        .at(1)
        .update(RRC, 64511, anUpdate().announcing("203.0.113.0/24").via(64511, 64666))
        .at(2)
        .update(RRC, 64511, anUpdate().announcing("198.51.100.0/25").via(64511, 64502))
        .in(temp.resolve("updates.mrt"));
  }

  @Test
  void findsNothingBetweenTwoThatSayTheSame() throws IOException {
    CommandRun run = diff("# another comment\n" + CONFIG, "--replay", hijack());

    assertThat(run.out()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
  }

  @Test
  void tellsWhatComesGoesAndChanges() throws IOException {
    String changed =
        CONFIG
            .replace("origins: [64501]", "origins: [64501, 64510], max-length: 25")
            .replace("  - {id: fabrikam", "  - {id: tailspin")
            .replace(
                "router: r1, peer: {address: 192.0.2.11", "router: r2, peer: {address: 192.0.2.12")
            .replace("[{id: lon1}]", "[{id: lon1}, {id: ams1}]");

    CommandRun run = diff(changed + "detection: {min-sessions: 2}\n");

    assertThat(run.out())
        .containsExactly(
            "+ site ams1",
            "~ session acme-lon1: router, peer-address",
            "+ registration tailspin",
            "- registration fabrikam",
            "~ prefix 198.51.100.0/24: registration fabrikam -> tailspin",
            "~ prefix 203.0.113.0/24: origins [64501] -> [64501, 64510], max-length 24 -> 25",
            "~ detection min-sessions");
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
  }

  @Test
  void tellsWhatNeedsARestartAndShowsNoSecret() throws IOException {
    String changed =
        CONFIG
                .replace("router-id: 192.0.2.1", "router-id: 192.0.2.1, hold-time: 30s")
                .replace("asn: 64511}}", "asn: 64511}, password: hunter2}")
            + "store: {path: data}\n";

    CommandRun run = diff(changed);

    assertThat(run.out())
        .containsExactly(
            "! speaker hold-time: takes effect with a restart",
            "! store: takes effect with a restart",
            "~ session rrc: security");
    assertThat(run.err()).noneMatch(line -> line.contains("hunter2"));
  }

  @Test
  void tellsWhichAlertsComeAndGoOnARecording() throws IOException {
    String changed =
        CONFIG.replace("origins: [64501]", "origins: [64501, 64666]")
            + "detection: {overrides: [{kind: leak.more-specific, severity: info}]}\n";

    CommandRun run = diff(changed, "--replay", hijack());

    assertThat(run.out().subList(2, run.out().size()))
        .hasSize(2)
        .anyMatch(line -> line.startsWith("- alert 2026-11-20T12:00:01Z hijack.origin [critical] "))
        .anyMatch(line -> line.matches("~ alert .* leak.more-specific .*severity major -> info"));
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
  }

  @Test
  void judgesPeersThatAreNotConfiguredAsItIsTold() throws IOException {
    String recording =
        new Recording()
            .at(0)
            .endOfRib("192.0.2.99", 64499)
            .at(1)
            .update(
                "192.0.2.99",
                64499,
                anUpdate().announcing("203.0.113.0/24").via(64499, 64510, 64501))
            .in(temp.resolve("updates.mrt"));
    String changed = CONFIG + "topology: {transit-free: [64510]}\n";

    CommandRun collector = diff(changed, "--replay", recording);
    CommandRun pni = diff(changed, "--as", "pni", "--replay", recording);

    assertThat(collector.out()).noneMatch(line -> line.contains("alert"));
    assertThat(pni.out())
        .anyMatch(line -> line.startsWith("+ alert 2026-11-20T12:00:01Z leak.path [major] "));
  }

  @Test
  void refusesToJudgePeersAsSomethingElse() throws IOException {
    CommandRun run = diff(CONFIG, "--as", "provider", "--replay", hijack());

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void refusesAConfigurationWithErrorsAndSaysWhere() throws IOException {
    CommandRun run = diff(CONFIG.replace("asn: 64500", "asn: none"));

    assertThat(run.err()).anyMatch(line -> line.contains("new.yaml:1:16"));
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void saysThatARecordingIsDamagedOrAbsent() throws IOException {
    Path damaged = Path.of(hijack());
    byte[] whole = Files.readAllBytes(damaged);
    Files.write(damaged, Arrays.copyOf(whole, whole.length - 5));

    CommandRun cut = diff(CONFIG, "--replay", damaged.toString());
    CommandRun absent = diff(CONFIG, "--replay", temp.resolve("no.mrt").toString());

    assertThat(cut.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(cut.err()).anyMatch(line -> line.contains("updates.mrt"));
    assertThat(absent.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(absent.err()).anyMatch(line -> line.contains("no.mrt"));
  }
}

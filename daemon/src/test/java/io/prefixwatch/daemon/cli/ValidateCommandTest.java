package io.prefixwatch.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.config.ConfigFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {

  @TempDir private Path temp;
  private ConfigFolder folder;
  private String file;

  @BeforeEach
  void setUp() {
    folder = new ConfigFolder(temp);
    file = folder.path("main.yaml").toString();
  }

  @Test
  void saysOkOnStderrAndNothingOnStdout() {
    folder.main(ConfigFolder.LONDON);

    CommandRun run = CommandRun.of("validate", "-c", file);

    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .containsExactly(file + ": ok, 0 registered prefixes, 1 session, 0 warnings");
  }

  @Test
  void printsWarningsAndStillSucceeds() {
    folder.main(ConfigFolder.LONDON + "http: {listen: \"0.0.0.0:8080\"}\n");

    CommandRun run = CommandRun.of("validate", "--config", file);

    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .containsExactly(
            file
                + ":5:16: warning: listen: is open to other machines, and anybody there may read:"
                + " there is no token (add tokens, or listen on 127.0.0.1)");
  }

  @Test
  void printsErrorsAndFails() {
    folder.main(ConfigFolder.LONDON + "htp: {}\n");

    CommandRun run = CommandRun.of("validate", "-c", file);

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out())
        .containsExactly(file + ":5:1: unknown key \"htp\" (did you mean \"http\"?)");
    assertThat(run.err()).anyMatch(line -> line.contains("refused, 1 error, 0 warnings"));
  }

  @Test
  void reportsTenMistakesAtOnceEachWithItsPlaceAndAHint() {
    folder.main(
        """
        speaker: {asn: 64500, router-id: 192.0.2.300}
        sites: [{id: lon1}, {id: lon1}]
        partners: [{id: acme, asns: [64496]}]
        sessions:
          - {id: a, partner: acme, site: lon9, peer: {address: 192.0.2.9, asn: 64496}}
          - {id: b, partner: acme, site: lon1, peer: {adress: 192.0.2.10, asn: AS64496}}
        registrations:
          - id: contoso
            prefixes:
              - {prefix: 203.0.113.1/24, origins: [64501]}
              - {prefix: 198.51.100.0/24, origins: [64501], max-length: 20}
              - {prefix: 198.51.100.0/24, origins: [64501]}
        detection: {hold-down: {close: 30s}, hold-down: {close: 30s}}
        """);

    CommandRun run = CommandRun.of("validate", "-c", file);

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out())
        .containsExactly(
            file
                + ":1:34: router-id: \"192.0.2.300\" is not a router id (four octets such as"
                + " 192.0.2.1, not 0.0.0.0 and not IPv6)",
            file
                + ":2:26: id: the site \"lon1\" stands twice; first at "
                + file
                + ":2:14 (rename one of them)",
            file + ":5:34: site: there is no site \"lon9\" (did you mean \"lon1\"?)",
            file
                + ":6:46: \"address\" is missing from \"peer\" (expected: address: and an address)",
            file + ":6:47: unknown key \"adress\" (did you mean \"address\"?)",
            file + ":6:72: asn: \"AS64496\" is not an AS number (write 64496)",
            file
                + ":10:18: prefix: \"203.0.113.1/24\" has bits set beyond its length (did you"
                + " mean 203.0.113.0/24?)",
            file
                + ":11:65: max-length: 20 is shorter than 198.51.100.0/24 itself (24 to 32; left"
                + " out it is 24)",
            file
                + ":12:18: 198.51.100.0/24 is registered twice; first at "
                + file
                + ":11:18 (remove one of them)",
            file
                + ":13:38: the key \"hold-down\" stands twice; first at "
                + file
                + ":13:13 (keep one of them)");
    assertThat(run.err()).containsExactly(file + ": refused, 10 errors, 0 warnings");
  }

  @Test
  void asksForAFile() {
    CommandRun run = CommandRun.of("validate");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).anyMatch(line -> line.contains("--config=FILE"));
  }
}

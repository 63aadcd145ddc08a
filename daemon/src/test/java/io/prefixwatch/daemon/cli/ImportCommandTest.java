package io.prefixwatch.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {

  private static final String PREFIXES =
      """
      203.0.113.0/24:
        description: "Contoso: \\"London\\" ${env:HOME}"
        asn: 64501
        ignoreMorespecifics: false
        ignore: false
        group: noc
      198.51.100.0/24:
        description: Fabrikam
        asn:
          - 64502
          - AS64503
        ignoreMorespecifics: true
        excludeMonitors:
          - withdrawal-detection
        path:
          - match: ".*"
            notMatch: "(,|^)64496,64502$"
          - match: ".*64999,64502$"
            matchDescription: a leak
            maxLength: 12
      2001:db8:1::/48: {description: Fabrikam, asn: [64504], ignoreMorespecifics: false}
      192.0.2.0/24: {description: not ours, asn: [64505], ignore: true}
      192.0.2.7/24: {description: host bits, asn: [64505]}
      192.0.2.128/25: {description: nobody}
      options:
        monitorASns:
          '64504': {group: default, upstreams: [64496, 64497], downstreams: [64510]}
        generate: {asnList: ['64501']}
      """;

  @TempDir private Path temp;

  private CommandRun run(String text) throws IOException {
    Path file = Files.writeString(temp.resolve("prefixes.yml"), text);
    return CommandRun.of("import", "bgpalerter", file.toString());
  }

  private CommandRun validated(CommandRun imported) throws IOException {
    Files.write(temp.resolve("imported.yaml"), imported.out());
    Path main =
        Files.writeString(
            temp.resolve("main.yaml"),
            """
            speaker: {asn: 64500, router-id: 192.0.2.1}
            sessions: [{id: rrc, kind: collector, peer: {address: 192.0.2.31, asn: 64511}}]
            include: [imported.yaml]
            """);
    return CommandRun.of("validate", "--strict", "-c", main.toString());
  }

  /** The lines, whatever their indentation. */
  private static String text(List<String> lines) {
    return lines.stream().map(String::strip).collect(Collectors.joining("\n"));
  }

  @Test
  void givesRegistrationsThatValidate() throws IOException {
    CommandRun imported = run(PREFIXES);

    CommandRun validated = validated(imported);

    assertThat(imported.exitCode()).isZero();
    assertThat(validated.out()).isEmpty();
    assertThat(text(validated.err())).contains("ok, 3 registered prefixes");
    assertThat(text(imported.out()))
        .contains(
            """
                  - prefix: "2001:db8:1::/48"
                  origins: [64504]
                  upstreams: [64496, 64497]""")
        .contains(
            """
                  - prefix: "198.51.100.0/24"
                  origins: [64502, 64503]
                  max-length: 32
                  paths: ["* 64496 64502"]""")
        .contains("customer: \"Contoso: \\\"London\\\" $${env:HOME}\"");
  }

  @Test
  void saysWhatItCouldNotTakeOverBesideItAndWithItsPlace() throws IOException {
    CommandRun imported = run(PREFIXES);

    for (String lost :
        List.of(
            "excludeMonitors [\"withdrawal-detection\"]",
            "path.match \".*64999,64502$\"",
            "path.matchDescription \"a leak\"",
            "path.maxLength \"12\"",
            "options.generate has no counterpart",
            "monitorASns.64504.downstreams has no counterpart")) {
      assertThat(text(imported.out())).contains(lost);
      assertThat(text(imported.err())).contains(lost);
    }
    assertThat(imported.err())
        .anyMatch(line -> line.contains("prefixes.yml:13:3: warning: 198.51.100.0/24: not taken"))
        .anyMatch(line -> line.contains("\"192.0.2.7/24\" has bits set beyond its length"))
        .anyMatch(line -> line.contains("192.0.2.128/25 has no asn"))
        .anyMatch(line -> line.contains("192.0.2.0/24 is ignored there"))
        .anyMatch(line -> line.contains("detection: {watch-asns: [64504]}"));
    assertThat(text(imported.out()))
        .contains("# left out: 192.0.2.0/24", "# left out: 192.0.2.128/25");
  }

  @Test
  void tellsOfAFieldThatItDoesNotKnow() throws IOException {
    CommandRun imported = run("203.0.113.0/24: {description: a, asn: 64501, colour: red}\n");

    assertThat(text(imported.err())).contains("prefixes.yml:1:", "not taken over: colour \"red\"");
    assertThat(text(imported.out())).contains("# not taken over: colour \"red\"");
  }

  @Test
  void keepsTextFromOutsideInItsPlace() throws IOException {
    CommandRun imported =
        run(
            "203.0.113.0/24: {description: \"a\\n    registrations: []\\u001b[31m\", asn: 64501}\n");

    assertThat(validated(imported).exitCode()).isZero();
    assertThat(text(imported.out())).doesNotContain("\u001b");
  }

  @Test
  void refusesWhatIsNoListOfPrefixes() throws IOException {
    CommandRun broken = run("203.0.113.0/24: {asn: [64501\n");
    CommandRun list = run("- 203.0.113.0/24\n");
    CommandRun absent = CommandRun.of("import", "bgpalerter", temp.resolve("no.yml").toString());

    assertThat(List.of(broken.exitCode(), list.exitCode(), absent.exitCode()))
        .containsOnly(ExitCode.USAGE);
    assertThat(text(broken.err())).contains("prefixes.yml:");
    assertThat(text(list.err())).contains("such as 203.0.113.0/24: {asn: 64501}");
    assertThat(text(absent.err())).contains("there is no such file");
    assertThat(broken.out()).isEmpty();
  }

  @Test
  void asksWhatToImport() {
    assertThat(CommandRun.of("import").exitCode()).isEqualTo(ExitCode.USAGE);
  }
}

package io.prefixwatch.daemon.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.config.ConfigFolder;
import io.prefixwatch.daemon.config.ConfigReport;
import io.prefixwatch.daemon.config.LoadedConfig;
import io.prefixwatch.daemon.config.problem.Problem;
import io.prefixwatch.daemon.config.problem.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {

  @TempDir private Path temp;
  private ConfigFolder folder;

  @BeforeEach
  void setUp() {
    folder = new ConfigFolder(temp);
  }

  @Test
  void reportsAllOfTenMistakesAtOnce() {
    folder.main(
        """
        speaker:
          asn: 1.10
          router_id: 192.0.2.1
        sites:
          - {id: lon1, country: no}
        partners:
          - {id: acme, asns: [010]}
        sessions:
          - id: a
            partner: acme
            site: lon2
            peer: {address: 192.0.2.300, asn: 64496}
            active: yes
        registrations:
          - id: contoso
            prefixes:
              - {prefix: 203.0.113.7/24, origins: [64501]}
              - {prefix: 198.51.100.0/24, origins: [64501], max-length: 8}
              - {prefix: 192.0.2.0/24, origins: [64501], max-length: 24, max-length: 25}
        """);

    assertThat(folder.errors())
        .containsExactly(
            "main.yaml:2:3: \"router-id\" is missing from \"speaker\" (expected: router-id: and a"
                + " router id)",
            "main.yaml:2:8: asn: \"1.10\" is not an AS number (asdot is ambiguous in a number;"
                + " write 65546 if that is meant)",
            "main.yaml:3:3: unknown key \"router_id\" (did you mean \"router-id\"?)",
            "main.yaml:5:25: country: \"no\" is not a country code (two capital letters of ISO"
                + " 3166, such as GB, NL or NO)",
            "main.yaml:7:23: asns: \"010\" is not an AS number (write 10)",
            "main.yaml:11:11: site: there is no site \"lon2\" (did you mean \"lon1\"?)",
            "main.yaml:12:21: address: \"192.0.2.300\" is not an IP address (such as 192.0.2.1 or"
                + " 2001:db8::1, no name, length or zone)",
            "main.yaml:13:5: unknown key \"active\" (it belongs under sessions[].peer)",
            "main.yaml:17:18: prefix: \"203.0.113.7/24\" has bits set beyond its length (did you"
                + " mean 203.0.113.0/24?)",
            "main.yaml:18:65: max-length: 8 is shorter than 198.51.100.0/24 itself (24 to 32; left"
                + " out it is 24)",
            "main.yaml:19:66: the key \"max-length\" stands twice; first at main.yaml:19:50 (keep"
                + " one of them)");
  }

  @Test
  void takesTheDocumentedExample() throws IOException {
    folder.main(resource("/config/interface-example.yaml"));
    folder.variable("HOOK_SECRET", "hook-secret").variable("API_TOKEN", "api-token");
    folder.file("acme", "md5-secret\n").zipped("as-rel.txt.gz", "64496|64501|-1\n");

    assertThat(folder.problems())
        .containsExactly(
            "main.yaml:44:18: warning: partner \"acme\" has no pni session at site \"ams1\" (its"
                + " prefixes are never expected there)",
            "main.yaml:68:10: warning: rpki: vrps.json: there is no such file (a relative name"
                + " begins at the configuration file's folder)");
  }

  @Test
  void usesTheDocumentedExampleUnlessStrict() throws IOException {
    folder.main(resource("/config/interface-example.yaml"));
    folder.variable("HOOK_SECRET", "hook-secret").variable("API_TOKEN", "api-token");
    folder.file("acme", "md5-secret\n").zipped("as-rel.txt.gz", "64496|64501|-1\n");

    LoadedConfig lenient = folder.load();
    LoadedConfig strict = folder.strict().load();

    assertThat(lenient.config()).isPresent();
    assertThat(lenient.problems()).extracting(Problem::severity).containsOnly(Severity.WARNING);
    assertThat(strict.config()).isPresent();
    assertThat(strict.errors()).isZero();
    assertThat(strict.warnings()).isEqualTo(2);
  }

  @Test
  void neverTellsWhatWasFilledIn() {
    folder.variable("SECRET", "tell-no-one").file("key", "nor-this\n");
    folder.main(
        """
        speaker: {asn: "${env:SECRET}", router-id: "${file:key}", hold-time: "${env:SECRET}"}
        sites: [{id: "${env:SECRET}"}, {id: "${env:SECRET}", country: "${env:SECRET}"}]
        partners: [{id: acme, asns: ["${env:SECRET}"], service: "${env:SECRET}"}]
        sessions:
          - {id: "${file:key}", partner: "${env:SECRET}", peer: {address: "${env:SECRET}", asn: x}}
          - {id: "${file:key}", kind: "${env:SECRET}", peer: {address: "${file:key}", asn: 64496}}
        registrations:
          - {id: "${env:SECRET}", prefixes: [{prefix: "${env:SECRET}", max-length: "${file:key}"}]}
          - {id: "${env:SECRET}", primary-site: "${file:key}", prefixes: []}
        sinks: [{name: "${env:SECRET}", type: "${env:SECRET}"}, {type: file, path: "${file:key}"}]
        http: {listen: "${env:SECRET}", tokens: [{token: "${env:SECRET}"}]}
        contract: {communities: ["${env:SECRET}"], rov: "${file:key}"}
        """);

    LoadedConfig loaded = folder.load();

    String everything = loaded.problems() + " " + new ConfigReport(loaded).problemLines();
    assertThat(loaded.errors()).isGreaterThan(15);
    assertThat(everything).doesNotContain("tell-no-one").doesNotContain("nor-this");
    assertThat(everything).contains("asn: the value of \"${env:SECRET}\" is not an AS number");
  }

  @Test
  void fillsInEveryKindOfValue() {
    folder
        .main(
            """
            speaker: {asn: "${env:ASN}", router-id: "${file:id}"}
            sinks: [{type: file, path: "${env:LOGS}/alerts.jsonl", events: "${env:EVENTS}"}]
            """)
        .file("id", "192.0.2.7\n")
        .variable("ASN", "64500")
        .variable("LOGS", "/var/log")
        .variable("EVENTS", "true");

    var config = folder.config();

    assertThat(config.speaker().identity().asn()).isEqualTo(64500);
    assertThat(config.speaker().identity().routerId()).hasToString("192.0.2.7");
    assertThat(config.sinks())
        .singleElement()
        .hasFieldOrPropertyWithValue("path", Path.of("/var/log/alerts.jsonl"))
        .hasFieldOrPropertyWithValue("events", true);
  }

  @Test
  void fillsNothingInBetweenKeys() {
    folder.main(ConfigFolder.SPEAKER + "\"${env:NAME}\": 1\n").variable("NAME", "sites");

    assertThat(folder.errors())
        .singleElement()
        .asString()
        .startsWith("main.yaml:2:1: unknown key \"${env:NAME}\"");
  }

  @Test
  void saysThatTheFileIsMissingOrAFolderOrEmpty() throws IOException {
    assertThat(folder.errors())
        .containsExactly("main.yaml:1:1: there is no such file (check the path)");

    folder.main("# nothing\n");
    assertThat(folder.errors())
        .containsExactly(
            "main.yaml:1:1: the file is empty (such as speaker: {asn: 64500, router-id:"
                + " 192.0.2.1})");

    folder.main("- a\n");
    assertThat(folder.errors())
        .containsExactly(
            "main.yaml:1:1: the file must be a mapping, not a list (such as speaker: {asn: 64500,"
                + " router-id: 192.0.2.1})");

    Files.delete(folder.path("main.yaml"));
    Files.createDirectory(folder.path("main.yaml"));
    assertThat(folder.errors())
        .containsExactly("main.yaml:1:1: this is a folder, not a file (name a file in it)");
  }

  @Test
  void namesTheFileAsItWasGiven() {
    LoadedConfig loaded = ConfigLoader.ofProcess(false).load(Path.of("no/such/../file.yaml"));

    assertThat(loaded.problems())
        .extracting(Problem::toLine)
        .containsExactly("no/such/../file.yaml:1:1: there is no such file (check the path)");
  }

  @Test
  void warnsAboutAConfigurationThatWatchesNothing() {
    folder.main(ConfigFolder.SPEAKER);

    assertThat(folder.problems())
        .containsExactly(
            "main.yaml:1:1: warning: there is no session (run has nothing to watch; replay needs"
                + " none)");
  }

  private static String resource(String name) throws IOException {
    try (var in = ConfigLoaderTest.class.getResourceAsStream(name)) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("${file:/run/secrets/acme}", "${file:acme}");
    }
  }
}

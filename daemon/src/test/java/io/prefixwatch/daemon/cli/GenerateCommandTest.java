package io.prefixwatch.daemon.cli;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prefixwatch.daemon.fixture.Recording;
import io.prefixwatch.daemon.http.ServedDaemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateCommandTest {

  private static final String ONE = "192.0.2.31";
  private static final String TWO = "192.0.2.32";

  @TempDir private Path temp;

  private String recording() {
    return new Recording()
        .at(1)
        .update(ONE, 64510, anUpdate().announcing("203.0.113.0/24").via(64510, 64496, 64501))
        .update(TWO, 64511, anUpdate().announcing("203.0.113.0/24").via(64511, 64497, 64501))
        .at(2)
        .update(ONE, 64510, anUpdate().announcing("198.51.100.0/24").via(64510, 64502))
        .update(TWO, 64511, anUpdate().announcing("198.51.100.0/24").via(64511, 64666))
        .at(3)
        .update(ONE, 64510, anUpdate().announcing("192.0.2.0/24").via(64510, 64501))
        .at(4)
        .update(ONE, 64510, anUpdate().withdrawing("192.0.2.0/24"))
        .in(temp.resolve("updates.mrt"));
  }

  private String vrps() throws IOException {
    return Files.writeString(
            temp.resolve("vrps.json"),
            """
            {"roas":[{"asn":64501,"prefix":"203.0.113.0/24","maxLength":24},
             {"asn":64502,"prefix":"198.51.100.0/24","maxLength":26},
             {"asn":64501,"prefix":"2001:db8:1::/48","maxLength":48},
             {"asn":0,"prefix":"192.0.2.0/24","maxLength":24}]}
            """)
        .toString();
  }

  private static CommandRun generate(String... options) {
    List<String> arguments = new ArrayList<>(List.of("generate"));
    arguments.addAll(Arrays.asList(options));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  /** The lines, whatever their indentation. */
  private static String text(List<String> lines) {
    return lines.stream().map(String::strip).collect(Collectors.joining("\n"));
  }

  @Test
  void proposesWhatARecordingHoldsAtItsEnd() {
    CommandRun run = generate("--mrt", recording());

    assertThat(run.exitCode()).isZero();
    assertThat(text(run.out()))
        .contains(
            """
                  # seen by 2 peers
                  - prefix: "203.0.113.0/24"
                  origins: [64501]
                  upstreams: [64496, 64497]""")
        .contains(
            """
                  # seen by 2 peers
                  # REVIEW: several origins: AS64502 by 1, AS64666 by 1
                  - prefix: "198.51.100.0/24"
                  origins: [64502, 64666]""")
        .doesNotContain("192.0.2.0/24");
  }

  @Test
  void proposesOnlyWhatIsAskedFor() {
    CommandRun byAsn = generate("--mrt", recording(), "--asn", "64501");
    CommandRun byPrefix = generate("--mrt", recording(), "--prefix", "198.51.0.0/16");

    assertThat(text(byAsn.out())).contains("203.0.113.0/24").doesNotContain("198.51.100.0/24");
    assertThat(text(byPrefix.out())).contains("198.51.100.0/24").doesNotContain("203.0.113.0/24");
    assertThat(byAsn.err()).contains("prefixwatch: 1 prefixes proposed");
  }

  @Test
  void saysWhatTheRpkiAttestsOfWhatWasSeen() throws IOException {
    CommandRun run = generate("--mrt", recording(), "--vrps", vrps());

    assertThat(text(run.out()))
        .contains("# AS64501: ROV valid")
        .contains("# REVIEW: AS64666: ROV invalid")
        .contains("# a ROA names 2001:db8:1::/48 of AS64501, which is not seen");
  }

  @Test
  void proposesWhatIsAttestedWhereNothingWasRecorded() throws IOException {
    CommandRun run = generate("--vrps", vrps());

    assertThat(text(run.out()))
        .contains("- prefix: \"2001:db8:1::/48\"")
        .contains("# the ROA of AS64502 allows parts up to /26")
        .doesNotContain("192.0.2.0/24");
  }

  @Test
  void proposesWhatValidates() throws IOException {
    Files.write(
        temp.resolve("proposed.yaml"), generate("--mrt", recording(), "--vrps", vrps()).out());
    Path main =
        Files.writeString(
            temp.resolve("main.yaml"),
            """
            speaker: {asn: 64500, router-id: 192.0.2.1}
            sessions: [{id: rrc, kind: collector, peer: {address: 192.0.2.31, asn: 64510}}]
            include: [proposed.yaml]
            """);

    CommandRun validated = CommandRun.of("validate", "--strict", "-c", main.toString());
    CommandRun replayed = CommandRun.of("replay", "-c", main.toString(), recording());

    assertThat(validated.err()).anyMatch(line -> line.contains("ok, 2 registered prefixes"));
    assertThat(replayed.out()).as("nothing that was proposed is found wrong").isEmpty();
  }

  @Test
  void proposesWhatARunningDaemonHolds() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(temp, ServedDaemon.WRITABLE)) {
      Path token = Files.writeString(temp.resolve("token"), "reader\n");
      String url = daemon.url();
      daemon
          .connect("127.0.0.2")
          .send(anUpdate().announcing("203.0.113.0/24").via(64496, 64666).nextHop("127.0.0.2"));

      await()
          .untilAsserted(
              () ->
                  assertThat(
                          text(
                              generate(
                                      "--from",
                                      url,
                                      "--token-file",
                                      token.toString(),
                                      "--prefix",
                                      "203.0.112.0/20")
                                  .out()))
                      .contains(
                          "- prefix: \"203.0.113.0/24\"\norigins: [64666]\nupstreams: [64496]"));
      CommandRun refused = generate("--from", url, "--prefix", "203.0.112.0/20");
      assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILURE);
      assertThat(text(refused.err())).contains("answers 401");
      assertThat(text(generate("--from", url).err())).contains("--from needs --prefix");
    }
  }

  @Test
  void readsWhatItCanOfADamagedRecording() throws IOException {
    Path damaged = Path.of(recording());
    byte[] whole = Files.readAllBytes(damaged);
    Files.write(damaged, Arrays.copyOf(whole, whole.length - 5));

    CommandRun run = generate("--mrt", damaged.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(text(run.out())).contains("203.0.113.0/24");
    assertThat(run.err()).anyMatch(line -> line.contains("updates.mrt"));
  }

  @Test
  void saysWhatItNeeds() throws IOException {
    Path broken = Files.writeString(temp.resolve("broken.json"), "{\"roas\":[\n{\"asn\":");

    assertThat(text(generate().err())).contains("--mrt FILE");
    assertThat(text(generate("--vrps", broken.toString()).err())).contains("broken.json:2:");
    assertThat(text(generate("--vrps", temp.resolve("no.json").toString()).err()))
        .contains("no.json:1:1: ");
    assertThat(text(generate("--mrt", recording(), "--asn", "many").err())).contains("\"many\"");
    assertThat(
            List.of(
                generate().exitCode(),
                generate("--vrps", broken.toString()).exitCode(),
                generate("--vrps", temp.resolve("no.json").toString()).exitCode(),
                generate("--mrt", recording(), "--prefix", "203.0.113.1/24").exitCode()))
        .containsOnly(ExitCode.USAGE);
  }
}

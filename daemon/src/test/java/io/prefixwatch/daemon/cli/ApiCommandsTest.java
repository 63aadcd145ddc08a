package io.prefixwatch.daemon.cli;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prefixwatch.daemon.http.ServedDaemon;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code status}, {@code sessions}, {@code prefixes}, {@code incidents}, {@code routes}. */
class ApiCommandsTest {

  @TempDir private Path folder;

  private CommandRun ask(ServedDaemon daemon, String... words) throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "reader\n");
    String url = daemon.url();
    return run(words, "--url", url, "--token-file", token.toString());
  }

  private static CommandRun run(String[] words, String... options) {
    return CommandRun.of(
        List.of(List.of(words), List.of(options)).stream()
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  @Test
  void showWhatTheDaemonHolds() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.WRITABLE)) {
      daemon
          .connect("127.0.0.2")
          .send(anUpdate().announcing("203.0.113.0/24").via(64496, 64666).nextHop("127.0.0.2"));

      await()
          .untilAsserted(
              () ->
                  assertThat(ask(daemon, "incidents").out())
                      .anyMatch(line -> line.contains("critical  hijack.origin")));
      assertThat(ask(daemon, "status").out())
          .anyMatch(line -> line.matches("sessions +1 of 2 established.*"))
          .anyMatch(line -> line.matches("store +works"));
      await()
          .untilAsserted(
              () ->
                  assertThat(ask(daemon, "sessions").out())
                      .anyMatch(line -> line.matches("acme-a +established +(yes|no) +1 .*"))
                      .anyMatch(line -> line.matches("acme-b +(active|idle|connect) +no +0 .*")));
      assertThat(ask(daemon, "prefixes").out())
          .anyMatch(
              line ->
                  line.matches("203\\.0\\.113\\.0/24 +invalid +contoso +acme +1 of 2 +- +acme-b"));
      assertThat(ask(daemon, "routes", "203.0.113.7", "--match", "covering").out())
          .anyMatch(line -> line.endsWith("64496 64666"));
      assertThat(ask(daemon, "routes", "198.51.100.0/24").out()).hasSize(1);
      assertThat(ask(daemon, "incidents", "--state", "closed").out()).hasSize(1);
      assertThat(ask(daemon, "routes", "203.0.113.0/24", "--json").out())
          .singleElement()
          .asString()
          .startsWith("{\"routes\":[{\"session\":\"acme-a\"");
    }
  }

  @Test
  void sayWhyThereIsNoAnswer() throws Exception {
    int port;
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.WRITABLE)) {
      port = daemon.address().getPort();
      String[] status = {"status"};

      assertThat(run(status, "--url", "http://127.0.0.1:" + port).exitCode())
          .isEqualTo(ExitCode.FAILURE);
      assertThat(run(status, "--url", "http://127.0.0.1:" + port).err())
          .singleElement()
          .asString()
          .contains("answers 401", "a token is required");
      assertThat(ask(daemon, "routes", "lon1").err())
          .singleElement()
          .asString()
          .contains("answers 400", "prefix is no prefix");
      assertThat(ask(daemon, "incidents", "--state", "lost").err())
          .singleElement()
          .asString()
          .contains("answers 400", "state is none of");
    }
    CommandRun gone = run(new String[] {"sessions"}, "--url", "http://127.0.0.1:" + port);
    assertThat(gone.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(gone.err()).singleElement().asString().contains("cannot ask the daemon at");
    assertThat(run(new String[] {"status"}, "--url", "lon1").err())
        .singleElement()
        .asString()
        .contains("lon1 is no URL of a daemon");
    assertThat(CommandRun.of("status", "--token-file", folder + "/absent").err())
        .singleElement()
        .asString()
        .contains("cannot read the token");
    assertThat(CommandRun.of("routes").exitCode()).isEqualTo(ExitCode.USAGE);
  }
}

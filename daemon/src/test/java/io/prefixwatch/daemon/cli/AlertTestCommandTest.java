package io.prefixwatch.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.http.ServedDaemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AlertTestCommandTest {

  @TempDir private Path temp;

  private CommandRun run(String sinks, String... more) throws IOException {
    Path file =
        Files.writeString(
            temp.resolve("main.yaml"),
            "speaker: {asn: 64500, router-id: 192.0.2.1, listen: [\"127.0.0.1:0\"]}\nsinks:\n"
                + sinks);
    List<String> arguments = new ArrayList<>(List.of("alert-test", "-c", file.toString()));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  @Test
  void opensAndClosesATestAlertInEverySink() throws IOException {
    CommandRun done =
        run("  - {type: stdout, match: {severity: [critical]}}\n  - {type: file, path: a.jsonl}\n");

    assertThat(done.err())
        .containsExactly("prefixwatch: stdout: taken", "prefixwatch: file: taken");
    assertThat(done.exitCode()).isZero();
    List<String> lines = Files.readAllLines(temp.resolve("a.jsonl"));
    assertThat(done.out()).isEqualTo(lines);
    assertThat(lines).hasSize(2);
    JsonNode open = JsonMapper.shared().readTree(lines.get(0));
    JsonNode close = JsonMapper.shared().readTree(lines.get(1));
    assertThat(open.get("kind").asString()).isEqualTo("test.alert");
    assertThat(open.get("test").asBoolean()).isTrue();
    assertThat(open.get("action").asString()).isEqualTo("open");
    assertThat(close.get("action").asString()).isEqualTo("close");
    assertThat(close.get("incident_id")).isEqualTo(open.get("incident_id"));
  }

  @Test
  void saysWhichSinkDidNotTakeIt() throws IOException {
    CommandRun done =
        run(
            "  - {name: soc, type: webhook, url: \"https://127.0.0.1:9/hook\"}\n  - {type: stdout}\n");

    assertThat(String.join("\n", done.err()))
        .contains("soc: host 127.0.0.1 is at 127.0.0.1, which is not a public address")
        .contains("stdout: taken");
    assertThat(done.exitCode()).isEqualTo(ExitCode.FAILURE);
  }

  @Test
  void triesOnlyTheSinkThatIsNamed() throws IOException {
    CommandRun done =
        run("  - {type: stdout}\n  - {type: file, path: a.jsonl}\n", "--sink", "file");

    assertThat(done.exitCode()).isZero();
    assertThat(done.out()).isEmpty();
    assertThat(temp.resolve("a.jsonl")).exists();
  }

  @Test
  void knowsNoOtherSink() throws IOException {
    CommandRun done = run("  - {type: stdout}\n", "--sink", "fax");

    assertThat(done.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(String.join("\n", done.err())).contains("there is no sink fax (known: stdout)");
  }

  @Test
  void goesThroughTheRunningDaemonOrByItselfWhereThereIsNone() throws Exception {
    String sinks = "sinks: [{type: file, path: a.jsonl}]\n";
    Path file = temp.resolve("cli.yaml");
    String served;
    try (ServedDaemon daemon = ServedDaemon.start(temp, ServedDaemon.WRITABLE + sinks)) {
      served =
          ServedDaemon.WRITABLE.replace("127.0.0.1:0", "127.0.0.1:" + daemon.address().getPort());
      // The daemon's listener of BGP keeps its own port.
      Files.writeString(file, served + sinks);

      CommandRun through = CommandRun.of("alert-test", "-c", file.toString());

      assertThat(through.err()).containsExactly("prefixwatch: file: taken, by the running daemon");
      assertThat(through.exitCode()).isZero();
    }

    CommandRun alone = CommandRun.of("alert-test", "-c", file.toString());

    assertThat(String.join("\n", alone.err()))
        .contains("not through a running daemon: cannot ask the daemon at")
        .contains("file: taken");
    assertThat(alone.exitCode()).isZero();
    assertThat(Files.readAllLines(temp.resolve("a.jsonl"))).hasSize(4);
  }
}

package io.prefixwatch.daemon.config.section;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.config.ConfigFolder;
import io.prefixwatch.daemon.config.SinkSettings;
import io.prefixwatch.monitor.registry.DetectionSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectionAndSinksTest {

  @TempDir private Path temp;
  private ConfigFolder folder;

  @BeforeEach
  void setUp() {
    folder = new ConfigFolder(temp);
  }

  @Test
  void haveTheDefaultsOfTheMonitorAndStandardOutput() {
    folder.main(ConfigFolder.LONDON);

    assertThat(folder.config().detection()).isEqualTo(DetectionSettings.DEFAULT);
    assertThat(folder.config().sinks()).containsExactly(new SinkSettings.Stdout("stdout", false));
  }

  @Test
  void mapEveryKey() {
    folder.main(
        ConfigFolder.LONDON
            + """
            detection:
              hold-down: {availability: 10s, redundancy: 2m, close: 500ms}
              unobserved-max: 2d
              min-sessions: 2
              blackhole-communities: [64500:666, "65535:0"]
            sinks:
              - {name: console, type: stdout, events: true}
              - {name: log, type: file, path: logs/alerts.jsonl, events: true}
              - {type: file, path: /var/log/alerts.jsonl}
            """);

    assertThat(folder.config().detection())
        .isEqualTo(
            new DetectionSettings(
                Duration.ofSeconds(10),
                Duration.ofMinutes(2),
                Duration.ofMillis(500),
                Duration.ofDays(2),
                2,
                Set.of(64500 << 16 | 666, 65535 << 16)));
    assertThat(folder.config().sinks())
        .containsExactly(
            new SinkSettings.Stdout("console", true),
            new SinkSettings.LineFile("log", temp.resolve("logs/alerts.jsonl"), true),
            new SinkSettings.LineFile("file", Path.of("/var/log/alerts.jsonl"), false));
    assertThat(folder.problems()).isEmpty();
  }

  @Test
  void takeAnEmptyMappingOrListAsAbsent() {
    folder.main(ConfigFolder.LONDON + "detection:\n  hold-down:\nsinks:\nregistrations:\n");

    assertThat(folder.config().detection()).isEqualTo(DetectionSettings.DEFAULT);
    assertThat(folder.problems()).isEmpty();
  }

  @Test
  void warnAboutAllThatIsNotBuilt() {
    folder.main(
        ConfigFolder.LONDON
            + """
            detection: {watch-asns: [64501], learning: 7d, overrides: [{kind: leak.cone}]}
            sinks:
              - {name: soc, type: webhook, url: "https://soc.example/hook", match: {kind: [x]}}
            """);

    assertThat(folder.problems())
        .containsExactly(
            "main.yaml:5:34: warning: \"learning\" is not built yet and has no effect",
            "main.yaml:7:23: warning: sink type \"webhook\" is not built yet and has no effect",
            "main.yaml:7:32: warning: \"url\" is not built yet and has no effect",
            "main.yaml:7:65: warning: \"match\" is not built yet and has no effect");
    assertThat(folder.config().sinks()).containsExactly(new SinkSettings.Stdout("stdout", false));
    assertThat(folder.strict().errors()).hasSize(4);
  }

  @Test
  void refuseWhatIsWrong() {
    folder.main(
        ConfigFolder.LONDON
            + """
            detection: {hold-down: 30s, unobserved-max: 0s, blackhole-communities: ["1:2:3"]}
            sinks:
              - {type: stdout, path: a.jsonl}
              - {type: file}
              - {name: a, type: file, path: x.jsonl}
              - {name: a, type: file, path: y.jsonl}
              - {name: b, type: file, path: ./x.jsonl}
              - {name: c, type: fax}
              - {name: d}
            """);

    assertThat(folder.errors())
        .containsExactly(
            "main.yaml:5:24: hold-down: must be a mapping, not text (known keys: availability,"
                + " redundancy, close)",
            "main.yaml:5:45: unobserved-max: \"0s\" is too short (at least 1000ms)",
            "main.yaml:5:73: blackhole-communities: \"1:2:3\" is not a community (two numbers up to"
                + " 65535, such as 64500:666)",
            "main.yaml:7:26: path: a sink of type stdout has no file (write type: file)",
            "main.yaml:8:5: \"path\" is missing from this entry of \"sinks\" (expected: path:"
                + " alerts.jsonl)",
            "main.yaml:10:12: name: the sink name \"a\" stands twice; first at main.yaml:9:12 (give"
                + " each sink a name of its own)",
            "main.yaml:11:33: path: two sinks write to this file; first at main.yaml:9:33 (name"
                + " another file)",
            "main.yaml:12:21: type: \"fax\" is not known here (known: stdout, file, webhook,"
                + " syslog, kafka)",
            "main.yaml:13:5: \"type\" is missing from this entry of \"sinks\" (expected: type: and"
                + " one of `stdout`, `file`, `webhook`, `syslog`, `kafka`)");
  }
}

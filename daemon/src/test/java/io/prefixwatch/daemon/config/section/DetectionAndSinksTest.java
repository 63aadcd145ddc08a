package io.prefixwatch.daemon.config.section;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.config.ConfigFolder;
import io.prefixwatch.daemon.config.RecordFormat;
import io.prefixwatch.daemon.config.RotationSettings;
import io.prefixwatch.daemon.config.SinkCommon;
import io.prefixwatch.daemon.config.SinkSettings;
import io.prefixwatch.daemon.config.StoreSettings;
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
    assertThat(folder.config().sinks())
        .containsExactly(new SinkSettings.Stdout(SinkCommon.named("stdout")));
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
              - {type: file, path: /var/log/alerts.jsonl, format: bgpalerter}
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
            new SinkSettings.Stdout(SinkCommon.named("console").withEvents()),
            new SinkSettings.LineFile(
                SinkCommon.named("log").withEvents(),
                temp.resolve("logs/alerts.jsonl"),
                RotationSettings.NONE),
            new SinkSettings.LineFile(
                SinkCommon.named("file").rendered(RecordFormat.BGPALERTER),
                Path.of("/var/log/alerts.jsonl"),
                RotationSettings.NONE));
    assertThat(folder.problems()).isEmpty();
  }

  @Test
  void takeAnEmptyMappingOrListAsAbsent() {
    folder.main(ConfigFolder.LONDON + "detection:\n  hold-down:\nsinks:\nregistrations:\n");

    assertThat(folder.config().detection()).isEqualTo(DetectionSettings.DEFAULT);
    assertThat(folder.problems()).isEmpty();
  }

  @Test
  void readAWebhookWithWhatItWants() {
    folder.main(
        ConfigFolder.LONDON
            + """
            sinks:
              - name: soc
                type: webhook
                url: "http://127.0.0.1:9/hook"
                secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
                match: {severity: [critical, major], kind: [hijack.origin]}
                allow: [127.0.0.0/8]
                insecure: true
            store: {path: state, retention: 30d}
            """);

    assertThat(folder.problems()).isEmpty();
    SinkSettings.Webhook webhook = (SinkSettings.Webhook) folder.config().sinks().get(0);
    assertThat(webhook.match().severities()).containsExactlyInAnyOrder("critical", "major");
    assertThat(webhook.match().kinds()).containsExactly("hijack.origin");
    assertThat(webhook.match().customers()).isEmpty();
    assertThat(webhook.target().allow()).hasToString("[127.0.0.0/8]");
    assertThat(webhook.secret()).isNotNull();
    assertThat(webhook.toString()).doesNotContain("MfKQ");
    assertThat(folder.config().store())
        .isEqualTo(new StoreSettings(temp.resolve("state"), Duration.ofDays(30)));
  }

  @Test
  void refuseAWebhookThatCannotBeMeant() {
    folder.main(
        ConfigFolder.LONDON
            + """
            sinks:
              - {name: a, type: webhook}
              - {name: b, type: webhook, url: "http://soc.example/hook"}
              - {name: c, type: webhook, url: "ftp://soc.example/hook"}
              - {name: d, type: webhook, url: "https://me:word@soc.example/"}
              - {name: e, type: webhook, url: "https://soc.example/", secret: whsec_!}
              - {name: f, type: webhook, url: "https://soc.example/", match: {severity: [loud]}}
              - {name: g, type: webhook, url: "https://soc.example/", match: {sverity: [info]}}
            store: {retention: 1s, path: state}
            """);

    assertThat(folder.errors())
        .containsExactlyInAnyOrder(
            "main.yaml:6:5: \"url\" is missing from this entry of \"sinks\" (expected: url:"
                + " \"https://soc.example/hook\")",
            "main.yaml:7:35: url: is not encrypted: anybody on the way can read and change alerts"
                + " (write https, or insecure: true if that is meant)",
            "main.yaml:8:35: url: \"ftp://soc.example/hook\" is not a URL of a web server (expected"
                + " https://host/path)",
            "main.yaml:9:35: url: the value holds a password (leave it out; the secret signs each"
                + " request)",
            "main.yaml:10:67: secret: the value is not a webhook's secret (whsec_ and Base64, or a"
                + " text, of 1 to 80 octets)",
            "main.yaml:11:78: severity: \"loud\" is not known here (known: critical, major, minor,"
                + " info)",
            "main.yaml:12:67: unknown key \"sverity\" (did you mean \"severity\"?)",
            "main.yaml:13:20: retention: \"1s\" is too short (at least 3600000ms)");
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
            "main.yaml:7:26: path: a sink of type stdout has no \"path\" (known there: name, type,"
                + " events, match, heartbeat, format)",
            "main.yaml:8:5: \"path\" is missing from this entry of \"sinks\" (expected: path:"
                + " alerts.jsonl)",
            "main.yaml:10:12: name: the sink name \"a\" stands twice; first at main.yaml:9:12 (give"
                + " each sink a name of its own)",
            "main.yaml:11:33: path: two sinks write to this file; first at main.yaml:9:33 (name"
                + " another file)",
            "main.yaml:12:21: type: \"fax\" is not known here (known: stdout, file, webhook,"
                + " alertmanager, slack, mattermost, teams, pagerduty, syslog, email, kafka)",
            "main.yaml:13:5: \"type\" is missing from this entry of \"sinks\" (expected: type: and"
                + " one of `stdout`, `file`, `webhook`, `alertmanager`, `slack`, `mattermost`, `teams`,"
                + " `pagerduty`, `syslog`, `email`, `kafka`)");
  }
}

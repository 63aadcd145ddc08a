package io.prefixwatch.daemon.config.section;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.config.ConfigFolder;
import io.prefixwatch.daemon.config.HostPort;
import io.prefixwatch.daemon.config.RotationSettings;
import io.prefixwatch.daemon.config.SinkSettings;
import io.prefixwatch.daemon.config.SyslogSettings;
import io.prefixwatch.daemon.config.TlsFiles;
import io.prefixwatch.daemon.config.Transport;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys of each type of sink, and what is wrong with them. */
class SinksSectionTest {

  private static final String KEY = "0123456789abcdef0123456789abcdef";

  @TempDir private Path temp;
  private ConfigFolder folder;

  @BeforeEach
  void setUp() {
    folder = new ConfigFolder(temp);
  }

  private <T extends SinkSettings> T only(Class<T> type, String entry) {
    folder.main(ConfigFolder.LONDON + "sinks:\n  - " + entry + "\n");
    assertThat(folder.problems()).isEmpty();
    return type.cast(folder.config().sinks().get(0));
  }

  private void refused(String entry, String... complaints) {
    folder.main(ConfigFolder.LONDON + "sinks:\n  - " + entry + "\n");
    assertThat(folder.errors()).containsExactly(complaints);
  }

  @Test
  void rotateAFile() {
    String entry = "{type: file, path: a.jsonl, rotate: {size: 64MiB, every: 1d}, heartbeat: 60s}";

    SinkSettings.LineFile file = only(SinkSettings.LineFile.class, entry);

    assertThat(file.rotation())
        .isEqualTo(new RotationSettings(64L << 20, Duration.ofDays(1), 14, true));
    assertThat(file.common().heartbeat()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void refuseARotationThatIsNone() {
    refused(
        "{type: file, path: a.jsonl, rotate: {keep: 3}}",
        "main.yaml:6:41: \"size\" is missing from \"rotate\" (expected: size: 64MiB, or every: 1d,"
            + " or both)");
    refused(
        "{type: file, path: a.jsonl, rotate: {size: 64MB, every: 1s}}",
        "main.yaml:6:48: size: \"64MB\" is not a size (a number and a unit: 512KiB, 64MiB or 1GiB)",
        "main.yaml:6:61: every: \"1s\" is too short (at least 60000ms)");
  }

  @Test
  void readAnAlertmanager() {
    String entry = "{type: alertmanager, url: \"https://am.example/api/v2/alerts\", resend: 30s}";

    SinkSettings.Alertmanager sink = only(SinkSettings.Alertmanager.class, entry);

    assertThat(sink.resend()).isEqualTo(Duration.ofSeconds(30));
    assertThat(sink.name()).isEqualTo("alertmanager");
  }

  @Test
  void readAChat() {
    String url = "url: \"https://hooks.example/services/T0/s3cret\"";

    assertThat(only(SinkSettings.Chat.class, "{type: mattermost, " + url + "}").style())
        .isEqualTo(SinkSettings.Chat.Style.SLACK);
    SinkSettings.Chat teams = only(SinkSettings.Chat.class, "{type: teams, " + url + "}");
    assertThat(teams.style()).isEqualTo(SinkSettings.Chat.Style.TEAMS);
    assertThat(teams.toString()).doesNotContain("s3cret");
  }

  @Test
  void readAPagerThatKnowsWhereItsServiceIs() {
    SinkSettings.PagerDuty pager =
        only(SinkSettings.PagerDuty.class, "{type: pagerduty, routing-key: " + KEY + "}");

    assertThat(pager.target().url()).hasToString("https://events.pagerduty.com/v2/enqueue");
    assertThat(pager.toString()).doesNotContain(KEY);
  }

  @Test
  void refuseAPagerThatWouldWakeEverybodyOrHasNoKey() {
    refused(
        "{type: pagerduty, routing-key: my-key, heartbeat: 60s}",
        "main.yaml:6:36: routing-key: the value is not a routing key (the 32 letters and digits of"
            + " an integration)",
        "main.yaml:6:55: heartbeat: each would wake somebody (give them to another sink)");
  }

  @Test
  void readASyslogReceiver() {
    String entry =
        "{type: syslog, address: \"[2001:db8::1]:514\", transport: udp, facility: daemon,"
            + " body: record, format: cloudevents}";

    SinkSettings.Syslog syslog = only(SinkSettings.Syslog.class, entry);

    assertThat(syslog.receiver())
        .isEqualTo(
            new SyslogSettings(
                new HostPort("2001:db8::1", 514), Transport.UDP, TlsFiles.NONE, 3, 32_473, true));
  }

  @Test
  void refuseASyslogReceiverThatCannotBeMeant() {
    refused(
        "{type: syslog, transport: starttls, ca: none.pem, key: none.pem, format: native}",
        "main.yaml:6:5: \"address\" is missing from this entry of \"sinks\" (expected: address:"
            + " siem.example:6514)",
        "main.yaml:6:31: transport: \"starttls\" is none of this type of sink (known there: udp,"
            + " tcp, tls)",
        "main.yaml:6:60: key: stands alone (certificate and key go together)",
        "main.yaml:6:78: format: has no effect on a summary (write body: record, too)");
    refused(
        "{type: syslog, address: siem, transport: tcp, ca: none.pem, facility: local9}",
        "main.yaml:6:29: address: \"siem\" is not a host and port (such as siem.example:6514 or"
            + " [2001:db8::1]:514)",
        "main.yaml:6:55: ca: has no effect without TLS (write transport: tls, or leave it out)",
        "main.yaml:6:75: facility: \"local9\" is not known here (did you mean \"local0\"? known: "
            + "kern, user, mail, daemon, auth, syslog, lpr, news, uucp, cron, authpriv, ftp, ntp,"
            + " audit, alert, clock, local0, local1, local2, local3, local4, local5, local6,"
            + " local7)");
    refused(
        "{type: syslog, address: \"siem:514\", ca: none.pem}",
        "main.yaml:6:45: ca: there is no such file, or it may not be read (a file in PEM)");
  }

  @Test
  void refuseAKeyOfAnotherType() {
    refused(
        "{type: slack, url: \"https://hooks.example/x\", format: native}",
        "main.yaml:6:59: format: a sink of type slack has no \"format\" (known there: name, type,"
            + " events, match, heartbeat, url, allow, insecure)");
  }

  @Test
  void readAMailServer() {
    String entry =
        "{type: email, address: \"mail.example:587\", user: me, password: "
            + "s3cret".repeat(20)
            + ", from: p@example.com, to: [noc@example.com], window: 5m}";

    SinkSettings.Email email = only(SinkSettings.Email.class, entry);

    assertThat(email.mail().transport()).isEqualTo(Transport.STARTTLS);
    assertThat(email.mail().window()).isEqualTo(Duration.ofMinutes(5));
    assertThat(email.toString()).doesNotContain("s3cret");
  }

  @Test
  void refuseAMailServerThatCannotBeMeant() {
    refused(
        "{type: email, address: \"mail.example:25\", transport: tcp, user: me, to: [\"noc <noc@a>\"]}",
        "main.yaml:6:5: \"from\" is missing from this entry of \"sinks\" (expected: from:"
            + " prefixwatch@example.com)",
        "main.yaml:6:58: transport: is not encrypted: anybody on the way can read and change"
            + " alerts (leave it out, or write insecure: true if that is meant)",
        "main.yaml:6:69: user: stands alone (user and password go together)",
        "main.yaml:6:78: to: \"noc <noc@a>\" is not a mail address (such as noc@example.com,"
            + " without a name)");
  }

  @Test
  void readACluster() {
    String entry =
        "{type: kafka, brokers: [\"k1.example:9093\", \"k2.example:9093\"], topic: bgp.alerts,"
            + " user: me, password: s3cret}";

    SinkSettings.Kafka kafka = only(SinkSettings.Kafka.class, entry);

    assertThat(kafka.cluster().brokers()).hasSize(2);
    assertThat(kafka.cluster().transport()).isEqualTo(Transport.TLS);
    assertThat(kafka.cluster().mechanism()).isEqualTo("SCRAM-SHA-512");
    assertThat(kafka.toString()).doesNotContain("s3cret");
  }

  @Test
  void refuseAClusterThatCannotBeMeant() {
    refused(
        "{type: kafka, brokers: [], topic: \"a/b\", transport: udp}",
        "main.yaml:6:28: brokers: is empty (write brokers: [\"kafka.example:9093\"])",
        "main.yaml:6:39: topic: \"a/b\" is not a topic (letters, digits, dots, dashes and"
            + " underscores, up to 249)",
        "main.yaml:6:57: transport: \"udp\" is none of this type of sink (known there: tls, tcp)");
  }
}

package io.prefixwatch.daemon.cli;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import io.prefixwatch.daemon.fixture.DaemonProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run} as operators run it: the packed jar, a process, signals. */
class RunProcessIT {

  private static final String MAIN =
      """
      speaker: {asn: 64500, router-id: 192.0.2.1, listen: ["127.0.0.1:0"]}
      sites: [{id: lon1}]
      partners: [{id: acme, asns: [64496]}]
      sessions: [{id: acme-lon1, partner: acme, site: lon1, peer: {address: 127.0.0.2, asn: 64496}}]
      include: [customers/*.yaml]
      """;
  private static final String CONTOSO =
      """
      registrations:
        - {id: contoso, partner: acme, prefixes: [{prefix: 203.0.113.0/24, origins: [64501]}]}
      """;
  private static final String FABRIKAM =
      """
        - {id: fabrikam, prefixes: [{prefix: 198.51.100.0/24, origins: [64502]}]}
      """;

  @TempDir private Path temp;
  private Path config;
  private Path customers;

  @BeforeEach
  void writeConfiguration() throws IOException {
    config = Files.writeString(temp.resolve("main.yaml"), MAIN);
    Files.createDirectory(temp.resolve("customers"));
    customers = Files.writeString(temp.resolve("customers/all.yaml"), CONTOSO);
  }

  private DaemonProcess start() throws IOException {
    return DaemonProcess.start(temp, "run", "-c", config.toString());
  }

  private static ScriptedSpeaker connect(InetSocketAddress daemon) throws IOException {
    ScriptedSpeaker speaker = ScriptedSpeaker.connect(InetAddress.getByName("127.0.0.2"), daemon);
    speaker.establish(ScriptedSpeaker.plainOpen(64496, "192.0.2.2"));
    return speaker;
  }

  @Test
  void reloadsRegistrationsOnHangUpWithoutDroppingTheSession() throws Exception {
    try (DaemonProcess daemon = start();
        ScriptedSpeaker acme = connect(daemon.awaitListening())) {
      acme.send(anUpdate().announcing("198.51.100.0/24").via(64496, 64666));
      acme.send(anUpdate().announcing("203.0.113.0/24").via(64496, 64666));
      daemon.awaitStdout("\"registration\":\"contoso\"");
      assertThat(daemon.out()).doesNotContain("fabrikam");

      Files.writeString(customers, CONTOSO + FABRIKAM);
      daemon.signal("HUP");

      daemon.awaitStdout("\"registration\":\"fabrikam\"");
      acme.send(anUpdate().withdrawing("198.51.100.0/24").announcing("203.0.113.0/25").via(64496));
      daemon.awaitStdout("hijack.more-specific");
      assertThat(daemon.out()).doesNotContain("session.down");
      assertThat(daemon.err()).containsOnlyOnce("event=session-up").doesNotContain("session-down");
    }
  }

  @Test
  void keepsTheOldConfigurationWhereTheNewOneIsWrong() throws Exception {
    try (DaemonProcess daemon = start();
        ScriptedSpeaker acme = connect(daemon.awaitListening())) {
      Files.writeString(customers, CONTOSO + "  - {id: fabrikam, prefixs: []}\n");
      daemon.signal("HUP");
      daemon.awaitStderr("event=reload-refused");

      acme.send(anUpdate().announcing("203.0.113.0/24").via(64496, 64666));

      daemon.awaitStdout("hijack.origin");
      assertThat(daemon.err()).contains("all.yaml:3:20: unknown key \"prefixs\"");
    }
  }

  @Test
  void saysGoodByeAndDeliversEverythingOnTerminate() throws Exception {
    Path alerts = temp.resolve("alerts.jsonl");
    Files.writeString(config, MAIN + "sinks: [{name: log, type: file, path: alerts.jsonl}]\n");
    try (DaemonProcess daemon = start();
        ScriptedSpeaker acme = connect(daemon.awaitListening())) {
      for (int i = 0; i < 200; i++) {
        acme.send(anUpdate().announcing("203.0.113.0/24").via(64496, 65000 - i));
      }
      // The answer to a message behind them shows that they were read.
      acme.send(anUpdate().announcing("203.0.113.128/25").via(64496, 64501));
      Awaitility.await()
          .until(() -> Files.exists(alerts) && Files.readString(alerts).contains("more-specific"));

      daemon.signal("TERM");

      assertThat(acme.expectNotification().error()).isEqualTo(ErrorCode.ADMINISTRATIVE_SHUTDOWN);
      assertThat(daemon.exitCode()).isEqualTo(143);
      List<String> lines = Files.readAllLines(alerts);
      assertThat(lines).filteredOn(line -> line.contains("\"action\":\"open\"")).hasSize(201);
      assertThat(lines).noneMatch(line -> line.contains("session.down"));
      assertThat(daemon.out()).isEmpty();
    }
  }

  @Test
  void endsWith130OnInterrupt() throws Exception {
    assumeFalse(
        ignoresInterrupt(), "this shell started the build with SIGINT ignored, and so is the JVM");
    try (DaemonProcess daemon = start()) {
      daemon.awaitListening();

      daemon.signal("INT");

      assertThat(daemon.exitCode()).isEqualTo(130);
    }
  }

  /** A program that a script starts in the background inherits that SIGINT is ignored. */
  private static boolean ignoresInterrupt() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    String mask =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .findFirst()
            .orElse("SigIgn: 0");
    int interrupt = 2;
    return (Long.parseUnsignedLong(mask.substring(7).strip(), 16) & 1L << interrupt - 1) != 0;
  }

  @Test
  void saysOnceThatNothingIsStored() throws Exception {
    try (DaemonProcess daemon = start()) {
      daemon.awaitListening();

      assertThat(daemon.err()).containsOnlyOnce("kept in memory only");
      assertThat(daemon.out()).isEmpty();
    }
  }

  @Test
  void failsWhereTheAddressIsTaken() throws Exception {
    Path second = Files.createDirectory(temp.resolve("second"));
    try (DaemonProcess daemon = start()) {
      int port = daemon.awaitListening().getPort();
      Files.writeString(config, MAIN.replace("127.0.0.1:0", "127.0.0.1:" + port));

      try (DaemonProcess late = DaemonProcess.start(second, "run", "-c", config.toString())) {
        assertThat(late.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(late.err()).contains("cannot listen on 127.0.0.1:" + port);
      }
    }
  }

  @Test
  void refusesAWrongConfigurationBeforeItListens() throws Exception {
    Files.writeString(config, MAIN.replace("asn: 64500", "asn: x"));
    try (DaemonProcess daemon = start()) {
      assertThat(daemon.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(daemon.err()).contains("main.yaml:1:16: asn:").doesNotContain("event=listening");
    }
  }
}

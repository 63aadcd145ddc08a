package io.prefixwatch.daemon.load;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.fixture.DaemonProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many sessions of one daemon with a small heap, all with a hold time of nine seconds, while one
 * peer sends as fast as its socket takes it: nobody's keepalive is late, either way.
 */
class ManySessionsIT {

  private static final int HOLD_SECONDS = 9;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int FLOODING = 0;
  private static final int SENTINEL = 7;

  @TempDir private Path temp;

  @Test
  void keepsTwoHundredSessionsWhileOnePeerFloods() throws Exception {
    keep(200, Duration.ofSeconds(Long.getLong("prefixwatch.load.seconds", 12)));
  }

  @Test
  @Tag("long")
  void keepsAThousandSessionsForFiveMinutesWhileOnePeerFloods() throws Exception {
    keep(1_000, Duration.ofSeconds(Long.getLong("prefixwatch.load.seconds", 300)));
  }

  /** A named pipe that nobody opens: who writes to it waits for ever. */
  @Test
  @Tag("long")
  void keepsTheSessionsWhileASinkIsStuckAndOnePeerFloods() throws Exception {
    Process made = new ProcessBuilder("mkfifo", temp.resolve("stuck").toString()).start();
    assertThat(made.waitFor()).isZero();

    keep(
        200,
        Duration.ofSeconds(Long.getLong("prefixwatch.load.seconds", 30)),
        """
        sinks:
          - {name: out, type: stdout}
          - {name: stuck, type: file, path: stuck, events: true}
        """);
  }

  private void keep(int sessions, Duration time) throws Exception {
    keep(sessions, time, "");
  }

  private void keep(int sessions, Duration time, String sinks) throws Exception {
    Files.writeString(temp.resolve("main.yaml"), configuration(sessions) + sinks);
    try (DaemonProcess daemon = DaemonProcess.start(temp, command());
        ManyPeers peers = new ManyPeers(daemon.awaitListening())) {
      peers.establish(sessions, HOLD_SECONDS, PATIENCE);
      peers.peer(FLOODING).flood(Churn.piece());

      // Not a wait for something: for this long nothing may happen.
      Thread.sleep(time.toMillis());

      long floods = peers.peer(FLOODING).floodChunks();
      String figures = figures(daemon, peers, floods, time);
      assertThat(peers.complaints()).as(figures).isEmpty();
      assertThat(peers.established()).as(figures).isEqualTo(sessions);
      assertThat(floods).as("the flood flows").isGreaterThan(time.toSeconds());
      peers.peer(SENTINEL).send(anUpdate().announcing("203.0.113.0/24").via(64496, 64666).encode());
      daemon.awaitStdout("hijack.origin");
      assertThat(daemon.out())
          .contains("\"session\":\"peer-" + SENTINEL + "\"")
          .doesNotContain("session.down");
      System.out.println(figures);
    }
  }

  private List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-XX:+ExitOnOutOfMemoryError",
        "-jar",
        DaemonProcess.JAR.toString(),
        "run",
        "-c",
        temp.resolve("main.yaml").toString());
  }

  private static String configuration(int sessions) {
    StringBuilder yaml =
        new StringBuilder(
            """
            speaker:
              asn: 64500
              router-id: 192.0.2.1
              listen: ["127.0.0.1:0"]
              hold-time: %ds
            sites: [{id: lon1}]
            partners: [{id: acme, asns: [%d]}]
            registrations:
              - {id: contoso, partner: acme, prefixes: [{prefix: 203.0.113.0/24, origins: [64501]}]}
            sessions:
            """
                .formatted(HOLD_SECONDS, LoadPeer.ASN));
    for (int i = 0; i < sessions; i++) {
      yaml.append(
          "  - {id: peer-%d, partner: acme, site: lon1, peer: {address: %s, asn: %d}}\n"
              .formatted(i, ManyPeers.address(i), LoadPeer.ASN));
    }
    return yaml.toString();
  }

  private static String figures(DaemonProcess daemon, ManyPeers peers, long floods, Duration time)
      throws IOException {
    return "%d sessions up, %d UPDATEs taken in %d s, longest silence %d ms, peak memory %s"
        .formatted(
            peers.established(),
            floods * Churn.UPDATES,
            time.toSeconds(),
            peers.longestSilenceMillis(),
            peakMemory(daemon));
  }

  private static String peakMemory(DaemonProcess daemon) throws IOException {
    Path status = Path.of("/proc", Long.toString(daemon.pid()), "status");
    if (!Files.exists(status)) {
      return "unknown";
    }
    Matcher peak = Pattern.compile("VmHWM:\\s*(.*)").matcher(Files.readString(status));
    return peak.find() ? peak.group(1) : "unknown";
  }
}

package io.prefixwatch.daemon.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.epoll.Epoll;
import io.prefixwatch.daemon.fixture.DaemonProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packed jar, started as systemd starts it. */
class SupervisedProcessIT {

  private static final String CONFIG =
      """
      speaker: {asn: 64500, router-id: 192.0.2.1, listen: ["127.0.0.1:0"]}
      sessions: [{id: feed, kind: collector, peer: {address: 127.0.0.2, asn: 64496}}]
      """;

  @TempDir private Path temp;

  @Test
  void tellsItsWholeLife() throws Exception {
    Assumptions.assumeTrue(Epoll.isAvailable(), "datagrams in the Unix domain need Linux");
    Path config = Files.writeString(temp.resolve("main.yaml"), CONFIG);
    Path socket = temp.resolve("notify");
    List<String> command =
        List.of(
            "env",
            "NOTIFY_SOCKET=" + socket,
            "WATCHDOG_USEC=2500000",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-jar",
            DaemonProcess.JAR.toString(),
            "run",
            "-c",
            config.toString());
    try (NotifyReceiver systemd = new NotifyReceiver(socket.toString());
        DaemonProcess daemon = DaemonProcess.start(temp, command)) {
      systemd.await("READY=1\nSTATUS=1 sessions and 0 registered prefixes configured");
      assertThat(daemon.err()).contains("event=listening", "event=started");
      systemd.await("WATCHDOG=1");

      daemon.signal("HUP");
      systemd.await("RELOADING=1\nMONOTONIC_USEC=");

      daemon.signal("TERM");
      systemd.await("STOPPING=1");
      assertThat(daemon.exitCode()).isEqualTo(143);
      assertThat(systemd.messages().get(0)).startsWith("READY=1");
    }
  }
}

package io.prefixwatch.daemon.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.config.HostPort;
import io.prefixwatch.daemon.config.RecordFormat;
import io.prefixwatch.daemon.config.SinkCommon;
import io.prefixwatch.daemon.config.SinkSettings;
import io.prefixwatch.daemon.config.SyslogSettings;
import io.prefixwatch.daemon.config.TlsFiles;
import io.prefixwatch.daemon.config.Transport;
import io.prefixwatch.daemon.delivery.SampleRecords;
import io.prefixwatch.daemon.delivery.render.Rendering;
import io.prefixwatch.daemon.delivery.sink.SyslogSink;
import io.prefixwatch.daemon.fixture.OtherPrograms;
import io.prefixwatch.daemon.fixture.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real rsyslog: what it understands of a message, by each of the three ways there. */
class RsyslogInteropIT {

  private static final String RSYSLOGD = "/usr/sbin/rsyslogd";
  private static final String TLS_DRIVER = "/usr/lib/x86_64-linux-gnu/rsyslog/lmnsd_gtls.so";

  @TempDir private Path temp;
  private Path received;
  private RunningProgram program;
  private TestCertificate certificate;
  private int udp;
  private int tcp;
  private int tls;

  @BeforeEach
  void start() throws Exception {
    OtherPrograms.require(RSYSLOGD);
    certificate = TestCertificate.make(temp, "rsyslog");
    received = temp.resolve("received");
    udp = FreePorts.udp();
    tcp = FreePorts.tcp();
    tls = FreePorts.tcp();
    Path config =
        Files.writeString(
            temp.resolve("rsyslog.conf"),
            Template.render(
                "rsyslog.conf",
                Map.of(
                    "FOLDER", temp.toString(),
                    "CERTIFICATE", certificate.certificate().toString(),
                    "KEY", certificate.key().toString(),
                    "UDP", Integer.toString(udp),
                    "TCP", Integer.toString(tcp),
                    "TLS", Integer.toString(tls))));
    program =
        RunningProgram.start(
            List.of(RSYSLOGD, "-n", "-f", config.toString(), "-i", temp.resolve("pid").toString()),
            Map.of(),
            temp,
            temp.resolve("rsyslog.log"),
            false);
    Awaitility.await("rsyslog")
        .atMost(Duration.ofSeconds(30))
        .until(() -> listens(tcp) && listens(tls));
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @AfterEach
  void stop() {
    if (program != null) {
      program.close();
    }
  }

  private SyslogSink sink(int port, Transport transport, boolean whole) {
    TlsFiles files =
        transport == Transport.TLS
            ? new TlsFiles(certificate.certificate(), null, null)
            : TlsFiles.NONE;
    return new SyslogSink(
        new SinkSettings.Syslog(
            SinkCommon.named("siem"),
            new SyslogSettings(
                new HostPort("127.0.0.1", port), transport, files, 16, 32_473, whole)),
        Rendering.of(RecordFormat.NATIVE, "192.0.2.1"));
  }

  private List<String> awaitLines(int count) {
    Awaitility.await(count + " messages")
        .atMost(Duration.ofSeconds(30))
        .until(() -> Files.exists(received) && Files.readAllLines(received).size() >= count);
    try {
      return Files.readAllLines(received);
    } catch (IOException e) {
      throw new AssertionError(RunningProgram.tail(temp.resolve("rsyslog.log")), e);
    }
  }

  private void opensAndCloses(int port, Transport transport) throws IOException {
    try (SyslogSink sink = sink(port, transport, false)) {
      sink.write(SampleRecords.opened());
      sink.write(SampleRecords.closed());

      List<String> lines = awaitLines(2);

      assertThat(lines.get(0))
          .startsWith("local0|crit|prefixwatch|hijack.more-specific|[prefixwatch@32473 id=")
          .contains("|203.0.113.128/25 (inside Contoso");
      assertThat(lines.get(1)).startsWith("local0|notice|prefixwatch|").contains("\"close\"");
    }
  }

  @Test
  void understandsDatagrams() throws IOException {
    opensAndCloses(udp, Transport.UDP);
  }

  @Test
  void understandsCountedOctets() throws IOException {
    opensAndCloses(tcp, Transport.TCP);
  }

  @Test
  void understandsTls() throws IOException {
    OtherPrograms.require(TLS_DRIVER);
    opensAndCloses(tls, Transport.TLS);
  }

  @Test
  void hasTheWholeRecordAsItIs() throws IOException {
    try (SyslogSink sink = sink(tcp, Transport.TCP, true)) {
      sink.write(SampleRecords.opened());

      String line = awaitLines(1).get(0);

      assertThat(line.substring(line.indexOf("|{") + 1) + "\n")
          .isEqualTo(new String(SampleRecords.opened().line(), StandardCharsets.UTF_8));
    }
  }
}

package io.prefixwatch.daemon.delivery.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.prefixwatch.daemon.config.HostPort;
import io.prefixwatch.daemon.config.RecordFormat;
import io.prefixwatch.daemon.config.SinkCommon;
import io.prefixwatch.daemon.config.SinkSettings;
import io.prefixwatch.daemon.config.SyslogSettings;
import io.prefixwatch.daemon.config.TlsFiles;
import io.prefixwatch.daemon.config.Transport;
import io.prefixwatch.daemon.delivery.SampleRecords;
import io.prefixwatch.daemon.delivery.render.Rendering;
import io.prefixwatch.daemon.fixture.TestCertificate;
import io.prefixwatch.daemon.store.OutboxRecord;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Syslog against receivers of our own: what is on the wire, and what becomes of a lost one. */
class SyslogSinkTest {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final int PATIENCE_MILLIS = 30_000;

  @TempDir private Path temp;

  private static SyslogSink sink(int port, Transport transport, TlsFiles tls, boolean whole) {
    return new SyslogSink(
        new SinkSettings.Syslog(
            SinkCommon.named("siem"),
            new SyslogSettings(new HostPort("127.0.0.1", port), transport, tls, 16, 32_473, whole)),
        Rendering.of(RecordFormat.NATIVE, "192.0.2.1"));
  }

  private static SyslogSink tcp(ServerSocket server) {
    return sink(server.getLocalPort(), Transport.TCP, TlsFiles.NONE, false);
  }

  /** One message by its length. */
  private static String frame(InputStream in) throws IOException {
    int length = 0;
    for (int octet = in.read(); octet != ' '; octet = in.read()) {
      if (octet < '0' || octet > '9') {
        throw new AssertionError("no length but " + octet);
      }
      length = 10 * length + octet - '0';
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private static Socket accept(ServerSocket server) throws IOException {
    server.setSoTimeout(PATIENCE_MILLIS);
    Socket socket = server.accept();
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static String datagram(OutboxRecord record, boolean whole) throws IOException {
    try (DatagramSocket receiver = new DatagramSocket(0, LOOPBACK);
        SyslogSink sink = sink(receiver.getLocalPort(), Transport.UDP, TlsFiles.NONE, whole)) {
      receiver.setSoTimeout(PATIENCE_MILLIS);
      sink.write(record);
      DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
      receiver.receive(packet);
      return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void saysInHeaderAndStructuredDataWhatItIs() throws IOException {
    String message = datagram(SampleRecords.opened(), false);

    assertThat(message)
        .matches(
            "(?s)<130>1 2026-11-20T12:00:00\\.123456Z \\S+ prefixwatch \\d+ hijack\\.more-specific"
                + " \\[prefixwatch@32473 .*\\] 203\\.0\\.113\\.128/25 .*")
        .contains("severity=\"critical\" prefix=\"203.0.113.0/24\"", "suspect_asn=\"64666\"")
        .contains("observed=\"203.0.113.128/25\"");
  }

  @Test
  void closesAsANotice() throws IOException {
    assertThat(datagram(SampleRecords.closed(), false)).startsWith("<133>1 ");
  }

  @Test
  void takesTheSeverityOfAnEventFromItsLevel() throws IOException {
    assertThat(datagram(SampleRecords.event(), false))
        .startsWith("<132>1 ")
        .contains(" SessionDown ", "session=\"acme-lon1-a\"");
  }

  @Test
  void sendsTheWholeRecordWhereThatIsWanted() throws IOException {
    OutboxRecord event = SampleRecords.event();

    assertThat(datagram(event, true) + "\n")
        .endsWith("] " + new String(event.line(), StandardCharsets.UTF_8));
  }

  @Test
  void sendsTheSummaryWhereADatagramHasNoRoomForTheRecord() throws IOException {
    OutboxRecord large =
        SampleRecords.updated(2, line -> line.replace("is not", "is not".repeat(500)));

    assertThat(datagram(large, true)).endsWith("via acme at lon1").doesNotContain("is not");
  }

  @Test
  void escapesWhatWouldEndAParameterAndMarksWhatIsNotAscii() throws IOException {
    OutboxRecord record =
        SampleRecords.updated(
            2,
            line ->
                line.replace("\"customer\":\"Contoso\"", "\"customer\":\"a\\\"b]c\\\\d\\n<1>1\"")
                    .replace("\"summary\":\"", "\"summary\":\"Zürich\\u001b "));

    assertThat(datagram(record, false))
        .contains("customer=\"a\\\"b\\]c\\\\d <1>1\"")
        .contains("] \uFEFFZürich  203");
  }

  @Test
  void countsOctetsOnAStream() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK);
        SyslogSink sink = tcp(server)) {
      sink.write(SampleRecords.opened());
      sink.write(SampleRecords.closed());

      try (Socket receiver = accept(server)) {
        assertThat(frame(receiver.getInputStream())).startsWith("<130>1 ");
        assertThat(frame(receiver.getInputStream())).startsWith("<133>1 ");
      }
    }
  }

  /** As a receiver that is restarted does: what it had not read is gone. */
  @Test
  void sendsAgainWhatAReceiverMayNotHaveReadBeforeItWent() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 2, LOOPBACK);
        SyslogSink sink = tcp(server)) {
      sink.write(SampleRecords.opened());
      accept(server).close();

      Awaitility.await()
          .until(
              () -> {
                sink.tick();
                server.setSoTimeout(100);
                try (Socket second = server.accept()) {
                  second.setSoTimeout(PATIENCE_MILLIS);
                  return frame(second.getInputStream()).startsWith("<130>1 ");
                } catch (SocketTimeoutException e) {
                  return false;
                }
              });
    }
  }

  @Test
  void comesAgainWhereNobodyListens() throws IOException {
    int port;
    try (ServerSocket gone = new ServerSocket(0, 1, LOOPBACK)) {
      port = gone.getLocalPort();
    }
    try (SyslogSink sink = sink(port, Transport.TCP, TlsFiles.NONE, false)) {
      assertThatIOException()
          .isThrownBy(() -> sink.write(SampleRecords.opened()))
          .isNotInstanceOf(RecordRefusedException.class);
    }
  }

  @Test
  void sendsOverTlsToWhomItTrustsAndToNobodyElse() throws Exception {
    TestCertificate trusted = TestCertificate.make(temp, "trusted");
    TestCertificate other = TestCertificate.make(temp, "other");
    try (ServerSocket server =
        trusted.serverContext().getServerSocketFactory().createServerSocket(0, 2, LOOPBACK)) {
      CompletableFuture<String> received = new CompletableFuture<>();
      Thread receiver =
          new Thread(
              () -> {
                try (Socket refused = accept(server)) {
                  assertThat(refused.getInputStream().read()).isNegative();
                } catch (IOException e) {
                  // The handshake was broken off.
                }
                try (Socket socket = accept(server)) {
                  received.complete(frame(socket.getInputStream()));
                } catch (IOException e) {
                  received.completeExceptionally(e);
                }
              });
      receiver.start();

      try (SyslogSink wary = tls(server, other);
          SyslogSink sink = tls(server, trusted)) {
        assertThatIOException().isThrownBy(() -> wary.write(SampleRecords.opened()));
        sink.write(SampleRecords.opened());

        assertThat(received.get(30, TimeUnit.SECONDS)).startsWith("<130>1 ");
      }
    }
  }

  private static SyslogSink tls(ServerSocket server, TestCertificate trusted) {
    TlsFiles files = new TlsFiles(trusted.certificate(), null, null);
    return sink(server.getLocalPort(), Transport.TLS, files, false);
  }
}

package io.prefixwatch.daemon.delivery.sink;

import io.prefixwatch.daemon.config.SyslogSettings;
import io.prefixwatch.daemon.config.Transport;
import io.prefixwatch.daemon.tls.TlsContexts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Syslog over TCP and TLS, each message after its length (RFC 6587 section 3.4.1, RFC 5425). Used
 * by one thread.
 *
 * <p>A receiver never says what it has. What was sent in the last seconds before a connection ended
 * is sent again on the next one, so that a receiver that is restarted loses nothing; it may have it
 * twice.
 */
final class SyslogStream implements SyslogTransport {

  private static final int PATIENCE_MILLIS = 10_000;
  private static final int GOODBYE_MILLIS = 200;
  private static final long DOUBTFUL_NANOS = Duration.ofSeconds(5).toNanos();
  private static final int MOST_DOUBTFUL = 1_000;

  private final SyslogSettings settings;
  private final Deque<Sent> doubtful = new ArrayDeque<>();
  private @Nullable Socket socket;

  /** A message on its way, or beyond. */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  private record Sent(long nanos, byte[] frame) {}

  SyslogStream(SyslogSettings settings) {
    this.settings = settings;
  }

  @Override
  public int room() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void send(byte[] message) throws IOException {
    byte[] frame = framed(message);
    write(open(), frame);
    doubtful.addLast(new Sent(System.nanoTime(), frame));
    if (doubtful.size() > MOST_DOUBTFUL) {
      doubtful.removeFirst();
    }
  }

  private static byte[] framed(byte[] message) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.writeBytes((message.length + " ").getBytes(StandardCharsets.US_ASCII));
    frame.writeBytes(message);
    return frame.toByteArray();
  }

  /** Looks whether the receiver has gone. */
  @Override
  public void tick() throws IOException {
    Socket open = socket;
    if (open != null && !hasEnded(open)) {
      long now = System.nanoTime();
      while (!doubtful.isEmpty() && !isRecent(doubtful.getFirst(), now)) {
        doubtful.removeFirst();
      }
    } else if (open != null || !doubtful.isEmpty()) {
      close();
      open();
    }
  }

  private static boolean isRecent(Sent sent, long now) {
    return now - sent.nanos() < DOUBTFUL_NANOS;
  }

  private Socket open() throws IOException {
    Socket open = socket;
    if (open != null) {
      return open;
    }
    open = connect();
    socket = open;
    for (Sent sent : doubtful) {
      write(open, sent.frame());
    }
    return open;
  }

  private void write(Socket to, byte[] frame) throws IOException {
    try {
      to.getOutputStream().write(frame);
      to.getOutputStream().flush();
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** A receiver never sends anything: what can be read is the end. */
  private static boolean hasEnded(Socket socket) {
    try {
      socket.setSoTimeout(1);
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private Socket connect() throws IOException {
    // Of a channel, so that an end of the daemon interrupts it wherever it waits.
    Socket plain = SocketChannel.open().socket();
    try {
      String host = settings.server().host();
      InetSocketAddress address = new InetSocketAddress(host, settings.server().port());
      if (address.isUnresolved()) {
        throw new IOException("host " + host + " has no address");
      }
      plain.connect(address, PATIENCE_MILLIS);
      return settings.transport() == Transport.TLS ? secured(plain) : plain;
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  private Socket secured(Socket plain) throws IOException {
    plain.setSoTimeout(PATIENCE_MILLIS);
    SSLSocket secured =
        (SSLSocket)
            TlsContexts.of(settings.tls())
                .getSocketFactory()
                .createSocket(plain, settings.server().host(), settings.server().port(), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  @Override
  public void close() throws IOException {
    Socket open = socket;
    socket = null;
    if (open != null) {
      try (open) {
        // TLS may wait for the other side's good-bye.
        open.setSoTimeout(GOODBYE_MILLIS);
      }
    }
  }
}

package io.prefixwatch.daemon.delivery.sink;

import io.prefixwatch.daemon.config.HostPort;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Syslog over UDP, one message a datagram (RFC 5426). What is sent counts as taken, unless the
 * network says that nobody is there. Used by one thread.
 */
final class SyslogDatagrams implements SyslogTransport {

  /** What receivers should take (RFC 5426 section 3.2); more is up to them, and to fragments. */
  private static final int ROOM = 2_048;

  private final HostPort server;
  private @Nullable DatagramSocket socket;

  SyslogDatagrams(HostPort server) {
    this.server = server;
  }

  @Override
  public int room() {
    return ROOM;
  }

  @Override
  public void send(byte[] message) throws IOException {
    try {
      open().send(new DatagramPacket(message, message.length));
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private DatagramSocket open() throws IOException {
    DatagramSocket open = socket;
    if (open == null) {
      InetSocketAddress address = new InetSocketAddress(server.host(), server.port());
      if (address.isUnresolved()) {
        throw new IOException("host " + server.host() + " has no address");
      }
      open = new DatagramSocket();
      open.connect(address);
      socket = open;
    }
    return open;
  }

  @Override
  public void close() {
    DatagramSocket open = socket;
    socket = null;
    if (open != null) {
      open.close();
    }
  }
}

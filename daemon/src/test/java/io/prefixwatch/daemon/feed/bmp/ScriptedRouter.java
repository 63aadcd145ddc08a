package io.prefixwatch.daemon.feed.bmp;

import static io.prefixwatch.bgp.fixture.BmpBuilder.CAPABILITIES;

import io.prefixwatch.bgp.fixture.BmpBuilder;
import io.prefixwatch.bgp.speak.UpdateBuilder;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** A router that tells a station what a test wants, on a plain blocking socket. */
final class ScriptedRouter implements Closeable {

  private final Socket socket = new Socket();

  private ScriptedRouter(String from, InetSocketAddress to) throws IOException {
    socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
    socket.connect(to, 5_000);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(20_000);
  }

  /** Connects from a given local address; nothing is sent yet. */
  static ScriptedRouter connect(String from, InetSocketAddress to) throws IOException {
    return new ScriptedRouter(from, to);
  }

  /** The per-peer header of AS 64496 at this address, pre-policy. */
  static String peer(String address) {
    return BmpBuilder.peer(0, 0, "0".repeat(16), address, 64_496);
  }

  ScriptedRouter send(BmpBuilder messages) throws IOException {
    return send(messages.build());
  }

  ScriptedRouter send(byte[] octets) throws IOException {
    socket.getOutputStream().write(octets);
    socket.getOutputStream().flush();
    return this;
  }

  /** Initiation, and a Peer Up for each of these. */
  ScriptedRouter introduce(String... peers) throws IOException {
    send(new BmpBuilder().initiation("edge-1"));
    for (String peer : peers) {
      send(new BmpBuilder().peerUp(peer, CAPABILITIES, CAPABILITIES));
    }
    return this;
  }

  ScriptedRouter route(String peer, UpdateBuilder update) throws IOException {
    return send(new BmpBuilder().route(peer, update.encode()));
  }

  ScriptedRouter endOfRib(String peer) throws IOException {
    return send(new BmpBuilder().endOfRib(peer));
  }

  /** True if the other end closed and said nothing. */
  boolean isClosedWithoutAWord() {
    try {
      return socket.getInputStream().read() < 0;
    } catch (IOException reset) {
      return !(reset instanceof SocketTimeoutException);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

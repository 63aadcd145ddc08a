package io.prefixwatch.daemon.bench;

import io.prefixwatch.bgp.fixture.load.PeerLoad;
import io.prefixwatch.bgp.fixture.load.UpdateStream;
import io.prefixwatch.bgp.net.Address;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.HexFormat;
import java.util.concurrent.locks.LockSupport;

/**
 * A BGP speaker that connects from a loopback address of its own and sends what it is given as fast
 * as it is taken, or at a rate. What it receives is thrown away. One thread at a time sends.
 */
final class SendingPeer implements Closeable {

  /** Our own AS number in every contender's configuration. */
  static final int LOCAL_ASN = 65_534;

  private static final int LOOPBACK = 0x7F00_0001;
  private static final int HOLD_SECONDS = 600;
  private static final int PIECE = 1 << 20;
  private static final String MARKER = "ff".repeat(16);
  private static final byte[] KEEPALIVE = HexFormat.of().parseHex(MARKER + "001304");
  private static final byte[] END_OF_RIB =
      HexFormat.of().parseHex(MARKER + "00170200000000" + MARKER + "001d0200000006800f03000201");

  private final SocketChannel channel;
  private final Thread reader;
  private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);

  private SendingPeer(SocketChannel channel) {
    this.channel = channel;
    this.reader = new Thread(this::readAndForget, "peer-reader");
    reader.setDaemon(true);
  }

  /** The loopback address that a peer connects from: 127.0.0.2 for peer 1. */
  static String address(int peer) {
    return Address.ipv4(LOOPBACK + peer).toString();
  }

  /** Connects peer {@code number} and brings its session up; tries for half a minute. */
  static SendingPeer connect(int number, int port) throws IOException {
    return connect(Address.ipv4(LOOPBACK + number), PeerLoad.asn(number), port);
  }

  private static SendingPeer connect(Address from, int asn, int port) throws IOException {
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (true) {
      SocketChannel channel = SocketChannel.open();
      try {
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, 8 << 20);
        channel.bind(new InetSocketAddress(from.toInetAddress(), 0));
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        SendingPeer peer = new SendingPeer(channel);
        peer.open(asn, from.toInetAddress().getAddress());
        peer.reader.start();
        return peer;
      } catch (IOException e) {
        channel.close();
        if (System.nanoTime() > deadline) {
          throw e;
        }
        LockSupport.parkNanos(100_000_000);
      }
    }
  }

  private void open(int asn, byte[] identifier) throws IOException {
    String capabilities = "010400010001" + "010400020001" + "4104" + hex(asn, 8);
    int length = capabilities.length() / 2;
    String body =
        "04"
            + hex(asn, 4)
            + hex(HOLD_SECONDS, 4)
            + HexFormat.of().formatHex(identifier)
            + hex(length + 2, 2)
            + "02"
            + hex(length, 2)
            + capabilities;
    write(HexFormat.of().parseHex(MARKER + hex(19 + body.length() / 2, 4) + "01" + body));
    ByteBuffer in = ByteBuffer.allocate(4096).limit(0);
    while (nextType(in) != 1) {
      // Nothing but OPEN is awaited; a NOTIFICATION is followed by the end of the stream.
    }
    write(KEEPALIVE);
    while (nextType(in) != 4) {
      // The first KEEPALIVE says that the session is up.
    }
  }

  private static String hex(int value, int digits) {
    return String.format("%0" + digits + "x", value);
  }

  /** Reads one message and gives its type. */
  private int nextType(ByteBuffer in) throws IOException {
    while (in.remaining() < 19 || in.remaining() < in.getShort(in.position() + 16)) {
      in.compact();
      int read = channel.read(in);
      in.flip();
      if (read < 0) {
        throw new EOFException("the session was refused");
      }
    }
    int type = in.get(in.position() + 18);
    in.position(in.position() + in.getShort(in.position() + 16));
    return type;
  }

  private void readAndForget() {
    ByteBuffer in = ByteBuffer.allocateDirect(1 << 16);
    try {
      while (channel.read(in.clear()) >= 0) {
        // A monitor and a router without export policy send KEEPALIVE and nothing else.
      }
    } catch (IOException e) {
      // Closed, by us most likely.
    }
  }

  private synchronized void write(byte[] octets) throws IOException {
    write(octets, 0, octets.length);
  }

  /** Sends octets and waits until the kernel has taken them. */
  synchronized void write(byte[] octets, int from, int length) throws IOException {
    for (int at = from; at < from + length; at += PIECE) {
      piece.clear().put(octets, at, Math.min(PIECE, from + length - at)).flip();
      while (piece.hasRemaining()) {
        channel.write(piece);
      }
    }
  }

  /** Sends a whole stream, then the End-of-RIB of both families. */
  void send(UpdateStream stream) throws IOException {
    write(stream.octets(), 0, stream.length());
    write(END_OF_RIB);
  }

  /**
   * Sends a stream at a rate, in bursts of half a millisecond at most.
   *
   * @return when each message was handed to the kernel, in terms of {@link System#nanoTime}
   */
  long[] pace(UpdateStream stream, double perSecond) throws IOException {
    int[] starts = stream.starts();
    long[] sentAt = new long[stream.messages()];
    long begin = System.nanoTime();
    for (int i = 0; i < sentAt.length; i++) {
      long due = begin + (long) (i * 1e9 / perSecond);
      if (System.nanoTime() < due) {
        LockSupport.parkNanos(Math.max(500_000, due - System.nanoTime()));
      }
      sentAt[i] = System.nanoTime();
      write(stream.octets(), starts[i], starts[i + 1] - starts[i]);
    }
    return sentAt;
  }

  /**
   * Sends a stream at a rate, up to a time.
   *
   * @param until in terms of {@link System#nanoTime}
   * @return messages that were sent
   */
  int pace(UpdateStream stream, double perSecond, long until) throws IOException {
    int[] starts = stream.starts();
    long begin = System.nanoTime();
    int sent = 0;
    while (sent < stream.messages() && System.nanoTime() < until) {
      long due = begin + (long) (sent * 1e9 / perSecond);
      if (System.nanoTime() < due) {
        LockSupport.parkNanos(Math.max(5_000_000, due - System.nanoTime()));
      }
      write(stream.octets(), starts[sent], starts[sent + 1] - starts[sent]);
      sent++;
    }
    return sent;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

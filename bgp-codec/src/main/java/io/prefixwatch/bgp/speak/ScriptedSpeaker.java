package io.prefixwatch.bgp.speak;

import io.prefixwatch.bgp.capability.Capability;
import io.prefixwatch.bgp.capability.FourOctetAsnCapability;
import io.prefixwatch.bgp.capability.MultiprotocolCapability;
import io.prefixwatch.bgp.capability.RouteRefreshCapability;
import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.message.Decoded;
import io.prefixwatch.bgp.message.EndOfRib;
import io.prefixwatch.bgp.message.Frame;
import io.prefixwatch.bgp.message.Keepalive;
import io.prefixwatch.bgp.message.MessageType;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.message.Open;
import io.prefixwatch.bgp.message.OpenDecoder;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.RouterId;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A BGP speaker that does what a script says, on a plain blocking socket. One thread at a time.
 *
 * <p>Its hold time is long and it sends keepalives only when told: scripts are short.
 */
public final class ScriptedSpeaker implements Closeable {

  private static final int HOLD_TIME = 240;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;

  private ScriptedSpeaker(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  /** Connects from a given local address; nothing is sent yet. */
  public static ScriptedSpeaker connect(InetAddress from, InetSocketAddress to) throws IOException {
    Socket socket = new Socket();
    try {
      socket.bind(new InetSocketAddress(from, 0));
      socket.connect(to, 5_000);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(10_000);
      return new ScriptedSpeaker(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Speaks on a connection that was accepted elsewhere. */
  public static ScriptedSpeaker on(Socket accepted) throws IOException {
    accepted.setTcpNoDelay(true);
    accepted.setSoTimeout(10_000);
    return new ScriptedSpeaker(accepted);
  }

  /** The OPEN of an ordinary router: both families, 4-octet AS numbers, route refresh. */
  public static Open plainOpen(long asn, String routerId) {
    List<Capability> capabilities =
        List.of(
            new MultiprotocolCapability(Family.IPV4_UNICAST),
            new MultiprotocolCapability(Family.IPV6_UNICAST),
            new RouteRefreshCapability(),
            new FourOctetAsnCapability(asn));
    return Open.offering(asn, HOLD_TIME, RouterId.parse(routerId), capabilities);
  }

  /**
   * Brings the session up: OPEN and KEEPALIVE both ways.
   *
   * @return their OPEN
   */
  public Open establish(Open ours) throws IOException {
    send(ours.encode());
    Open theirs = expectOpen();
    send(Keepalive.INSTANCE.encode());
    expect(MessageType.KEEPALIVE);
    return theirs;
  }

  /** Reads their OPEN. */
  public Open expectOpen() throws IOException {
    byte[] message = expect(MessageType.OPEN);
    Decoded<Open> decoded = OpenDecoder.decode(message, 0, message.length);
    Open open = decoded.value();
    if (open == null) {
      throw new IOException("their OPEN is not acceptable: " + decoded.rejection());
    }
    return open;
  }

  /** Reads the next message, which must be of this type. */
  public byte[] expect(MessageType type) throws IOException {
    byte[] message = read();
    if (message == null || message[Frame.HEADER - 1] != type.code()) {
      String got = message == null ? "the end" : "type " + message[Frame.HEADER - 1];
      throw new IOException("expected " + type.label() + ", got " + got);
    }
    return message;
  }

  /**
   * Reads until a NOTIFICATION comes.
   *
   * @return null if the connection ends without one
   */
  public @Nullable Notification awaitNotification() throws IOException {
    for (byte[] message = read(); message != null; message = read()) {
      if (message[Frame.HEADER - 1] == MessageType.NOTIFICATION.code()) {
        return Notification.decode(message, 0, message.length);
      }
    }
    return null;
  }

  /** Reads until a NOTIFICATION comes; the connection must not end without one. */
  public Notification expectNotification() throws IOException {
    Notification notification = awaitNotification();
    if (notification == null) {
      throw new IOException("the connection ended without a NOTIFICATION");
    }
    return notification;
  }

  /** Reads one message; null at the end of the connection. */
  public byte @Nullable [] read() throws IOException {
    byte[] header = new byte[Frame.HEADER];
    try {
      in.readFully(header);
    } catch (EOFException e) {
      return null;
    }
    int length = (header[16] & 0xFF) << 8 | header[17] & 0xFF;
    byte[] message = Arrays.copyOf(header, length);
    in.readFully(message, Frame.HEADER, length - Frame.HEADER);
    return message;
  }

  /** Sends octets as they are. */
  public void send(byte[] octets) throws IOException {
    out.write(octets);
    out.flush();
  }

  public void send(UpdateBuilder update) throws IOException {
    send(update.encode());
  }

  public void sendKeepalive() throws IOException {
    send(Keepalive.INSTANCE.encode());
  }

  public void sendEndOfRib(Family family) throws IOException {
    send(EndOfRib.encode(family));
  }

  /** Says good-bye and closes. */
  public void cease(ErrorCode code) throws IOException {
    send(Notification.of(code).encode());
    close();
  }

  /** How long a read waits before it fails. */
  public void readTimeout(Duration timeout) throws IOException {
    socket.setSoTimeout((int) timeout.toMillis());
  }

  public InetAddress localAddress() {
    return socket.getLocalAddress();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

package io.prefixwatch.bgp.message;

import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Octets;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * NOTIFICATION: why the session ends (RFC 4271 section 4.5).
 *
 * @param error code and subcode; unassigned ones are kept
 * @param data what the code defines; for our own messages the faulty octets
 */
public record Notification(ErrorCode error, Octets data) implements BgpMessage {

  /** Most data octets that fit a message of 4,096. */
  public static final int MAX_DATA = Frame.MAX - Frame.HEADER - 2;

  /** A NOTIFICATION without data. */
  public static Notification of(ErrorCode error) {
    return new Notification(error, Octets.EMPTY);
  }

  /** Cease for too many prefixes of a family: which family, and how many it may have (RFC 4486). */
  public static Notification maximumPrefixes(Family family, int limit) {
    ByteBuffer data = ByteBuffer.allocate(7);
    data.putShort((short) family.afi()).put((byte) family.safi()).putInt(limit);
    return new Notification(ErrorCode.MAXIMUM_PREFIXES, Octets.of(data.array()));
  }

  /**
   * Decodes a whole message.
   *
   * @return null if it is too short to hold a code and a subcode; such a message is closed without
   *     an answer (RFC 4271 section 6.4)
   */
  public static @Nullable Notification decode(byte[] buffer, int from, int length) {
    int body = from + Frame.HEADER;
    if (length < Frame.HEADER + 2) {
      return null;
    }
    ErrorCode error = new ErrorCode(buffer[body] & 0xFF, buffer[body + 1] & 0xFF);
    return new Notification(error, Octets.copyOfRange(buffer, body + 2, from + length));
  }

  @Override
  public MessageType type() {
    return MessageType.NOTIFICATION;
  }

  /** The octets to send; data beyond {@link #MAX_DATA} is cut. */
  public byte[] encode() {
    int kept = Math.min(data.length(), MAX_DATA);
    byte[] message = new byte[Frame.HEADER + 2 + kept];
    message[Frame.HEADER] = (byte) error.code();
    message[Frame.HEADER + 1] = (byte) error.subcode();
    System.arraycopy(data.toByteArray(), 0, message, Frame.HEADER + 2, kept);
    return Frame.header(message, MessageType.NOTIFICATION);
  }

  /**
   * What a hard reset carries inside (RFC 8538 section 3.1), else this message itself. The true
   * cause is always here.
   */
  public Notification effective() {
    if (!error.equals(ErrorCode.HARD_RESET) || data.length() < 2) {
      return this;
    }
    return new Notification(
        new ErrorCode(data.at(0), data.at(1)), data.slice(2, data.length() - 2));
  }

  /**
   * The shutdown communication of RFC 9003, carried by Cease/2 and Cease/4.
   *
   * @return null if there is none, if its length lies, or if it is not UTF-8; not yet safe to print
   */
  public @Nullable String shutdownText() {
    Notification cause = effective();
    boolean carriesText =
        cause.error.equals(ErrorCode.ADMINISTRATIVE_SHUTDOWN)
            || cause.error.equals(ErrorCode.ADMINISTRATIVE_RESET);
    Octets text = cause.data;
    if (!carriesText || text.isEmpty() || text.at(0) == 0 || text.at(0) + 1 != text.length()) {
      return null;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(text.toByteArray(), 1, text.length() - 1))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}

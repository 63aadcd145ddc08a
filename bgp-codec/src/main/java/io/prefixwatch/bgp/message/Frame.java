package io.prefixwatch.bgp.message;

import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.net.Octets;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Finds message boundaries in a run of octets (RFC 4271 section 4.1 and 6.1, RFC 8654).
 *
 * <p>Stateless. A result is either the length of a whole message, {@link #NEED_MORE}, or {@link
 * #BROKEN}, in which case {@link #error} says what to answer.
 */
public final class Frame {

  /** Octets of marker, length and type. */
  public static final int HEADER = 19;

  /** Largest message without RFC 8654, and always of OPEN and KEEPALIVE. */
  public static final int MAX = 4096;

  /** Largest message where we advertised the extended message capability. */
  public static final int EXTENDED_MAX = 65535;

  /** More octets are needed to tell. */
  public static final int NEED_MORE = 0;

  /** The header is wrong; the connection cannot be read further. */
  public static final int BROKEN = -1;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Frame() {}

  /**
   * Looks at {@code buffer[from, to)}.
   *
   * @param extended whether we advertised extended messages: that alone permits receiving them
   * @return the length of the whole message that starts at {@code from}, {@link #NEED_MORE} or
   *     {@link #BROKEN}
   */
  public static int next(byte[] buffer, int from, int to, boolean extended) {
    int available = to - from;
    if (available < HEADER) {
      return markerSoFar(buffer, from, Math.min(available, 16)) ? NEED_MORE : BROKEN;
    }
    if (((long) LONG.get(buffer, from) & (long) LONG.get(buffer, from + 8)) != -1L) {
      return BROKEN;
    }
    int length = (buffer[from + 16] & 0xFF) << 8 | buffer[from + 17] & 0xFF;
    if (!lengthFits(length, buffer[from + 18] & 0xFF, extended)) {
      return BROKEN;
    }
    return available >= length ? length : NEED_MORE;
  }

  private static boolean markerSoFar(byte[] buffer, int from, int count) {
    for (int i = 0; i < count; i++) {
      if (buffer[from + i] != -1) {
        return false;
      }
    }
    return true;
  }

  private static boolean lengthFits(int length, int typeCode, boolean extended) {
    MessageType type = MessageType.of(typeCode);
    if (type == null || length < type.minLength()) {
      return false;
    }
    return switch (type) {
      case KEEPALIVE -> length == HEADER;
      case OPEN -> length <= MAX;
      case UPDATE, NOTIFICATION, ROUTE_REFRESH -> extended || length <= MAX;
    };
  }

  /**
   * What to answer to a header that {@link #next} called broken.
   *
   * @return 1/1 without data, 1/2 with the two length octets, or 1/3 with the type octet
   */
  public static Notification error(byte[] buffer, int from, int to, boolean extended) {
    if (!markerSoFar(buffer, from, Math.min(to - from, 16))) {
      return new Notification(ErrorCode.NOT_SYNCHRONIZED, Octets.EMPTY);
    }
    int length = (buffer[from + 16] & 0xFF) << 8 | buffer[from + 17] & 0xFF;
    int max = extended ? EXTENDED_MAX : MAX;
    @Nullable MessageType type = MessageType.of(buffer[from + 18] & 0xFF);
    if (length >= HEADER && length <= max && type == null) {
      return new Notification(ErrorCode.BAD_MESSAGE_TYPE, Octets.of(buffer[from + 18]));
    }
    return badLength(length);
  }

  /** 1/2 with the length as its data. */
  public static Notification badLength(int length) {
    return new Notification(
        ErrorCode.BAD_MESSAGE_LENGTH, Octets.of((byte) (length >>> 8), (byte) length));
  }

  /** Writes marker, length and type at the start of a message of its own array's length. */
  static byte[] header(byte[] message, MessageType type) {
    LONG.set(message, 0, -1L);
    LONG.set(message, 8, -1L);
    message[16] = (byte) (message.length >>> 8);
    message[17] = (byte) message.length;
    message[18] = (byte) type.code();
    return message;
  }
}

package io.prefixwatch.bgp.message;

import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Octets;
import org.jspecify.annotations.Nullable;

/**
 * ROUTE-REFRESH, and the markers of an enhanced one (RFC 2918, RFC 7313).
 *
 * @param family what is asked for, or delimited
 * @param subtype {@link #REQUEST}, {@link #BEGIN}, {@link #END}; others are kept and ignored
 */
public record RouteRefresh(Family family, int subtype) implements BgpMessage {

  /** Octets of the only form without ORF entries. */
  public static final int LENGTH = 23;

  /** A plain request. */
  public static final int REQUEST = 0;

  /** Beginning of Route Refresh, BoRR. */
  public static final int BEGIN = 1;

  /** End of Route Refresh, EoRR. */
  public static final int END = 2;

  /**
   * Judges the length of a whole message where enhanced route refresh is negotiated (RFC 7313
   * section 5).
   *
   * @return 7/1 with the message as its data for a BoRR or EoRR of a wrong length, else null: any
   *     other wrong length is ignored
   */
  public static @Nullable Notification lengthError(byte[] buffer, int from, int length) {
    int subtypeAt = from + Frame.HEADER + 2;
    if (length == LENGTH || subtypeAt >= from + length) {
      return null;
    }
    int subtype = buffer[subtypeAt] & 0xFF;
    if (subtype != BEGIN && subtype != END) {
      return null;
    }
    int kept = Math.min(length, Notification.MAX_DATA);
    return new Notification(
        ErrorCode.REFRESH_LENGTH, Octets.copyOfRange(buffer, from, from + kept));
  }

  /** Decodes a message of at least {@link #LENGTH} octets; ORF entries behind it are not read. */
  public static RouteRefresh decode(byte[] buffer, int from) {
    int body = from + Frame.HEADER;
    int afi = (buffer[body] & 0xFF) << 8 | buffer[body + 1] & 0xFF;
    return new RouteRefresh(Family.of(afi, buffer[body + 3] & 0xFF), buffer[body + 2] & 0xFF);
  }

  @Override
  public MessageType type() {
    return MessageType.ROUTE_REFRESH;
  }

  /** The 23 octets. */
  public byte[] encode() {
    byte[] message = new byte[LENGTH];
    message[Frame.HEADER] = (byte) (family.afi() >>> 8);
    message[Frame.HEADER + 1] = (byte) family.afi();
    message[Frame.HEADER + 2] = (byte) subtype;
    message[Frame.HEADER + 3] = (byte) family.safi();
    return Frame.header(message, MessageType.ROUTE_REFRESH);
  }
}

package io.prefixwatch.bgp.bmp;

import static io.prefixwatch.bgp.update.OctetAccess.u32;
import static io.prefixwatch.bgp.update.OctetAccess.u8;

/**
 * Finds message boundaries in a run of octets (RFC 7854 section 4.1).
 *
 * <p>Stateless. A result is either the length of a whole message, {@link #NEED_MORE}, or {@link
 * #BROKEN}, in which case {@link #error} says why. Nothing marks where a message begins, so a
 * broken header cannot be read past: the connection is of no use any more.
 */
public final class BmpFrame {

  /** Octets of version, length and type. */
  public static final int HEADER = 6;

  /**
   * Longest message that is read. The field could say 4 GiB; the longest thing that a message has
   * to hold is one BGP message of 65,535 octets, and this leaves as much again for what stands
   * around it.
   */
  public static final int MAX = 1 << 17;

  /** RFC 7854. */
  public static final int VERSION_3 = 3;

  /** RFC 7854 with TLVs in every message (draft-ietf-grow-bmp-tlv); some routers send it. */
  public static final int VERSION_4 = 4;

  /** More octets are needed to tell. */
  public static final int NEED_MORE = 0;

  /** The header is wrong; the connection cannot be read further. */
  public static final int BROKEN = -1;

  private BmpFrame() {}

  /**
   * Looks at {@code buffer[from, to)}.
   *
   * @return the length of the whole message that starts at {@code from}, {@link #NEED_MORE} or
   *     {@link #BROKEN}
   */
  public static int next(byte[] buffer, int from, int to) {
    int available = to - from;
    if (available >= 1 && !isKnown(u8(buffer, from))) {
      return BROKEN;
    }
    if (available < HEADER - 1) {
      return NEED_MORE;
    }
    long length = u32(buffer, from + 1);
    if (length < HEADER || length > MAX) {
      return BROKEN;
    }
    return available >= length ? (int) length : NEED_MORE;
  }

  private static boolean isKnown(int version) {
    return version == VERSION_3 || version == VERSION_4;
  }

  /** Why {@link #next} called the header at {@code from} broken. */
  public static String error(byte[] buffer, int from) {
    int version = u8(buffer, from);
    if (!isKnown(version)) {
      return "version " + version + " is neither 3 nor 4";
    }
    return "message length "
        + u32(buffer, from + 1)
        + " is impossible; "
        + HEADER
        + " to "
        + MAX
        + " is read";
  }
}

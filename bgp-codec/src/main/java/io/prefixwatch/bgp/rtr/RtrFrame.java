package io.prefixwatch.bgp.rtr;

import static io.prefixwatch.bgp.update.OctetAccess.u32;

/** Finds PDU boundaries in a run of octets (RFC 8210 section 5). Stateless. */
public final class RtrFrame {

  /** Octets of version, type, a field of two, and length. */
  public static final int HEADER = 8;

  /** Longest PDU that is read: an ASPA of ten thousand providers is shorter. */
  public static final int MAX = 1 << 16;

  /** More octets are needed to tell. */
  public static final int NEED_MORE = 0;

  /** The length is impossible; the connection cannot be read further. */
  public static final int BROKEN = -1;

  private RtrFrame() {}

  /**
   * Looks at {@code buffer[from, to)}.
   *
   * @return the length of the whole PDU that starts at {@code from}, {@link #NEED_MORE} or {@link
   *     #BROKEN}
   */
  public static int next(byte[] buffer, int from, int to) {
    int available = to - from;
    if (available < HEADER) {
      return NEED_MORE;
    }
    long length = u32(buffer, from + 4);
    if (length < HEADER || length > MAX) {
      return BROKEN;
    }
    return available >= length ? (int) length : NEED_MORE;
  }
}

package io.prefixwatch.bgp.bmp;

import io.prefixwatch.bgp.net.Octets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a router says about itself, a peer or an end, in TLVs (RFC 7854 section 4.4, RFC 9736).
 *
 * @param tlvs in the order received, known or not
 * @param omitted how many more there were; of the longest only the beginning is kept
 */
public record Information(List<Tlv> tlvs, int omitted) {

  /** Nothing was said. */
  public static final Information NONE = new Information(List.of(), 0);

  /** Free text, in every message. */
  public static final int STRING = 0;

  /** The router's description, in Initiation. */
  public static final int SYS_DESCR = 1;

  /** The router's name, in Initiation. */
  public static final int SYS_NAME = 2;

  /** The name of the table or VRF, in Peer Up and Peer Down (RFC 9069 section 5.2). */
  public static final int TABLE_NAME = 3;

  /** Most TLVs that are kept of a message. */
  static final int MAX_TLVS = 16;

  /** Most octets that are kept of a value. */
  static final int MAX_VALUE = 256;

  /**
   * One of them.
   *
   * @param type what it says; its numbers are those of the message that it stands in
   * @param value its first octets, {@value Information#MAX_VALUE} at most
   */
  public record Tlv(int type, Octets value) {}

  public Information {
    tlvs = List.copyOf(tlvs);
  }

  /** The first text of this type, null if there is none; not safe to print as it is. */
  public @Nullable String text(int type) {
    for (Tlv tlv : tlvs) {
      if (tlv.type == type) {
        return tlv.value.utf8();
      }
    }
    return null;
  }
}

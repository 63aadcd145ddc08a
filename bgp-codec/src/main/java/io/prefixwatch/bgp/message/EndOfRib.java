package io.prefixwatch.bgp.message;

import io.prefixwatch.bgp.net.Family;

/**
 * The End-of-RIB marker of RFC 4724 section 2.
 *
 * <p>The only UPDATE the daemon can send: a constant per family that announces nothing. A speaker
 * that advertised graceful restart owes it even with an empty table, and a restarting partner waits
 * for it.
 */
public final class EndOfRib {

  private static final int EMPTY_UPDATE = 23;

  private EndOfRib() {}

  /** The marker: the fixed 23 octets for IPv4 unicast, else an empty MP_UNREACH_NLRI. */
  public static byte[] encode(Family family) {
    if (family.equals(Family.IPV4_UNICAST)) {
      return Frame.header(new byte[EMPTY_UPDATE], MessageType.UPDATE);
    }
    byte[] message = new byte[EMPTY_UPDATE + 6];
    message[22] = 6; // total path attribute length
    message[23] = (byte) 0x80; // optional, non-transitive
    message[24] = 15; // MP_UNREACH_NLRI
    message[25] = 3;
    message[26] = (byte) (family.afi() >>> 8);
    message[27] = (byte) family.afi();
    message[28] = (byte) family.safi();
    return Frame.header(message, MessageType.UPDATE);
  }
}

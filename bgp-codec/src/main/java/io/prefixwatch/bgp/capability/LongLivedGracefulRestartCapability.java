package io.prefixwatch.bgp.capability;

import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Octets;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Long-lived graceful restart (RFC 9494 section 3). Shown, not acted upon.
 *
 * @param families what may stay stale, and for how long
 */
public record LongLivedGracefulRestartCapability(List<StaleFamily> families) implements Capability {

  /**
   * One family of the capability.
   *
   * @param family the family
   * @param forwarding F bit
   * @param staleTime seconds, 24 bits
   */
  public record StaleFamily(Family family, boolean forwarding, int staleTime) {}

  public LongLivedGracefulRestartCapability {
    families = List.copyOf(families);
  }

  @Override
  public int code() {
    return CapabilityCode.LONG_LIVED_GRACEFUL_RESTART;
  }

  @Override
  public Octets value() {
    ByteBuffer out = ByteBuffer.allocate(7 * families.size());
    for (StaleFamily entry : families) {
      out.putShort((short) entry.family.afi())
          .put((byte) entry.family.safi())
          .putInt((entry.forwarding ? 0x8000_0000 : 0) | entry.staleTime & 0xFF_FFFF);
    }
    return Octets.of(out.array());
  }
}

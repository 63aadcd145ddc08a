package io.prefixwatch.bgp.capability;

import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Octets;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Graceful restart (RFC 4724 section 3, N bit RFC 8538).
 *
 * @param restarting R bit: the speaker has just restarted
 * @param notification N bit: graceful restart also after a NOTIFICATION
 * @param restartTime seconds to wait for the session to come back, 0 to 4095
 * @param families what the speaker keeps forwarding for
 */
public record GracefulRestartCapability(
    boolean restarting, boolean notification, int restartTime, List<RestartFamily> families)
    implements Capability {

  /**
   * One family of the capability.
   *
   * @param family the family
   * @param forwarding F bit: forwarding state was preserved over the restart
   */
  public record RestartFamily(Family family, boolean forwarding) {}

  public GracefulRestartCapability {
    families = List.copyOf(families);
  }

  /** What a receiver that restarts nothing offers: time 0, no families, N bit set. */
  public static GracefulRestartCapability ofReceiver() {
    return new GracefulRestartCapability(false, true, 0, List.of());
  }

  @Override
  public int code() {
    return CapabilityCode.GRACEFUL_RESTART;
  }

  @Override
  public Octets value() {
    ByteBuffer out = ByteBuffer.allocate(2 + 4 * families.size());
    out.putShort(
        (short) ((restarting ? 0x8000 : 0) | (notification ? 0x4000 : 0) | restartTime & 0xFFF));
    for (RestartFamily entry : families) {
      out.putShort((short) entry.family.afi())
          .put((byte) entry.family.safi())
          .put((byte) (entry.forwarding ? 0x80 : 0));
    }
    return Octets.of(out.array());
  }
}

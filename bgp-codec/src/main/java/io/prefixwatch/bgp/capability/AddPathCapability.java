package io.prefixwatch.bgp.capability;

import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Octets;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * ADD-PATH (RFC 7911 section 4).
 *
 * @param families what the speaker can do for which family
 */
public record AddPathCapability(List<PathFamily> families) implements Capability {

  /** The speaker is able to receive several paths. */
  public static final int RECEIVE = 1;

  /** The speaker is able to send several paths. */
  public static final int SEND = 2;

  /**
   * One family of the capability.
   *
   * @param family the family
   * @param mode {@link #RECEIVE}, {@link #SEND}, or both (3)
   */
  public record PathFamily(Family family, int mode) {}

  public AddPathCapability {
    families = List.copyOf(families);
  }

  /** True if the speaker can do {@code mode} for this family. */
  public boolean offers(Family family, int mode) {
    return families.stream()
        .anyMatch(entry -> entry.family.equals(family) && (entry.mode & mode) != 0);
  }

  @Override
  public int code() {
    return CapabilityCode.ADD_PATH;
  }

  @Override
  public Octets value() {
    ByteBuffer out = ByteBuffer.allocate(4 * families.size());
    for (PathFamily entry : families) {
      out.putShort((short) entry.family.afi())
          .put((byte) entry.family.safi())
          .put((byte) entry.mode);
    }
    return Octets.of(out.array());
  }
}

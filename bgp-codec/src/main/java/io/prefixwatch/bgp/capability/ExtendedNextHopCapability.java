package io.prefixwatch.bgp.capability;

import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Octets;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Extended next hop encoding (RFC 8950 section 4).
 *
 * @param entries which families may come with a next hop of another address family
 */
public record ExtendedNextHopCapability(List<NextHopFamily> entries) implements Capability {

  /**
   * One entry of the capability.
   *
   * @param family of the NLRI
   * @param nextHopAfi AFI of the next hop
   */
  public record NextHopFamily(Family family, int nextHopAfi) {}

  public ExtendedNextHopCapability {
    entries = List.copyOf(entries);
  }

  /** IPv4 unicast routes may have an IPv6 next hop. */
  public static ExtendedNextHopCapability ipv6ForIpv4() {
    return new ExtendedNextHopCapability(
        List.of(new NextHopFamily(Family.IPV4_UNICAST, Family.AFI_IPV6)));
  }

  /** True if IPv4 unicast routes may have an IPv6 next hop. */
  public boolean allowsIpv6ForIpv4() {
    return entries.contains(new NextHopFamily(Family.IPV4_UNICAST, Family.AFI_IPV6));
  }

  @Override
  public int code() {
    return CapabilityCode.EXTENDED_NEXT_HOP;
  }

  @Override
  public Octets value() {
    ByteBuffer out = ByteBuffer.allocate(6 * entries.size());
    for (NextHopFamily entry : entries) {
      out.putShort((short) entry.family.afi())
          .putShort((short) entry.family.safi())
          .putShort((short) entry.nextHopAfi);
    }
    return Octets.of(out.array());
  }
}

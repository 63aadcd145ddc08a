package io.prefixwatch.bgp.net;

/**
 * An address family and subsequent address family (RFC 4760): what an NLRI is an NLRI of.
 *
 * @param afi address family identifier, 0 to 65535
 * @param safi subsequent address family identifier, 0 to 255
 */
public record Family(int afi, int safi) implements Comparable<Family> {

  /** AFI of IPv4 (IANA address family numbers). */
  public static final int AFI_IPV4 = 1;

  /** AFI of IPv6. */
  public static final int AFI_IPV6 = 2;

  /** SAFI of unicast forwarding (RFC 4760 section 6). */
  public static final int SAFI_UNICAST = 1;

  public static final Family IPV4_UNICAST = new Family(AFI_IPV4, SAFI_UNICAST);
  public static final Family IPV6_UNICAST = new Family(AFI_IPV6, SAFI_UNICAST);

  public Family {
    if (afi < 0 || afi > 0xFFFF || safi < 0 || safi > 0xFF) {
      throw new IllegalArgumentException("no such address family: afi " + afi + " safi " + safi);
    }
  }

  /** The family with these code points; unassigned ones are kept as they are. */
  public static Family of(int afi, int safi) {
    if (safi == SAFI_UNICAST && afi == AFI_IPV4) {
      return IPV4_UNICAST;
    }
    if (safi == SAFI_UNICAST && afi == AFI_IPV6) {
      return IPV6_UNICAST;
    }
    return new Family(afi, safi);
  }

  /** True for the two families whose routes we look into: IPv4 and IPv6 unicast. */
  public boolean isUnicast() {
    return safi == SAFI_UNICAST && (afi == AFI_IPV4 || afi == AFI_IPV6);
  }

  /** {@code ipv4-unicast}, {@code ipv6-unicast}, else {@code afi-25-safi-70}. */
  public String label() {
    if (isUnicast()) {
      return afi == AFI_IPV4 ? "ipv4-unicast" : "ipv6-unicast";
    }
    return "afi-" + afi + "-safi-" + safi;
  }

  @Override
  public int compareTo(Family other) {
    int byAfi = Integer.compare(afi, other.afi);
    return byAfi != 0 ? byAfi : Integer.compare(safi, other.safi);
  }

  @Override
  public String toString() {
    return label();
  }
}

package io.prefixwatch.bgp.update;

/**
 * What the octets of an UPDATE mean on one session. Immutable after OPEN; recordings and BMP make
 * their own.
 *
 * @param as4 AS numbers in AS_PATH and AGGREGATOR have four octets
 * @param ipv4Unicast the family was negotiated
 * @param ipv6Unicast the family was negotiated
 * @param addPathIpv4 IPv4 unicast NLRI carry path identifiers (RFC 7911)
 * @param addPathIpv6 IPv6 unicast NLRI carry path identifiers
 * @param ipv6NextHopForIpv4 RFC 8950 was negotiated
 * @param sort eBGP, iBGP or confederation
 * @param loopbackPeer the session's own peer address is a loopback address, so loopback next hops
 *     are what it must send
 * @param recorded a recording is read: it shows what was there, so eBGP discards, martian next hops
 *     and the confederation rule do not apply
 * @param policy the operator's settings
 */
public record ScanContext(
    boolean as4,
    boolean ipv4Unicast,
    boolean ipv6Unicast,
    boolean addPathIpv4,
    boolean addPathIpv6,
    boolean ipv6NextHopForIpv4,
    PeerSort sort,
    boolean loopbackPeer,
    boolean recorded,
    ParserPolicy policy) {

  /** A plain session: 4-octet AS numbers, both unicast families, nothing else. */
  public static ScanContext of(PeerSort sort) {
    return new ScanContext(
        true, true, true, false, false, false, sort, false, false, ParserPolicy.DEFAULT);
  }

  /** What a recording tells: any next hop, no session rules. */
  public static ScanContext recorded(boolean as4, boolean addPath) {
    return new ScanContext(
        as4, true, true, addPath, addPath, true, PeerSort.IBGP, true, true, ParserPolicy.DEFAULT);
  }

  public ScanContext withAs4(boolean value) {
    return new ScanContext(
        value,
        ipv4Unicast,
        ipv6Unicast,
        addPathIpv4,
        addPathIpv6,
        ipv6NextHopForIpv4,
        sort,
        loopbackPeer,
        recorded,
        policy);
  }

  public ScanContext withAddPath(boolean ipv4, boolean ipv6) {
    return new ScanContext(
        as4,
        ipv4Unicast,
        ipv6Unicast,
        ipv4,
        ipv6,
        ipv6NextHopForIpv4,
        sort,
        loopbackPeer,
        recorded,
        policy);
  }

  public ScanContext withIpv6NextHopForIpv4(boolean value) {
    return new ScanContext(
        as4,
        ipv4Unicast,
        ipv6Unicast,
        addPathIpv4,
        addPathIpv6,
        value,
        sort,
        loopbackPeer,
        recorded,
        policy);
  }

  public ScanContext withPolicy(ParserPolicy value) {
    return new ScanContext(
        as4,
        ipv4Unicast,
        ipv6Unicast,
        addPathIpv4,
        addPathIpv6,
        ipv6NextHopForIpv4,
        sort,
        loopbackPeer,
        recorded,
        value);
  }

  /** True where attributes that belong inside an AS are dropped. */
  boolean discardsInternalAttributes() {
    return sort == PeerSort.EBGP && !recorded;
  }
}

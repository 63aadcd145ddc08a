package io.prefixwatch.bgp.session;

import io.prefixwatch.bgp.capability.Role;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.RouterId;
import io.prefixwatch.bgp.update.ParserPolicy;
import io.prefixwatch.bgp.update.PeerSort;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What we offer to one peer and what we expect of it.
 *
 * @param localAsn our AS number
 * @param routerId our BGP identifier
 * @param peerAsn the AS number its OPEN must carry, {@link #ANY_ASN} for whatever it says
 * @param active we connect, too; a passive session only waits
 * @param holdTime seconds we offer, 0 or at least 3; 0 also accepts 0 from the peer
 * @param minHoldTime shortest hold time above 0 that we accept, seconds
 * @param families offered, in the order of the configuration
 * @param addPath we ask to receive several paths (RFC 7911)
 * @param loopbackPeer the peer's address is a loopback address
 * @param peerRole the neighbour's role towards us where it is configured (RFC 9234)
 * @param roleStrict a peer without the role capability is refused
 * @param policy the operator's settings for attributes
 * @param sort how the two ends relate
 */
public record SessionParameters(
    long localAsn,
    RouterId routerId,
    long peerAsn,
    boolean active,
    int holdTime,
    int minHoldTime,
    List<Family> families,
    boolean addPath,
    boolean loopbackPeer,
    @Nullable Role peerRole,
    boolean roleStrict,
    ParserPolicy policy,
    PeerSort sort) {

  /** Parameters of a session outside any confederation: the AS numbers tell its sort. */
  public SessionParameters(
      long localAsn,
      RouterId routerId,
      long peerAsn,
      boolean active,
      int holdTime,
      int minHoldTime,
      List<Family> families,
      boolean addPath,
      boolean loopbackPeer,
      @Nullable Role peerRole,
      boolean roleStrict,
      ParserPolicy policy) {
    this(
        localAsn,
        routerId,
        peerAsn,
        active,
        holdTime,
        minHoldTime,
        families,
        addPath,
        loopbackPeer,
        peerRole,
        roleStrict,
        policy,
        localAsn == peerAsn ? PeerSort.IBGP : PeerSort.EBGP);
  }

  /** The peer is known by its address alone; its OPEN says which AS it is. */
  public static final long ANY_ASN = 0;

  public SessionParameters {
    families = List.copyOf(families);
    if (holdTime < 0 || holdTime > 0xFFFF || holdTime == 1 || holdTime == 2) {
      throw new IllegalArgumentException("hold time " + holdTime + " s; RFC 4271 allows 0 or 3 on");
    }
  }
}

package io.prefixwatch.monitor.registry;

import java.util.List;

/**
 * What a registered prefix must satisfy on each PNI session of its partner. Immutable.
 *
 * @param communities that must be there, as text: standard or large
 * @param maxPathLength hops at most, prepending counted; 0 for any number
 * @param noPrivateAsn no AS number of RFC 6996
 * @param noPrepend no AS twice in a row
 * @param noBogonAsn no reserved AS number
 * @param noAsSet no AS_SET
 * @param nextHopNeighbor the next hop is the neighbour's address
 * @param consistent the sessions of the partner agree
 * @param rov what origin validation must say; on collectors, too
 */
public record Contract(
    List<String> communities,
    int maxPathLength,
    boolean noPrivateAsn,
    boolean noPrepend,
    boolean noBogonAsn,
    boolean noAsSet,
    boolean nextHopNeighbor,
    boolean consistent,
    RovRule rov) {

  /** Nothing is asked for. */
  public static final Contract NONE =
      new Contract(List.of(), 0, false, false, false, false, false, false, RovRule.OFF);

  /** {@code profile: peering-service}: everything but communities, which must be named. */
  public static final Contract PEERING_SERVICE =
      new Contract(List.of(), 3, true, true, true, true, true, true, RovRule.INVALID);

  public Contract {
    communities = List.copyOf(communities);
  }
}

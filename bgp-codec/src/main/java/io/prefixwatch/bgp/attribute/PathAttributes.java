package io.prefixwatch.bgp.attribute;

import io.prefixwatch.bgp.net.RouterId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The path attributes of one route, after RFC 7606 discards and the AS4 merges.
 *
 * <p>One record rather than a list of attributes: who reads it asks for a path or a community by
 * name, and absence is null (or an empty list of communities, which no speaker can tell apart from
 * absence). Equality is what "the same announcement again" means.
 *
 * @param origin ORIGIN, null if absent
 * @param asPath AS_PATH; {@link AsPath#EMPTY} if absent or empty
 * @param nextHop of the family the route belongs to, null if none was given
 * @param med MULTI_EXIT_DISC, unsigned 32 bits
 * @param localPref LOCAL_PREF, unsigned 32 bits; only on iBGP and in recordings
 * @param atomicAggregate whether ATOMIC_AGGREGATE is present
 * @param aggregator AGGREGATOR
 * @param communities COMMUNITIES
 * @param extendedCommunities EXTENDED COMMUNITIES
 * @param largeCommunities LARGE COMMUNITIES
 * @param originatorId ORIGINATOR_ID (RFC 4456)
 * @param clusterList CLUSTER_LIST (RFC 4456), empty if absent
 * @param otc Only to Customer, an AS number (RFC 9234)
 * @param unknown what we do not use, in the order of its type codes
 */
public record PathAttributes(
    @Nullable Origin origin,
    AsPath asPath,
    @Nullable NextHop nextHop,
    @Nullable Long med,
    @Nullable Long localPref,
    boolean atomicAggregate,
    @Nullable Aggregator aggregator,
    Communities communities,
    ExtendedCommunities extendedCommunities,
    LargeCommunities largeCommunities,
    @Nullable RouterId originatorId,
    List<RouterId> clusterList,
    @Nullable Long otc,
    List<UnknownAttribute> unknown) {

  public PathAttributes {
    clusterList = List.copyOf(clusterList);
    unknown = List.copyOf(unknown);
  }

  /** True if hops or communities are missing here that the route had, being over a limit. */
  public boolean isTruncated() {
    return asPath.isTruncated()
        || communities.isTruncated()
        || extendedCommunities.isTruncated()
        || largeCommunities.isTruncated();
  }

  /** The same with another path. */
  public PathAttributes withAsPath(AsPath path) {
    return new PathAttributes(
        origin,
        path,
        nextHop,
        med,
        localPref,
        atomicAggregate,
        aggregator,
        communities,
        extendedCommunities,
        largeCommunities,
        originatorId,
        clusterList,
        otc,
        unknown);
  }
}

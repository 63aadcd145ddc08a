package io.prefixwatch.monitor.detect;

import io.prefixwatch.bgp.attribute.Communities;
import io.prefixwatch.bgp.attribute.PathAttributes;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.registry.Session;
import java.time.Instant;

/**
 * A route as a session holds it. Immutable: another announcement makes another one.
 *
 * @param session who holds it
 * @param prefix for what
 * @param pathId which of several paths, {@link io.prefixwatch.bgp.message.Nlri#NO_PATH_ID} for none
 * @param attributes as received
 * @param since when these attributes came
 */
public record HeldRoute(
    Session session, Prefix prefix, long pathId, PathAttributes attributes, Instant since) {

  public RouteKey key() {
    return new RouteKey(session.id(), prefix, pathId);
  }

  /** Who originates it, and through whom. */
  public RouteOrigin origin() {
    return RouteOrigin.of(attributes.asPath(), session.peerAsn());
  }

  /** True if the peer asks to move traffic away, because the route will go (RFC 8326). */
  public boolean isDraining() {
    return attributes.communities().contains(Communities.GRACEFUL_SHUTDOWN);
  }

  /** True if some router keeps the route for a neighbour that is gone (RFC 9494). */
  public boolean isLongLivedStale() {
    return attributes.communities().contains(Communities.LLGR_STALE);
  }
}

package io.prefixwatch.monitor.detect;

import io.prefixwatch.bgp.net.Prefix;

/**
 * What a route is called: where it is held, for what, and which of several paths. Ordered, so that
 * maps of routes stay fast whatever prefixes and paths a peer chooses.
 *
 * @param session id of the session
 * @param prefix the prefix
 * @param pathId path identifier, {@link io.prefixwatch.bgp.message.Nlri#NO_PATH_ID} for none
 */
public record RouteKey(String session, Prefix prefix, long pathId) implements Comparable<RouteKey> {

  @Override
  public int compareTo(RouteKey other) {
    int byPrefix = prefix.compareTo(other.prefix);
    if (byPrefix != 0) {
      return byPrefix;
    }
    int byPath = Long.compare(pathId, other.pathId);
    return byPath != 0 ? byPath : session.compareTo(other.session);
  }
}

package io.prefixwatch.bgp.message;

import io.prefixwatch.bgp.net.Prefix;

/**
 * One reachability item: a prefix, and its path identifier where ADD-PATH is in use (RFC 7911).
 *
 * <p>Ordered by prefix, then path. Maps need the order, too: where a peer chooses keys that
 * collide, their bins become trees.
 *
 * @param prefix the prefix, host bits masked
 * @param pathId 0 to 4294967295, or {@link #NO_PATH_ID}
 */
public record Nlri(Prefix prefix, long pathId) implements Comparable<Nlri> {

  /** Where no path identifiers are carried. */
  public static final long NO_PATH_ID = -1;

  @Override
  public int compareTo(Nlri other) {
    int byPrefix = prefix.compareTo(other.prefix);
    return byPrefix != 0 ? byPrefix : Long.compare(pathId, other.pathId);
  }
}

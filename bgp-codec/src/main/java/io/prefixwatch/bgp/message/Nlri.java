package io.prefixwatch.bgp.message;

import io.prefixwatch.bgp.net.Prefix;

/**
 * One reachability item: a prefix, and its path identifier where ADD-PATH is in use (RFC 7911).
 *
 * @param prefix the prefix, host bits masked
 * @param pathId 0 to 4294967295, or {@link #NO_PATH_ID}
 */
public record Nlri(Prefix prefix, long pathId) {

  /** Where no path identifiers are carried. */
  public static final long NO_PATH_ID = -1;
}

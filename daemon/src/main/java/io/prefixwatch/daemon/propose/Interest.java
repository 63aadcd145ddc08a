package io.prefixwatch.daemon.propose;

import io.prefixwatch.bgp.net.Prefix;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What to propose.
 *
 * @param asns by whom; empty for anybody, unless prefixes are named
 * @param prefixes these and what is inside them; empty for any, unless ASes are named
 */
public record Interest(Set<Long> asns, List<Prefix> prefixes) {

  public Interest {
    asns = Set.copyOf(asns);
    prefixes = List.copyOf(prefixes);
  }

  /** True for a prefix of interest, or one by an AS of interest. */
  boolean includes(Prefix prefix, Collection<Long> origins) {
    if (asns.isEmpty() && prefixes.isEmpty()) {
      return true;
    }
    return origins.stream().anyMatch(asns::contains)
        || prefixes.stream().anyMatch(wanted -> wanted.covers(prefix));
  }

  /** True if somebody asked for this origin. */
  boolean names(long asn) {
    return asns.contains(asn);
  }
}

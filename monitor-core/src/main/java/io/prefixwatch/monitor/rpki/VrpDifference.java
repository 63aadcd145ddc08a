package io.prefixwatch.monitor.rpki;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.index.PrefixIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What changed between two tables: by prefix, max length and origin, never by when a VRP expires.
 * In half an hour of the real RPKI a dozen of these hide among ten thousand renewals.
 */
public final class VrpDifference {

  private final List<Vrp> added;
  private final List<Vrp> removed;
  private final PrefixIndex touched;

  private VrpDifference(List<Vrp> added, List<Vrp> removed) {
    this.added = List.copyOf(added);
    this.removed = List.copyOf(removed);
    TreeSet<Prefix> prefixes = new TreeSet<>();
    added.forEach(vrp -> prefixes.add(vrp.prefix()));
    removed.forEach(vrp -> prefixes.add(vrp.prefix()));
    touched = PrefixIndex.of(List.copyOf(prefixes));
  }

  /** What leads from one table to another. */
  public static VrpDifference between(VrpTable before, VrpTable after) {
    List<Vrp> added = new ArrayList<>();
    List<Vrp> removed = new ArrayList<>();
    collectMissing(after, before, added);
    collectMissing(before, after, removed);
    return new VrpDifference(added, removed);
  }

  private static void collectMissing(VrpTable of, VrpTable in, List<Vrp> missing) {
    of.forEach(
        (isIpv6, hi, lo, length, maxLength, asn, expires) -> {
          if (!in.contains(isIpv6, hi, lo, length, maxLength, asn)) {
            missing.add(new Vrp(new Prefix(isIpv6, hi, lo, length), maxLength, asn));
          }
        });
  }

  public List<Vrp> added() {
    return added;
  }

  public List<Vrp> removed() {
    return removed;
  }

  public boolean isEmpty() {
    return added.isEmpty() && removed.isEmpty();
  }

  /** True if the verdict on a route may have changed: something that covers it did. */
  public boolean touches(Prefix route) {
    return touched.longestCover(route) >= 0;
  }
}

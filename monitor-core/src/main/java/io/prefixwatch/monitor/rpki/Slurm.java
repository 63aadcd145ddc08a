package io.prefixwatch.monitor.rpki;

import io.prefixwatch.bgp.net.Prefix;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operator's own view of the RPKI (RFC 8416): filters take VRPs away, then assertions add some.
 * Immutable.
 */
public record Slurm(List<Filter> filters, List<Vrp> assertions) {

  /** Nothing is changed. */
  public static final Slurm NONE = new Slurm(List.of(), List.of());

  /**
   * Takes away every VRP that is inside the prefix and of the origin; what is null does not matter.
   */
  public record Filter(@Nullable Prefix prefix, @Nullable Long asn) {

    boolean takes(Prefix vrp, long origin) {
      return (prefix == null || prefix.covers(vrp)) && (asn == null || asn == origin);
    }
  }

  public Slurm {
    filters = List.copyOf(filters);
    assertions = List.copyOf(assertions);
  }

  /** Several files together (RFC 8416 section 4.2). */
  public Slurm and(Slurm other) {
    List<Filter> all = new ArrayList<>(filters);
    all.addAll(other.filters);
    List<Vrp> added = new ArrayList<>(assertions);
    added.addAll(other.assertions);
    return new Slurm(all, added);
  }

  /** Adds a table to what is being built, without what is filtered. */
  void filterInto(VrpTableBuilder builder, VrpTable table) {
    if (filters.isEmpty()) {
      builder.addAll(table);
      return;
    }
    table.forEach(
        (isIpv6, hi, lo, length, maxLength, asn, expires) -> {
          Prefix prefix = new Prefix(isIpv6, hi, lo, length);
          if (filters.stream().noneMatch(filter -> filter.takes(prefix, asn))) {
            builder.add(isIpv6, hi, lo, length, maxLength, asn, expires);
          }
        });
  }
}

package io.prefixwatch.bgp.bmp;

import io.prefixwatch.bgp.net.Family;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the router counted for a peer (RFC 7854 section 4.8, RFC 8671 section 6.2, RFC 9069 section
 * 5.5).
 *
 * @param statistics in the order received
 * @param omitted how many more there were, or of a length that is no number
 */
public record StatisticsReport(List<Statistic> statistics, int omitted) {

  /** Most numbers that are kept of a report. */
  static final int MAX_STATISTICS = 64;

  private static final String[] LABELS = {
    "rejected-prefixes",
    "duplicate-announcements",
    "duplicate-withdrawals",
    "cluster-list-loops",
    "as-path-loops",
    "originator-id-loops",
    "confederation-loops",
    "adj-rib-in-routes",
    "loc-rib-routes",
    "adj-rib-in-family-routes",
    "loc-rib-family-routes",
    "treat-as-withdraw-updates",
    "treat-as-withdraw-prefixes",
    "duplicate-updates",
    "adj-rib-out-pre-policy-routes",
    "adj-rib-out-post-policy-routes",
    "adj-rib-out-pre-policy-family-routes",
    "adj-rib-out-post-policy-family-routes"
  };

  /**
   * One number.
   *
   * @param type what is counted
   * @param family of which family; null for all of them
   * @param value unsigned, of 32 or 64 bits
   */
  public record Statistic(int type, @Nullable Family family, long value) {

    /** {@code adj-rib-in-routes=12}; the type's number where it has no name. */
    @Override
    public String toString() {
      String name = type < LABELS.length ? LABELS[type] : "type-" + type;
      String of = family == null ? "" : "[" + family + "]";
      return name + of + "=" + Long.toUnsignedString(value);
    }
  }

  public StatisticsReport {
    statistics = List.copyOf(statistics);
  }
}

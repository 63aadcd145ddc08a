package io.prefixwatch.monitor.topology;

import java.util.Set;

/**
 * What is known of the internet beyond our interconnects. Immutable.
 *
 * @param transitFree ASes that buy no transit: behind a peer or customer they have leaked
 * @param relationships who is whose provider or peer; {@link Relationships#NONE} if nobody says
 */
public record Topology(Set<Long> transitFree, Relationships relationships) {

  /** Nothing is known. */
  public static final Topology NONE = new Topology(Set.of(), Relationships.NONE);

  public Topology {
    transitFree = Set.copyOf(transitFree);
  }

  /** An AS with so many customers, or one that buys no transit, is a large provider. */
  private static final int MANY_CUSTOMERS = 50;

  /** True for networks that nobody's small customer should stand between. */
  public boolean isLarge(long asn) {
    return transitFree.contains(asn) || relationships.customers(asn) >= MANY_CUSTOMERS;
  }
}

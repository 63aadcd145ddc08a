package io.prefixwatch.monitor.rib;

import io.prefixwatch.bgp.update.ScanContext;
import io.prefixwatch.bgp.update.UpdateGlance;

/**
 * Reads what the UPDATEs that wait will look for, before each of them is handled: slots, columns,
 * attribute sets are too many for the processor's cache, and of many reads that do not depend on
 * each other it waits for all at once. Changes nothing, and nothing depends on it. Owned by one
 * {@link RouteTable}; allocates nothing.
 */
final class Foresight {

  private final UpdateGlance glance = new UpdateGlance();
  private final Ipv4Dictionary ipv4;
  private final Ipv6Dictionary ipv6;
  private final AttributeStore attributes;

  /** Of each prefix what was found of it last: its id, its attribute set. */
  private final int[] found = new int[UpdateGlance.MOST];

  Foresight(Ipv4Dictionary ipv4, Ipv6Dictionary ipv6, AttributeStore attributes) {
    this.ipv4 = ipv4;
    this.ipv6 = ipv6;
    this.attributes = attributes;
  }

  /**
   * Looks at as many messages as it can keep in mind.
   *
   * @return where to look again
   */
  int look(byte[] octets, int from, int to, ScanContext context, AdjRibIn four, AdjRibIn six) {
    int next = glance.read(octets, from, to, context);
    int known = 0;
    if (glance.ipv4Count() > 0) {
      known += ipv4.find(glance.ipv4(), glance.ipv4Count(), found);
      held(four, glance.ipv4Count());
    }
    if (glance.ipv6Count() > 0) {
      known += ipv6.find(glance, found);
      held(six, glance.ipv6Count());
    }
    // Of prefixes that are new there is little to read: a first table is faster without.
    return known * 4 < glance.ipv4Count() + glance.ipv6Count() ? to : next;
  }

  private void held(AdjRibIn rib, int count) {
    if (rib.size() > 0) {
      rib.held(found, count);
      attributes.foresee(found, count);
    }
  }
}

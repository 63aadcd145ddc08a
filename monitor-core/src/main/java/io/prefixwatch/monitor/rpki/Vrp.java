package io.prefixwatch.monitor.rpki;

import io.prefixwatch.bgp.net.Asn;
import io.prefixwatch.bgp.net.Prefix;

/**
 * A validated ROA payload (RFC 6811 section 2): who may originate a prefix, and how long.
 *
 * @param prefix what it covers
 * @param maxLength longest route that it allows; the prefix's own length to 32 or 128
 * @param asn the origin; 0 allows nobody (RFC 6483 section 4)
 */
public record Vrp(Prefix prefix, int maxLength, long asn) {

  public Vrp {
    if (maxLength < prefix.length() || maxLength > (prefix.ipv6() ? 128 : 32)) {
      throw new IllegalArgumentException("max length " + maxLength + " of " + prefix);
    }
    if (!Asn.isInRange(asn)) {
      throw new IllegalArgumentException(asn + " is not an AS number");
    }
  }

  /** {@code 203.0.113.0/24-24 AS64501}. */
  @Override
  public String toString() {
    return prefix + "-" + maxLength + " AS" + asn;
  }
}

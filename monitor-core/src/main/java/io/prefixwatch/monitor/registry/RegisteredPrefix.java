package io.prefixwatch.monitor.registry;

import io.prefixwatch.bgp.net.Prefix;
import org.jspecify.annotations.Nullable;

/**
 * One prefix of a registration with what is allowed.
 *
 * @param prefix the prefix
 * @param registration whose it is
 * @param origins who may originate it; empty only where nobody may ({@code announced} false)
 * @param maxLength longest more-specific that the origins may announce; at least the own length
 * @param upstreams who may stand left of the origin; null for anybody
 * @param announced false for a prefix that nobody should announce
 * @param rules what else is asked of it
 */
public record RegisteredPrefix(
    Prefix prefix,
    Registration registration,
    AsnSet origins,
    int maxLength,
    @Nullable AsnSet upstreams,
    boolean announced,
    PrefixRules rules) {

  /** A registered prefix of which nothing else is asked. */
  public RegisteredPrefix(
      Prefix prefix,
      Registration registration,
      AsnSet origins,
      int maxLength,
      @Nullable AsnSet upstreams,
      boolean announced) {
    this(prefix, registration, origins, maxLength, upstreams, announced, PrefixRules.NONE);
  }

  public RegisteredPrefix {
    if (maxLength < prefix.length() || maxLength > (prefix.ipv6() ? 128 : 32)) {
      throw new IllegalArgumentException(
          "max length " + maxLength + " of " + prefix + " is not within the prefix");
    }
    if (announced && origins.isEmpty()) {
      throw new IllegalArgumentException(prefix + " has no origin");
    }
  }
}

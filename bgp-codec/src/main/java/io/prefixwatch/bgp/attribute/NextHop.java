package io.prefixwatch.bgp.attribute;

import io.prefixwatch.bgp.net.Address;
import org.jspecify.annotations.Nullable;

/**
 * Where a route leads: NEXT_HOP, or the next hop of MP_REACH_NLRI.
 *
 * @param address the global address
 * @param linkLocal the second address of a 32-octet IPv6 next hop (RFC 2545 section 3)
 */
public record NextHop(Address address, @Nullable Address linkLocal) {}

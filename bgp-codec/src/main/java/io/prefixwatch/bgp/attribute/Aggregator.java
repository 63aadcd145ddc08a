package io.prefixwatch.bgp.attribute;

import io.prefixwatch.bgp.net.Address;

/**
 * AGGREGATOR, type 7, after the AS4_AGGREGATOR merge (RFC 4271 section 5.1.7, RFC 6793).
 *
 * @param asn who formed the aggregate
 * @param address its BGP identifier
 */
public record Aggregator(long asn, Address address) {}

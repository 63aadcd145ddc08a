package io.prefixwatch.bgp.mrt;

import io.prefixwatch.bgp.net.Address;

/**
 * A peer of the collector that made the recording.
 *
 * @param address its address on the session
 * @param asn its AS number
 */
public record RecordedPeer(Address address, long asn) {}

package io.prefixwatch.bgp.mrt;

import io.prefixwatch.bgp.net.Address;

/**
 * A peer of the collector that made the recording. Ordered, so that maps of peers stay fast
 * whatever a recording holds.
 *
 * @param address its address on the session
 * @param asn its AS number
 */
public record RecordedPeer(Address address, long asn) implements Comparable<RecordedPeer> {

  @Override
  public int compareTo(RecordedPeer other) {
    int byAddress = address.compareTo(other.address);
    return byAddress != 0 ? byAddress : Long.compare(asn, other.asn);
  }
}

package io.prefixwatch.bgp.mrt;

import io.prefixwatch.bgp.net.Address;
import org.jspecify.annotations.Nullable;

/**
 * Gives the same object for a peer that comes again, as nearly all do.
 *
 * <p>A fixed number of slots, newest wins: a recording of endless peers cannot fill the memory.
 */
final class PeerCache {

  private static final int SLOTS = 1024;

  private final @Nullable RecordedPeer[] peers = new RecordedPeer[SLOTS];

  RecordedPeer of(Address address, long asn) {
    int hash = 31 * address.hashCode() + Long.hashCode(asn);
    int slot = (hash ^ hash >>> 16) & SLOTS - 1;
    RecordedPeer known = peers[slot];
    if (known != null && known.asn() == asn && known.address().equals(address)) {
      return known;
    }
    RecordedPeer peer = new RecordedPeer(address, asn);
    peers[slot] = peer;
    return peer;
  }
}

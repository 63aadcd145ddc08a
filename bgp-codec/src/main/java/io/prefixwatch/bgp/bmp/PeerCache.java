package io.prefixwatch.bgp.bmp;

import io.prefixwatch.bgp.net.Address;
import org.jspecify.annotations.Nullable;

/**
 * Gives the same object for a peer that comes again, as nearly all do.
 *
 * <p>A fixed number of slots, newest wins: a router that names endless peers cannot fill the
 * memory.
 */
final class PeerCache {

  private static final int SLOTS = 1024;

  private final @Nullable MonitoredPeer[] peers = new MonitoredPeer[SLOTS];

  MonitoredPeer of(PeerType type, long distinguisher, boolean ipv6, long hi, long lo) {
    long mixed = (hi ^ Long.rotateLeft(lo, 29) ^ 31 * distinguisher) * 0x9E37_79B9_7F4A_7C15L;
    int slot = (int) (mixed >>> 48) + type.code() & SLOTS - 1;
    MonitoredPeer known = peers[slot];
    if (known != null && isSame(known, type, distinguisher, ipv6, hi, lo)) {
      return known;
    }
    MonitoredPeer peer = new MonitoredPeer(type, distinguisher, new Address(ipv6, hi, lo));
    peers[slot] = peer;
    return peer;
  }

  private static boolean isSame(
      MonitoredPeer known, PeerType type, long distinguisher, boolean ipv6, long hi, long lo) {
    Address address = known.address();
    return known.type() == type
        && known.distinguisher() == distinguisher
        && address.ipv6() == ipv6
        && address.hi() == hi
        && address.lo() == lo;
  }
}

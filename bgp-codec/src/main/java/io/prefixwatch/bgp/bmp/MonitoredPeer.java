package io.prefixwatch.bgp.bmp;

import io.prefixwatch.bgp.net.Address;

/**
 * A peer of a monitored router, as its messages name it: these three together tell peers apart (RFC
 * 7854 section 4.2). Ordered, so that maps of peers stay fast whatever a router says.
 *
 * @param type what kind of instance it is a peer of
 * @param distinguisher which instance; 0 for {@link PeerType#GLOBAL}
 * @param address the peer's; unspecified for {@link PeerType#LOC_RIB}
 */
public record MonitoredPeer(PeerType type, long distinguisher, Address address)
    implements Comparable<MonitoredPeer> {

  @Override
  public int compareTo(MonitoredPeer other) {
    int byType = type.compareTo(other.type);
    if (byType != 0) {
      return byType;
    }
    int byInstance = Long.compareUnsigned(distinguisher, other.distinguisher);
    return byInstance != 0 ? byInstance : address.compareTo(other.address);
  }

  /**
   * The instance in words: empty for the main one, {@code 64500:7} or {@code 192.0.2.1:7} for a
   * route distinguisher (RFC 4364 section 4.2), else {@code instance-7}.
   */
  public String instance() {
    if (distinguisher == 0 && type != PeerType.RD && type != PeerType.LOCAL) {
      return "";
    }
    if (type == PeerType.LOCAL) {
      return "instance-" + Long.toUnsignedString(distinguisher);
    }
    int kind = (int) (distinguisher >>> 48);
    int last = (int) distinguisher & 0xFFFF;
    return switch (kind) {
      case 0 -> (distinguisher >>> 32 & 0xFFFF) + ":" + (distinguisher & 0xFFFF_FFFFL);
      case 1 -> Address.ipv4((int) (distinguisher >>> 16)) + ":" + last;
      case 2 -> (distinguisher >>> 16 & 0xFFFF_FFFFL) + ":" + last;
      default -> "instance-" + Long.toUnsignedString(distinguisher);
    };
  }
}

package io.prefixwatch.bgp.bmp;

import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.bgp.net.RouterId;
import io.prefixwatch.bgp.update.OctetCursor;

/**
 * The per-peer header (RFC 7854 section 4.2): whom a message is about. Reused: valid only inside
 * the call that shows it.
 */
public final class PeerHeader {

  /** Octets of the header. */
  static final int LENGTH = 42;

  /** What {@link #time} returns where the router does not know. */
  public static final long UNKNOWN_TIME = 0;

  /** V: the address is an IPv6 address. */
  private static final int IPV6 = 0x80;

  /** L: after the import (or, with O, the export) policy. */
  private static final int POST_POLICY = 0x40;

  /** A: AS_PATH holds 2-octet numbers. */
  private static final int AS2 = 0x20;

  /** O: Adj-RIB-Out (RFC 8671 section 4). */
  private static final int OUT = 0x10;

  /** F, of a Loc-RIB only: the router shows a part of its Loc-RIB (RFC 9069 section 4.2). */
  private static final int FILTERED = 0x80;

  private static final int LAST_MICROSECOND = 999_999;

  private final PeerCache peers = new PeerCache();
  private MonitoredPeer peer = new MonitoredPeer(PeerType.GLOBAL, 0, Address.ipv4(0));
  private int flags;
  private long asn;
  private int routerId;
  private long time;

  PeerHeader() {}

  /** Reads the header; the caller has made sure that it is there, and that the type is known. */
  void read(PeerType type, OctetCursor cursor) {
    cursor.skip(1);
    flags = cursor.u8();
    long distinguisher = cursor.i64();
    long hi = cursor.i64();
    long lo = cursor.i64();
    // Where a field means nothing, what stands there must not make another peer.
    if (type == PeerType.GLOBAL) {
      distinguisher = 0;
    }
    if (type == PeerType.LOC_RIB) {
      peer = peers.of(type, distinguisher, false, 0, 0);
    } else if ((flags & IPV6) != 0) {
      peer = peers.of(type, distinguisher, true, hi, lo);
    } else {
      peer = peers.of(type, distinguisher, false, lo << 32, 0);
    }
    asn = cursor.u32();
    routerId = (int) cursor.u32();
    long seconds = cursor.u32();
    // A field above its range must not shift the message into another second.
    long micros = Math.min(cursor.u32(), LAST_MICROSECOND);
    time = seconds == 0 ? UNKNOWN_TIME : 1_000_000 * seconds + micros;
  }

  /** The same object for a peer that comes again, as nearly all do. */
  public MonitoredPeer peer() {
    return peer;
  }

  /** The flags octet as it came. */
  public int flags() {
    return flags;
  }

  private boolean isLocRib() {
    return peer.type() == PeerType.LOC_RIB;
  }

  /** Which table the message is about; of no meaning in Peer Up, Peer Down and Route Mirroring. */
  public RibView view() {
    if (isLocRib()) {
      return RibView.LOC_RIB;
    }
    boolean post = (flags & POST_POLICY) != 0;
    if ((flags & OUT) != 0) {
      return post ? RibView.ADJ_RIB_OUT_POST_POLICY : RibView.ADJ_RIB_OUT_PRE_POLICY;
    }
    return post ? RibView.POST_POLICY : RibView.PRE_POLICY;
  }

  /** True if AS_PATH holds 4-octet numbers; a Loc-RIB always does (RFC 9069 section 4.2). */
  public boolean as4() {
    return isLocRib() || (flags & AS2) == 0;
  }

  /** True if addresses of the message are IPv6 addresses. */
  boolean ipv6() {
    return peer.address().ipv6();
  }

  /** True if the router shows only a part of its Loc-RIB. */
  public boolean isFiltered() {
    return isLocRib() && (flags & FILTERED) != 0;
  }

  /** The peer's AS number; of a Loc-RIB, the router's own. */
  public long asn() {
    return asn;
  }

  /** The peer's BGP identifier; of a Loc-RIB, the router's own. */
  public RouterId routerId() {
    return new RouterId(routerId);
  }

  /** Microseconds since the epoch by the router's clock, or {@link #UNKNOWN_TIME}. */
  public long time() {
    return time;
  }
}

package io.prefixwatch.bgp.bmp;

import org.jspecify.annotations.Nullable;

/** What a per-peer header speaks of (RFC 7854 section 4.2, RFC 9069 section 4.1). */
public enum PeerType {
  /** A peer of the router's main routing instance. */
  GLOBAL(0),
  /** A peer in a VPN, told by its route distinguisher. */
  RD(1),
  /** A peer in another instance, told by a number of the router's own. */
  LOCAL(2),
  /** The router itself: what its Loc-RIB holds. */
  LOC_RIB(3);

  private static final PeerType[] BY_CODE = values();

  private final int code;

  PeerType(int code) {
    this.code = code;
  }

  /** The type with this code, or null if there is none. */
  public static @Nullable PeerType of(int code) {
    return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
  }

  public int code() {
    return code;
  }
}

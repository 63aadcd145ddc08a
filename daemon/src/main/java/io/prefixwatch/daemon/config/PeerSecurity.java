package io.prefixwatch.daemon.config;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the connections of one peer, or of all peers of a range, are protected below BGP. Has either
 * a password or TCP-AO keys, never both.
 *
 * @param password TCP MD5 key (RFC 2385)
 * @param aoKeys TCP-AO keys (RFC 5925), the preferred one first; empty for none
 * @param aoExcludesOptions whether TCP options other than TCP-AO are left out of the message code
 * @param ttlHops how far away the peer may be (GTSM, RFC 5082), 1 for a direct link; 0 for any
 */
public record PeerSecurity(
    @Nullable Secret password, List<AoKey> aoKeys, boolean aoExcludesOptions, int ttlHops) {

  /** Nothing but the address tells who it is. */
  public static final PeerSecurity NONE = new PeerSecurity(null, List.of(), false, 0);

  private static final int MAX_TTL = 255;

  public PeerSecurity {
    aoKeys = List.copyOf(aoKeys);
    if (password != null && !aoKeys.isEmpty()) {
      throw new IllegalArgumentException("TCP MD5 and TCP-AO exclude each other");
    }
  }

  /** True if segments must be signed. */
  public boolean isKeyed() {
    return password != null || hasAo();
  }

  /** True if segments must be signed by TCP-AO. */
  public boolean hasAo() {
    return !aoKeys.isEmpty();
  }

  /** True if a distance is required. */
  public boolean hasTtl() {
    return ttlHops > 0;
  }

  /** The lowest TTL or hop limit that a packet of the peer arrives with; 0 for any. */
  public int minTtl() {
    return hasTtl() ? MAX_TTL + 1 - ttlHops : 0;
  }

  /** True if both sign alike. */
  public boolean hasKeysOf(PeerSecurity other) {
    return Objects.equals(password, other.password)
        && aoKeys.equals(other.aoKeys)
        && aoExcludesOptions == other.aoExcludesOptions;
  }
}

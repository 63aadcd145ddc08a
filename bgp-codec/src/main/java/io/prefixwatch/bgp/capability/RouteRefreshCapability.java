package io.prefixwatch.bgp.capability;

import io.prefixwatch.bgp.net.Octets;

/** Route refresh (RFC 2918): the speaker answers a request by sending its routes again. */
public record RouteRefreshCapability() implements Capability {

  @Override
  public int code() {
    return CapabilityCode.ROUTE_REFRESH;
  }

  @Override
  public Octets value() {
    return Octets.EMPTY;
  }
}

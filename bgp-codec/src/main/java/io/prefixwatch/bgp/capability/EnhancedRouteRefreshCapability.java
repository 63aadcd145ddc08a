package io.prefixwatch.bgp.capability;

import io.prefixwatch.bgp.net.Octets;

/** Enhanced route refresh (RFC 7313): a refresh is delimited by BoRR and EoRR. */
public record EnhancedRouteRefreshCapability() implements Capability {

  @Override
  public int code() {
    return CapabilityCode.ENHANCED_ROUTE_REFRESH;
  }

  @Override
  public Octets value() {
    return Octets.EMPTY;
  }
}

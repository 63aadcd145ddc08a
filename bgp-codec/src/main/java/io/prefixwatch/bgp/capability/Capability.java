package io.prefixwatch.bgp.capability;

import io.prefixwatch.bgp.net.Octets;

/** One capability (RFC 5492 section 4). */
public sealed interface Capability
    permits MultiprotocolCapability,
        RouteRefreshCapability,
        ExtendedNextHopCapability,
        ExtendedMessageCapability,
        RoleCapability,
        GracefulRestartCapability,
        FourOctetAsnCapability,
        AddPathCapability,
        EnhancedRouteRefreshCapability,
        LongLivedGracefulRestartCapability,
        FqdnCapability,
        SoftwareVersionCapability,
        UnknownCapability {

  /** Code point (IANA, capability codes). */
  int code();

  /** The octets behind code and length. */
  Octets value();

  /** A name for people: of the code point, {@code unknown} if it has none here. */
  default String label() {
    return CapabilityCode.label(code());
  }
}

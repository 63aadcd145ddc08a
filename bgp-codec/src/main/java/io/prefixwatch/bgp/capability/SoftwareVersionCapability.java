package io.prefixwatch.bgp.capability;

import io.prefixwatch.bgp.net.Octets;

/**
 * What the speaker runs (draft-abraitis-bgp-version-capability).
 *
 * @param version not yet safe to print
 * @param value as received
 */
public record SoftwareVersionCapability(String version, Octets value) implements Capability {

  @Override
  public int code() {
    return CapabilityCode.SOFTWARE_VERSION;
  }
}

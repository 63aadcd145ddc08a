package io.prefixwatch.bgp.capability;

import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Octets;

/** Multiprotocol extensions (RFC 4760 section 8): the speaker carries this family. */
public record MultiprotocolCapability(Family family) implements Capability {

  @Override
  public int code() {
    return CapabilityCode.MULTIPROTOCOL;
  }

  @Override
  public Octets value() {
    return Octets.of(
        (byte) (family.afi() >>> 8), (byte) family.afi(), (byte) 0, (byte) family.safi());
  }
}

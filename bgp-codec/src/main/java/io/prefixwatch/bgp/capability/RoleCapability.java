package io.prefixwatch.bgp.capability;

import io.prefixwatch.bgp.net.Octets;

/**
 * BGP role of the sender (RFC 9234 section 4.1).
 *
 * @param role what the sender says it is
 */
public record RoleCapability(Role role) implements Capability {

  @Override
  public int code() {
    return CapabilityCode.ROLE;
  }

  @Override
  public Octets value() {
    return Octets.of((byte) role.code());
  }
}

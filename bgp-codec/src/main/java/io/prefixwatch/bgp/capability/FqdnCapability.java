package io.prefixwatch.bgp.capability;

import io.prefixwatch.bgp.net.Octets;

/**
 * Host and domain name of the speaker (draft-walton-bgp-hostname-capability).
 *
 * @param host not yet safe to print
 * @param domain not yet safe to print
 * @param value as received
 */
public record FqdnCapability(String host, String domain, Octets value) implements Capability {

  @Override
  public int code() {
    return CapabilityCode.FQDN;
  }
}

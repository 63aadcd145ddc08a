package io.prefixwatch.bgp.capability;

import io.prefixwatch.bgp.net.Octets;

/**
 * Four-octet AS numbers (RFC 6793 section 3).
 *
 * @param asn the speaker's AS number in full
 */
public record FourOctetAsnCapability(long asn) implements Capability {

  @Override
  public int code() {
    return CapabilityCode.FOUR_OCTET_ASN;
  }

  @Override
  public Octets value() {
    return Octets.of((byte) (asn >>> 24), (byte) (asn >>> 16), (byte) (asn >>> 8), (byte) asn);
  }
}

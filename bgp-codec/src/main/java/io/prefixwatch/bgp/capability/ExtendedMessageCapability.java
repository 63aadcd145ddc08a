package io.prefixwatch.bgp.capability;

import io.prefixwatch.bgp.net.Octets;

/** Extended messages (RFC 8654): the speaker can receive messages of up to 65,535 octets. */
public record ExtendedMessageCapability() implements Capability {

  @Override
  public int code() {
    return CapabilityCode.EXTENDED_MESSAGE;
  }

  @Override
  public Octets value() {
    return Octets.EMPTY;
  }
}

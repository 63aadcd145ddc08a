package io.prefixwatch.bgp.capability;

import io.prefixwatch.bgp.net.Octets;

/** A capability that we do not use, or that is malformed and therefore ignored; octets kept. */
public record UnknownCapability(int code, Octets value) implements Capability {}

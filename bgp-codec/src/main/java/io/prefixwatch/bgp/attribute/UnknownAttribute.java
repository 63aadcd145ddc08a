package io.prefixwatch.bgp.attribute;

import io.prefixwatch.bgp.net.Octets;

/**
 * A path attribute that we do not use: framed, bounded, never looked into.
 *
 * @param type its type code, 0 to 255
 * @param flags its flags octet as received
 * @param value its octets
 */
public record UnknownAttribute(int type, int flags, Octets value) {}

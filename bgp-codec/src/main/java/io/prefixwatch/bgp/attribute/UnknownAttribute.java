package io.prefixwatch.bgp.attribute;

import io.prefixwatch.bgp.net.Octets;

/**
 * A path attribute that we do not use: framed, bounded, never looked into.
 *
 * @param type its type code, 0 to 255
 * @param flags its flags octet as received
 * @param value its octets, perhaps only the first of them
 * @param length how many octets it had on the wire
 */
public record UnknownAttribute(int type, int flags, Octets value, int length) {

  /** An attribute with all of its octets. */
  public UnknownAttribute(int type, int flags, Octets value) {
    this(type, flags, value, value.length());
  }
}

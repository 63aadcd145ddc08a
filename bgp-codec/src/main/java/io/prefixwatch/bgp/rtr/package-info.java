/**
 * RPKI to Router, versions 0 to 2 (RFC 6810, RFC 8210, draft-ietf-sidrops-8210bis): PDUs, and the
 * router's side of the protocol without I/O or clock.
 *
 * <p>Octets never raise an exception: they end in a PDU or an {@link
 * io.prefixwatch.bgp.rtr.RtrFault}. Start reading at {@link io.prefixwatch.bgp.rtr.RtrClient}.
 */
@NullMarked
package io.prefixwatch.bgp.rtr;

import org.jspecify.annotations.NullMarked;

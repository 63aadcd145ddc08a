/**
 * The BGP Monitoring Protocol (RFC 7854, Adj-RIB-Out RFC 8671, Loc-RIB RFC 9069): what a router
 * tells a station about its peers.
 *
 * <p>{@link io.prefixwatch.bgp.bmp.BmpFrame} finds whole messages in octets that arrive; {@link
 * io.prefixwatch.bgp.bmp.BmpParser} reads one message and tells a {@link
 * io.prefixwatch.bgp.bmp.BmpHandler} what it holds; {@link
 * io.prefixwatch.bgp.bmp.BmpParser#parseAll} does both. UPDATEs are handed out as ranges of the
 * caller's array, with {@link io.prefixwatch.bgp.bmp.UpdateContexts} saying how {@link
 * io.prefixwatch.bgp.update.UpdateScan} has to read them. No octets cause an exception: what is
 * damaged ends in a {@link io.prefixwatch.bgp.bmp.BmpFault}.
 */
@NullMarked
package io.prefixwatch.bgp.bmp;

import org.jspecify.annotations.NullMarked;

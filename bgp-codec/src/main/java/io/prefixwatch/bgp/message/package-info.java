/**
 * The five BGP messages as values, each with its octets one way and back (RFC 4271 section 4, RFC
 * 2918), and the framing they share.
 *
 * <p>UPDATE is decoded in {@link io.prefixwatch.bgp.update}; what this package writes is only what
 * a listener says: OPEN, KEEPALIVE, NOTIFICATION, ROUTE-REFRESH and the constant End-of-RIB.
 */
@NullMarked
package io.prefixwatch.bgp.message;

import org.jspecify.annotations.NullMarked;

/**
 * The fast path of UPDATE: one reusable scan over an octet range, full decode only on demand.
 *
 * <p>{@link io.prefixwatch.bgp.update.UpdateScan} makes one pass over the attribute headers, judges
 * everything RFC 7606 asks for and leaves cursors over the NLRI as primitives; it allocates nothing
 * for a well-formed message. {@link io.prefixwatch.bgp.update.AttributeDecoder} builds values for
 * the few routes that somebody looks at. Sockets, MRT, BMP and tests share the same {@code byte[]}
 * ranges. Nothing of one message is kept for the next.
 */
@NullMarked
package io.prefixwatch.bgp.update;

import org.jspecify.annotations.NullMarked;

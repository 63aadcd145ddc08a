/**
 * Recorded BGP: reads MRT files (RFC 6396, ADD-PATH RFC 8050) as a stream, in constant memory.
 *
 * <p>{@link io.prefixwatch.bgp.mrt.MrtReader} finds whole records in octets that arrive; {@link
 * io.prefixwatch.bgp.mrt.MrtParser} reads one record and tells a {@link
 * io.prefixwatch.bgp.mrt.MrtHandler} what it holds. Messages and attributes are handed out as
 * ranges of the reader's own array, ready for {@link io.prefixwatch.bgp.update.UpdateScan}. No
 * octets cause an exception: what is damaged ends in an {@link io.prefixwatch.bgp.mrt.MrtFault}.
 */
@NullMarked
package io.prefixwatch.bgp.mrt;

import org.jspecify.annotations.NullMarked;

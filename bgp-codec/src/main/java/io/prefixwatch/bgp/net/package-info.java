/**
 * The values everything else is made of: addresses, prefixes, AS numbers, address families.
 *
 * <p>Immutable, without I/O, with one canonical text form each. Text is parsed through the
 * IPAddress library at the edge; the hot paths use the two {@code long} halves directly. Start
 * reading at {@link io.prefixwatch.bgp.net.Prefix}.
 */
@NullMarked
package io.prefixwatch.bgp.net;

import org.jspecify.annotations.NullMarked;

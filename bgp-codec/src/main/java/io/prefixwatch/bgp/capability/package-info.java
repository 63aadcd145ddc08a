/**
 * Capabilities that a speaker offers in OPEN (RFC 5492), one small file each.
 *
 * <p>What is unknown, or known but malformed in a way the RFC says to ignore, is kept as {@link
 * io.prefixwatch.bgp.capability.UnknownCapability}.
 */
@NullMarked
package io.prefixwatch.bgp.capability;

import org.jspecify.annotations.NullMarked;

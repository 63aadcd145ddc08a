/**
 * Sessions of the packaged daemon with BGP speakers that we did not write.
 *
 * <p>{@link io.prefixwatch.daemon.interop.LiveScript} is the table of what a router does and what
 * the daemon must say; a {@link io.prefixwatch.daemon.interop.PeerRouter} does it with one program.
 */
@NullMarked
package io.prefixwatch.daemon.interop;

import org.jspecify.annotations.NullMarked;

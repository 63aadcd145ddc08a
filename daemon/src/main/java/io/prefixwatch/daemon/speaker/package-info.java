/**
 * Our end of the BGP sessions: listeners, connectors, the matching of peers, one event loop each.
 *
 * <p>A session belongs to one event loop for ever, and so does its Adj-RIB-In. {@link
 * io.prefixwatch.daemon.speaker.BgpSpeaker} starts and stops it all.
 */
@NullMarked
package io.prefixwatch.daemon.speaker;

import org.jspecify.annotations.NullMarked;

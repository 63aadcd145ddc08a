/**
 * The BMP station: routers connect and tell of their peers, which are judged like sessions of ours.
 *
 * <p>{@link io.prefixwatch.daemon.feed.bmp.BmpStation} is the way in. A router belongs to one event
 * loop for ever, and so do the Adj-RIBs-In of its peers. What may be sent is read by {@code
 * io.prefixwatch.bgp.bmp}; nothing is ever answered.
 */
@NullMarked
package io.prefixwatch.daemon.feed.bmp;

import org.jspecify.annotations.NullMarked;

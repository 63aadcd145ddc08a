/**
 * MRT files on disk as a feed: opened whatever their compression, read by {@link
 * io.prefixwatch.bgp.mrt.MrtReader}.
 */
@NullMarked
package io.prefixwatch.daemon.feed.mrt;

import org.jspecify.annotations.NullMarked;

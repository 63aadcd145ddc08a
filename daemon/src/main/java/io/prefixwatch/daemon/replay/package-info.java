/**
 * Recordings through the engine, in event time: the same judgement as live, and the same bytes each
 * time.
 *
 * <p>{@link io.prefixwatch.daemon.replay.Replay} is the way in; one thread does it all.
 */
@NullMarked
package io.prefixwatch.daemon.replay;

import org.jspecify.annotations.NullMarked;

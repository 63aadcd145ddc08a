package io.prefixwatch.daemon.store;

import java.time.Instant;

/**
 * Two ASes that were seen next to each other.
 *
 * @param left nearer to us
 * @param right nearer to the origin
 * @param firstSeen when, to the second
 */
record KnownLink(long left, long right, Instant firstSeen) {}

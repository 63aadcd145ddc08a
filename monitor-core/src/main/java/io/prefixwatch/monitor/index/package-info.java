/**
 * The match: which registered prefixes equal, cover or lie inside a route's prefix.
 *
 * <p>Immutable, built once per registry snapshot, read by every event loop. Nearly every route
 * misses, so a miss must cost one load and one test. The tables of the RPKI are built on the same
 * indexes.
 */
@NullMarked
package io.prefixwatch.monitor.index;

import org.jspecify.annotations.NullMarked;

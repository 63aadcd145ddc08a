/**
 * The embedded store: one SQLite file that holds every record before a sink sees it, and how far
 * each sink has come.
 *
 * <p>One connection writes, used by one thread; others only read.
 */
@NullMarked
package io.prefixwatch.daemon.store;

import org.jspecify.annotations.NullMarked;

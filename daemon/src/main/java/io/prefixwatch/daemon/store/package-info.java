/**
 * The embedded store: one SQLite file that holds every record before a sink sees it, and how far
 * each sink has come.
 *
 * <p>One connection writes records, used by one thread; others read, or write a silence now and
 * then.
 */
@NullMarked
package io.prefixwatch.daemon.store;

import org.jspecify.annotations.NullMarked;

/**
 * The process: its entry point, and the graph of parts that {@code run} builds once.
 *
 * <p>All I/O, threads and formats live below this package; the core below it knows none of them.
 */
@NullMarked
package io.prefixwatch.daemon;

import org.jspecify.annotations.NullMarked;

/** Benchmarks of the daemon; docs/benchmarks.md has the figures and how to repeat them. */
@NullMarked
package io.prefixwatch.daemon.bench;

import org.jspecify.annotations.NullMarked;

/** Benchmarks of the core; docs/benchmarks.md has the figures and how to repeat them. */
@NullMarked
package io.prefixwatch.monitor.bench;

import org.jspecify.annotations.NullMarked;

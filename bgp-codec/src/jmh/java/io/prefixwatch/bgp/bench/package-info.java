/** Benchmarks of the codec; docs/benchmarks.md has the figures and how to repeat them. */
@NullMarked
package io.prefixwatch.bgp.bench;

import org.jspecify.annotations.NullMarked;

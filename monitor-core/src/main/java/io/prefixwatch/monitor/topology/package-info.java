/**
 * How autonomous systems stand to each other: who buys from whom, who buys from nobody.
 *
 * <p>Immutable values that the detectors look things up in; where they come from is the daemon's
 * business.
 */
@NullMarked
package io.prefixwatch.monitor.topology;

import org.jspecify.annotations.NullMarked;

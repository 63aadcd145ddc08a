/**
 * What is wrong with a configuration, and where: collected, never thrown, told all at once.
 *
 * <p>Start reading at {@link io.prefixwatch.daemon.config.problem.Problem}.
 */
@NullMarked
package io.prefixwatch.daemon.config.problem;

import org.jspecify.annotations.NullMarked;

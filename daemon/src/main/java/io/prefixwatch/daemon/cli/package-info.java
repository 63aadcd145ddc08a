/**
 * The commands, one class each, and what they share: exit codes and the two standard streams.
 *
 * <p>The only package that writes to stdout and stderr directly.
 */
@NullMarked
package io.prefixwatch.daemon.cli;

import org.jspecify.annotations.NullMarked;

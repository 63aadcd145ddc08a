/**
 * What the daemon was told to do: the checked configuration as immutable records.
 *
 * <p>The way of a file: {@code .tree} (YAML with positions), {@code .schema} (known keys), {@code
 * .section} and {@code .csv} (binding), {@code .load} (files and includes) - and then {@link
 * io.prefixwatch.daemon.config.LoadedConfig}, with every problem of {@code .problem} at once. This
 * package holds the results only and knows no file format.
 */
@NullMarked
package io.prefixwatch.daemon.config;

import org.jspecify.annotations.NullMarked;

/**
 * YAML 1.2 text to a tree whose every node knows its line and column.
 *
 * <p>Scalars keep the text as written: {@code 64500:50}, {@code 010}, {@code no} and {@code 1.10}
 * mean what their reader says, not what YAML guesses. Knows no key of ours. Start reading at {@link
 * io.prefixwatch.daemon.config.tree.YamlReader}.
 */
@NullMarked
package io.prefixwatch.daemon.config.tree;

import org.jspecify.annotations.NullMarked;

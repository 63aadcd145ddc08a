/**
 * The keys of the configuration: every one with its type, its default and whether it is built, and
 * what a value of each type looks like.
 *
 * <p>{@link io.prefixwatch.daemon.config.schema.Schema} is the list, {@link
 * io.prefixwatch.daemon.config.schema.NotBuilt} what of it has no effect yet; a test holds {@code
 * docs/reference/configuration.md} against both.
 */
@NullMarked
package io.prefixwatch.daemon.config.schema;

import org.jspecify.annotations.NullMarked;

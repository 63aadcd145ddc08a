/**
 * What the operator told us: sites, partners, sessions, registrations, registered prefixes.
 *
 * <p>One immutable {@link io.prefixwatch.monitor.registry.Registry} snapshot with a generation; a
 * reload builds a new one and swaps the reference. Nothing here changes after it was built.
 */
@NullMarked
package io.prefixwatch.monitor.registry;

import org.jspecify.annotations.NullMarked;

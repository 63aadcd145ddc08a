package io.prefixwatch.monitor.registry;

import org.jspecify.annotations.Nullable;

/**
 * What the operator wants of a kind of incident.
 *
 * @param kind as written in JSON, such as {@code leak.cone}
 * @param severity instead of that of the kind, as written in JSON; null for that
 * @param enabled false if such incidents are never opened
 */
public record KindOverride(String kind, @Nullable String severity, boolean enabled) {}

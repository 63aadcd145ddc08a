/**
 * What goes into the engine and what comes out of it, as immutable values.
 *
 * <p>{@link io.prefixwatch.monitor.event.EngineEvent} is the only input: the same events in the
 * same order give the same {@link io.prefixwatch.monitor.event.Effect}s.
 */
@NullMarked
package io.prefixwatch.monitor.event;

import org.jspecify.annotations.NullMarked;

/**
 * The life of a problem: opened, updated, unobserved, closed.
 *
 * <p>{@link io.prefixwatch.monitor.incident.IncidentBook} owns every incident and is the only place
 * that makes alerts. It is told that a condition holds or is gone, and by whom; keys, ids,
 * hold-downs, recurrence and coalescing are decided here. Owned by the engine; time is an argument.
 */
@NullMarked
package io.prefixwatch.monitor.incident;

import org.jspecify.annotations.NullMarked;

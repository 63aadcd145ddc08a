/**
 * The decisions, in order: routes are judged, findings and absences become incidents.
 *
 * <p>{@link io.prefixwatch.monitor.engine.Engine#apply} is a function of the events it was given:
 * no clock, no thread, no I/O. One thread owns it and everything below.
 */
@NullMarked
package io.prefixwatch.monitor.engine;

import org.jspecify.annotations.NullMarked;

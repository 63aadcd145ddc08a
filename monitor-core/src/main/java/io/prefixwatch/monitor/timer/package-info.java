/**
 * Timers in event time: they fire as events pass them, in an order that depends on nothing else.
 *
 * <p>No clock and no thread; a recorded file and a live socket run through the same queue.
 */
@NullMarked
package io.prefixwatch.monitor.timer;

import org.jspecify.annotations.NullMarked;

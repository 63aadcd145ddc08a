/**
 * What {@code dump} and {@code decode} show: recordings and single messages as lines of JSON.
 *
 * <p>Shapes are those of the public interface; the values in them are rendered by {@link
 * io.prefixwatch.daemon.json}. Start at {@link io.prefixwatch.daemon.inspect.RecordingDump} and
 * {@link io.prefixwatch.daemon.inspect.MessageInspector}.
 */
@NullMarked
package io.prefixwatch.daemon.inspect;

import org.jspecify.annotations.NullMarked;

/**
 * From the engine to the sinks: records become lines, each sink takes them at its own pace.
 *
 * <p>One slow or dead sink delays only itself. {@link io.prefixwatch.daemon.delivery.Delivery} is
 * the way in.
 */
@NullMarked
package io.prefixwatch.daemon.delivery;

import org.jspecify.annotations.NullMarked;

/**
 * From a path to a {@link io.prefixwatch.daemon.config.LoadedConfig}: opens the main file and what
 * it includes. Start reading at {@link io.prefixwatch.daemon.config.load.ConfigLoader}.
 */
@NullMarked
package io.prefixwatch.daemon.config.load;

import org.jspecify.annotations.NullMarked;

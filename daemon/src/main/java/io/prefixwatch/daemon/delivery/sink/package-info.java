/** Destinations of alert records, one class each. */
@NullMarked
package io.prefixwatch.daemon.delivery.sink;

import org.jspecify.annotations.NullMarked;

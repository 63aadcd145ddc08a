/**
 * The public JSON: a streaming writer, and one renderer for each kind of value.
 *
 * <p>Whatever prints a path, a community or a time in JSON asks here, so that all of them look the
 * same everywhere. Start at {@link io.prefixwatch.daemon.json.RouteJson}.
 */
@NullMarked
package io.prefixwatch.daemon.json;

import org.jspecify.annotations.NullMarked;

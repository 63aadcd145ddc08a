/**
 * The HTTP side: what the daemon shows of itself to programs and people, over one listener.
 *
 * <p>It reads snapshots that others hand out and the store; it changes nothing. The only package
 * that knows the HTTP server and the metrics library, so that neither is loaded where no listener
 * is configured.
 */
@NullMarked
package io.prefixwatch.daemon.http;

import org.jspecify.annotations.NullMarked;

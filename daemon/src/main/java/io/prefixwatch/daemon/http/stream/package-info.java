/**
 * The live stream of records (server-sent events): who listens, how far each has come, and what
 * waits for whom. Knows the servlet interface, not the HTTP server.
 */
@NullMarked
package io.prefixwatch.daemon.http.stream;

import org.jspecify.annotations.NullMarked;

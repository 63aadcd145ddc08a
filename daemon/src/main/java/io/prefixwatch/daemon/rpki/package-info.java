/**
 * Where the RPKI comes from while the daemon runs: RTR caches and files, merged and handed to the
 * engine. Start reading at {@link io.prefixwatch.daemon.rpki.RpkiFeed}.
 */
@NullMarked
package io.prefixwatch.daemon.rpki;

import org.jspecify.annotations.NullMarked;

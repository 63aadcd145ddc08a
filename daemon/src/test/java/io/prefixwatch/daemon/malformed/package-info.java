/** The catalogue of malformed messages against a running daemon, over loopback. */
@NullMarked
package io.prefixwatch.daemon.malformed;

import org.jspecify.annotations.NullMarked;

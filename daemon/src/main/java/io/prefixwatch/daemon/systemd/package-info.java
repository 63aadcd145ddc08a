/**
 * What systemd is told of the process: ready, reloading, stopping, and that it still judges. Silent
 * where something else started it.
 */
@NullMarked
package io.prefixwatch.daemon.systemd;

import org.jspecify.annotations.NullMarked;

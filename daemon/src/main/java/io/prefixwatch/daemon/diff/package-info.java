/**
 * What differs between two configurations: what a reload would change, what needs a restart, and
 * which alerts the same recordings give under one and not under the other.
 */
@NullMarked
package io.prefixwatch.daemon.diff;

import org.jspecify.annotations.NullMarked;

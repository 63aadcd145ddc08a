/**
 * What the RPKI says: VRP and ASPA tables, origin validation, path verification.
 *
 * <p>Tables are immutable, built for a million entries, and swapped as a whole. Nothing here knows
 * where they come from: files and caches are the daemon's business. Start reading at {@link
 * io.prefixwatch.monitor.rpki.RpkiData}.
 */
@NullMarked
package io.prefixwatch.monitor.rpki;

import org.jspecify.annotations.NullMarked;

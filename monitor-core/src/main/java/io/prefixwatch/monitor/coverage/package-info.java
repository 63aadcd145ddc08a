/**
 * Who holds a registered prefix, who does not any more, and who can tell.
 *
 * <p>Absence is judged only by sessions that can know. What comes of it (hold-downs, incidents) is
 * decided in {@link io.prefixwatch.monitor.engine}.
 */
@NullMarked
package io.prefixwatch.monitor.coverage;

import org.jspecify.annotations.NullMarked;

/**
 * How the process logs: lines of text, for systemd's journal, or of JSON, and how many of one sort.
 * Named in {@code logback.xml}.
 */
@NullMarked
package io.prefixwatch.daemon.log;

import org.jspecify.annotations.NullMarked;

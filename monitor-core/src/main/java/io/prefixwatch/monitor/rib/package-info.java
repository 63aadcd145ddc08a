/**
 * What each session holds now: a compact Adj-RIB-In, and the match that decides who hears of it.
 *
 * <p>One event loop (or one replay) owns a {@link io.prefixwatch.monitor.rib.RouteTable}: a prefix
 * dictionary, interned attribute sets, and one column per session. Nearly every route stops here:
 * it touches no registered prefix and costs its place and nothing else. {@link
 * io.prefixwatch.monitor.rib.SessionIntake} is the way in.
 */
@NullMarked
package io.prefixwatch.monitor.rib;

import org.jspecify.annotations.NullMarked;

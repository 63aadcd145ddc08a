/**
 * Verdicts: what one route means for the registered prefix that judges it.
 *
 * <p>Pure functions of a route and the registry. A {@link io.prefixwatch.monitor.detect.Detector}
 * is one final class per kind family; {@link io.prefixwatch.monitor.detect.Judge} holds the
 * precedence between them. Findings carry their evidence; what becomes of them over time is the
 * business of {@link io.prefixwatch.monitor.incident}.
 */
@NullMarked
package io.prefixwatch.monitor.detect;

import org.jspecify.annotations.NullMarked;

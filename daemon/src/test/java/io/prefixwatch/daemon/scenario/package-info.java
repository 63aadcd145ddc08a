/**
 * Stories of a network, as an engineer tells them: what the sessions sent and when, and which
 * alerts came of it. The files are {@code scenarios/*.scenario}; {@code scenarios/README.md} says
 * how they are written.
 */
@NullMarked
package io.prefixwatch.daemon.scenario;

import org.jspecify.annotations.NullMarked;

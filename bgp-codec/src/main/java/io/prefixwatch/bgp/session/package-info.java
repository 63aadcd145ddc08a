/**
 * The session protocol as pure decisions (RFC 4271 section 8 and what extends it).
 *
 * <p>{@link io.prefixwatch.bgp.session.SessionMachine} takes events and returns actions; it has no
 * I/O, no clock and no thread, and never throws. Timers are actions to start and events when they
 * expire. It owns up to two connections of one peer, so collisions are decided here and nowhere
 * else.
 */
@NullMarked
package io.prefixwatch.bgp.session;

import org.jspecify.annotations.NullMarked;

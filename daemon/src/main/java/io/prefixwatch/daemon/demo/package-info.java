/**
 * The whole thing in one process, offline: a daemon, and a scripted speaker that plays published
 * incidents over real sessions on loopback.
 *
 * <p>The only place outside the tests that may announce a route; an architecture rule keeps it so.
 */
@NullMarked
package io.prefixwatch.daemon.demo;

import org.jspecify.annotations.NullMarked;

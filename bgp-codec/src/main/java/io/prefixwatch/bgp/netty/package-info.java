/**
 * Thin handlers that drive a session on a Netty channel; the only package here that imports Netty's
 * transport.
 *
 * <p>{@link io.prefixwatch.bgp.netty.SessionDriver} executes what the pure {@link
 * io.prefixwatch.bgp.session.SessionMachine} decides; {@link io.prefixwatch.bgp.netty.FrameHandler}
 * turns octets into messages, a bounded number per turn. Everything of one session runs on one
 * event loop.
 */
@NullMarked
package io.prefixwatch.bgp.netty;

import org.jspecify.annotations.NullMarked;

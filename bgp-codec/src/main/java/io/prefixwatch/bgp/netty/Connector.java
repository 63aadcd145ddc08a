package io.prefixwatch.bgp.netty;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;

/** Opens TCP connections to one peer, with whatever socket options it needs. */
@FunctionalInterface
public interface Connector {

  /**
   * Starts a connection on the session's event loop.
   *
   * @param handler to be the only one in the pipeline; the channel must not read by itself
   */
  ChannelFuture connect(ChannelHandler handler);
}

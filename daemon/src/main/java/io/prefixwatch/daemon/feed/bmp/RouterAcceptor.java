package io.prefixwatch.daemon.feed.bmp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.daemon.speaker.LogLimit;
import java.net.InetSocketAddress;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes accepted connections off the listener and gives each to the event loop of its router. Who
 * is not configured is closed unread.
 */
@Sharable
// A connection that cannot be registered is closed; there is nobody to tell.
@SuppressWarnings("FutureReturnValueIgnored")
final class RouterAcceptor extends ChannelInboundHandlerAdapter {

  private static final Logger LOG = LoggerFactory.getLogger(RouterAcceptor.class);

  // BMP has no keepalives and a station says nothing, so TCP has to find out that a router is gone:
  // after two minutes.
  private static final int IDLE_SECONDS = 60;
  private static final int PROBE_SECONDS = 15;
  private static final int PROBES = 4;

  private final Function<Address, @Nullable MonitoredRouter> routers;
  private final BmpCounters counters;
  private final LogLimit strangers = new LogLimit();

  /**
   * An acceptor for one listener.
   *
   * @param routers finds the router of an address, or null
   */
  RouterAcceptor(Function<Address, @Nullable MonitoredRouter> routers, BmpCounters counters) {
    this.routers = routers;
    this.counters = counters;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    Channel accepted = (Channel) message;
    Address source =
        accepted.remoteAddress() instanceof InetSocketAddress remote
            ? Address.of(remote.getAddress()).unmapped()
            : null;
    MonitoredRouter router = source == null ? null : routers.apply(source);
    if (router == null) {
      reject(accepted, source);
      return;
    }
    accepted.config().setAutoRead(false);
    keepAlive(accepted);
    router
        .home()
        .routes()
        .loop()
        .register(accepted)
        .addListener(
            registered -> {
              if (registered.isSuccess()) {
                handOver(source, accepted);
              } else {
                accepted.unsafe().closeForcibly();
              }
            });
  }

  private static void keepAlive(Channel accepted) {
    accepted.config().setOption(ChannelOption.SO_KEEPALIVE, true);
    if (accepted instanceof EpollSocketChannel) {
      accepted.config().setOption(EpollChannelOption.TCP_KEEPIDLE, IDLE_SECONDS);
      accepted.config().setOption(EpollChannelOption.TCP_KEEPINTVL, PROBE_SECONDS);
      accepted.config().setOption(EpollChannelOption.TCP_KEEPCNT, PROBES);
    }
  }

  private void reject(Channel accepted, @Nullable Address source) {
    counters.add(BmpCounter.CONNECTIONS_REJECTED);
    accepted.unsafe().closeForcibly();
    if (source != null && strangers.allows(source)) {
      LOG.warn("event=connection-rejected router={} reason=not-configured feed=bmp", source);
    }
  }

  /** Runs on the router's event loop; a reload may have taken the router away meanwhile. */
  private void handOver(@Nullable Address source, Channel accepted) {
    MonitoredRouter router = source == null ? null : routers.apply(source);
    if (router == null || router.home().routes().loop() != accepted.eventLoop()) {
      reject(accepted, source);
    } else {
      router.connected(accepted);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // Accepting failed, most likely for want of file descriptors; the listener stays.
    LOG.error("event=accept-failed listener={}", ctx.channel().localAddress(), cause);
  }
}

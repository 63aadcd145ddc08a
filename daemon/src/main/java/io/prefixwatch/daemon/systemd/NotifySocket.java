package io.prefixwatch.daemon.systemd;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * The datagram socket of {@code sd_notify(3)}. The JDK has no datagrams in the Unix domain, so
 * these are Netty's, on Linux. Each message has a socket of its own, so that it arrives also after
 * systemd has made its end anew.
 */
final class NotifySocket implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 5;

  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("systemd", true), EpollIoHandler.newFactory());
  private final DomainSocketAddress address;

  /**
   * Opens nothing yet.
   *
   * @param address a path, or {@code @} and a name in the abstract namespace
   */
  NotifySocket(String address) {
    this.address =
        new DomainSocketAddress(address.startsWith("@") ? '\0' + address.substring(1) : address);
  }

  /**
   * Sends one message and waits until the kernel has it.
   *
   * @param message assignments, one a line
   * @throws IOException if nobody takes it
   */
  synchronized void send(String message) throws IOException {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(EpollDomainDatagramChannel.class)
            .handler(new ChannelInboundHandlerAdapter());
    Channel channel = done(bootstrap.connect(address));
    try {
      done(channel.writeAndFlush(Unpooled.copiedBuffer(message, StandardCharsets.UTF_8)));
    } finally {
      channel.close().awaitUninterruptibly();
    }
  }

  private static Channel done(ChannelFuture future) throws IOException {
    if (!future.awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      future.cancel(true);
      throw new IOException("nobody reads it");
    }
    if (!future.isSuccess()) {
      throw new IOException(String.valueOf(future.cause().getMessage()), future.cause());
    }
    return future.channel();
  }

  @Override
  public void close() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1_000);
  }
}

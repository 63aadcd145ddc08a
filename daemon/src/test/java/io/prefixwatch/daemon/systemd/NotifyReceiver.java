package io.prefixwatch.daemon.systemd;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainDatagramPacket;
import io.netty.channel.unix.DomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** systemd's end of the notification socket. */
final class NotifyReceiver implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final List<String> messages = new CopyOnWriteArrayList<>();

  /**
   * Listens.
   *
   * @param path of a file that is not there, or with a leading NUL a name in the abstract namespace
   */
  NotifyReceiver(String path) {
    new Bootstrap()
        .group(loop)
        .channel(EpollDomainDatagramChannel.class)
        .handler(
            new SimpleChannelInboundHandler<DomainDatagramPacket>() {
              @Override
              protected void channelRead0(
                  ChannelHandlerContext context, DomainDatagramPacket packet) {
                messages.add(packet.content().toString(StandardCharsets.UTF_8));
              }
            })
        .bind(new DomainSocketAddress(path))
        .syncUninterruptibly();
  }

  /** What came so far. */
  List<String> messages() {
    return List.copyOf(messages);
  }

  /** Waits for a message that begins so. */
  void await(String beginning) {
    Awaitility.await(beginning)
        .atMost(PATIENCE)
        .until(() -> messages.stream().anyMatch(message -> message.startsWith(beginning)));
  }

  @Override
  public void close() {
    loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
  }
}

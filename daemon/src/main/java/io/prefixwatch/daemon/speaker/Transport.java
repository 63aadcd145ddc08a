package io.prefixwatch.daemon.speaker;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/**
 * What carries the octets: epoll where the native library loads, else the JDK's NIO.
 *
 * @param name for the log
 * @param handlers makes the I/O part of an event loop
 * @param server listening channels
 * @param client connecting channels
 */
public record Transport(
    String name,
    IoHandlerFactory handlers,
    Class<? extends ServerSocketChannel> server,
    Class<? extends SocketChannel> client) {

  /** The best that this machine has. */
  public static Transport best() {
    return Epoll.isAvailable()
        ? new Transport(
            "epoll",
            EpollIoHandler.newFactory(),
            EpollServerSocketChannel.class,
            EpollSocketChannel.class)
        : nio();
  }

  /** True if socket options of the kernel can be set by their numbers. */
  boolean isNative() {
    return server == EpollServerSocketChannel.class;
  }

  static Transport nio() {
    return new Transport(
        "nio", NioIoHandler.newFactory(), NioServerSocketChannel.class, NioSocketChannel.class);
  }
}

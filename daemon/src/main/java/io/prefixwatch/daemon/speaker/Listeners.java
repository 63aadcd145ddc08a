package io.prefixwatch.daemon.speaker;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.unix.Socket;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.daemon.config.ListenAddress;
import io.prefixwatch.daemon.speaker.socket.KeyTable;
import io.prefixwatch.daemon.speaker.socket.SocketProtection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listening sockets. One that does not have all its keys does not listen. Used by one thread at
 * a time.
 */
final class Listeners {

  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

  /**
   * What peers must have.
   *
   * @param keys by whom they are for
   * @param minTtl of every peer, 0 if some may come from anywhere
   * @param hasTtl whether some peer expects our packets from nearby
   */
  record Protection(KeyTable keys, int minTtl, boolean hasTtl) {

    static final Protection NONE = new Protection(KeyTable.EMPTY, 0, false);

    boolean isNothing() {
      return keys.isEmpty() && !hasTtl;
    }
  }

  /** One socket; {@code ipv4} and {@code ipv6} say which peers can reach it. */
  private record Listener(Channel channel, boolean ipv4, boolean ipv6) {

    KeyTable keys(KeyTable all) {
      return ipv4 && ipv6 ? all : all.ofFamily(ipv6);
    }
  }

  private final Transport transport;
  private final EventLoopGroup loops;
  private final ChannelHandler acceptor;
  private final List<Listener> open = new ArrayList<>();
  private Protection protection = Protection.NONE;

  /**
   * No socket.
   *
   * @param acceptor takes the accepted channels
   */
  Listeners(Transport transport, EventLoopGroup loops, ChannelHandler acceptor) {
    this.transport = transport;
    this.loops = loops;
    this.acceptor = acceptor;
  }

  /**
   * Listens.
   *
   * @throws IOException if an address cannot be listened on or be protected; says which and why
   */
  void open(List<ListenAddress> addresses, Protection wanted) throws IOException {
    for (ListenAddress address : addresses) {
      if (isCovered(address, addresses)) {
        LOG.info("event=listen-covered address={}", address);
      } else {
        open.add(listen(address, addresses, wanted));
      }
    }
    protection = wanted;
  }

  /** Where one socket takes both families, or there is only one, some addresses go without. */
  private boolean isCovered(ListenAddress address, List<ListenAddress> all) {
    if (!isUnspecified(address)) {
      return false;
    }
    boolean other = all.stream().anyMatch(twin -> isUnspecified(twin) && isTwin(address, twin));
    boolean ipv6 = address.address().ipv6();
    return other && (transport.isNative() ? ipv6 && !Socket.isIPv6Preferred() : !ipv6);
  }

  private static boolean isUnspecified(ListenAddress address) {
    Address any = address.address();
    return any.hi() == 0 && any.lo() == 0;
  }

  /** The same port for the other family. */
  private static boolean isTwin(ListenAddress a, ListenAddress b) {
    return a.port() == b.port() && a.port() != 0 && a.address().ipv6() != b.address().ipv6();
  }

  private Listener listen(ListenAddress address, List<ListenAddress> all, Protection wanted)
      throws IOException {
    boolean ipv6 = address.address().ipv6();
    // The unspecified IPv6 address takes IPv4 too, unless that has a socket of its own.
    boolean both =
        ipv6 && isUnspecified(address) && all.stream().noneMatch(twin -> isTwin(address, twin));
    ChannelFuture registered =
        new ServerBootstrap()
            .group(loops)
            .channelFactory(() -> transport.newServer(ipv6))
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.SO_BACKLOG, 1024)
            .handler(acceptor)
            .childHandler(new ChannelInboundHandlerAdapter())
            .register()
            .awaitUninterruptibly();
    Listener listener = new Listener(registered.channel(), !ipv6 || both, ipv6);
    try {
      if (!registered.isSuccess()) {
        throw new IOException(reason(registered.cause()));
      }
      SocketProtection.isOfFamily(listener.channel, ipv6);
      if (transport.isNative() && ipv6 && !both) {
        SocketProtection.onlyIpv6(listener.channel);
      }
      if (transport.isNative() || !wanted.isNothing()) {
        SocketProtection.protectListener(
            listener.channel, listener.keys(wanted.keys), wanted.minTtl, wanted.hasTtl);
      }
      ChannelFuture bound = listener.channel.bind(address.toSocketAddress()).awaitUninterruptibly();
      if (!bound.isSuccess()) {
        throw new IOException(reason(bound.cause()));
      }
    } catch (IOException e) {
      listener.channel.close().awaitUninterruptibly();
      throw new IOException("cannot listen on " + address + ": " + e.getMessage(), e);
    }
    // Not the configured address: port 0 leaves the choice to the system.
    int port = ((InetSocketAddress) listener.channel.localAddress()).getPort();
    LOG.info("event=listening address={} transport={}", address.withPort(port), transport.name());
    return listener;
  }

  private static String reason(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  /**
   * Makes the protection of all sockets another one, for connections to come. If that fails on one,
   * all stay as they were.
   *
   * @throws IOException a sentence that says what did not take, and why
   */
  void protect(Protection wanted) throws IOException {
    if (wanted.equals(protection) || (wanted.isNothing() && protection.isNothing())) {
      return;
    }
    List<Listener> done = new ArrayList<>();
    try {
      for (Listener listener : open) {
        change(listener, protection, wanted);
        done.add(listener);
      }
    } catch (IOException e) {
      for (Listener listener : done) {
        takeBack(listener, wanted, e);
      }
      throw e;
    }
    protection = wanted;
  }

  private void takeBack(Listener listener, Protection wanted, IOException cause) {
    try {
      change(listener, wanted, protection);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private static void change(Listener listener, Protection from, Protection to) throws IOException {
    SocketProtection.changeKeys(listener.channel, listener.keys(from.keys), listener.keys(to.keys));
    try {
      SocketProtection.changeDistance(listener.channel, to.minTtl, to.hasTtl);
    } catch (IOException e) {
      SocketProtection.changeKeys(
          listener.channel, listener.keys(to.keys), listener.keys(from.keys));
      throw e;
    }
  }

  /** The addresses that are listened on, with the ports the system chose. */
  List<InetSocketAddress> addresses() {
    return open.stream()
        .map(listener -> (InetSocketAddress) listener.channel.localAddress())
        .toList();
  }

  void close() {
    open.forEach(listener -> listener.channel.close().awaitUninterruptibly());
    open.clear();
  }
}

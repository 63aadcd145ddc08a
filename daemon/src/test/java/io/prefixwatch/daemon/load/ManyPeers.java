package io.prefixwatch.daemon.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Many BGP peers in one process, each from a loopback address of its own, on two threads. Each
 * sends keepalives in time and notes what the daemon does to it.
 */
final class ManyPeers implements AutoCloseable {

  /** Connections that are being made at a time: a daemon may bound those that have no OPEN yet. */
  private static final int UNDER_WAY = 32;

  private static final int ATTEMPTS = 5;

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
  private final Semaphore underWay = new Semaphore(UNDER_WAY);
  private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
  private final List<LoadPeer> peers = new ArrayList<>();
  private final InetSocketAddress daemon;

  ManyPeers(InetSocketAddress daemon) {
    this.daemon = daemon;
  }

  /** The address of a peer: 127.1.0.1 and on. */
  static String address(int index) {
    return "127.1." + (index / 200) + "." + (1 + index % 200);
  }

  /** Connects this many peers and waits until all are Established. */
  void establish(int count, int holdSeconds, Duration patience) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      LoadPeer peer = new LoadPeer(i, holdSeconds, complaints::add, underWay::release);
      peers.add(peer);
      if (!underWay.tryAcquire(patience.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("stuck after " + i + " peers: " + complaints);
      }
      connect(peer, ATTEMPTS);
    }
    if (!underWay.tryAcquire(UNDER_WAY, patience.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError(established() + " of " + count + " are up: " + complaints);
    }
    underWay.release(UNDER_WAY);
  }

  private void connect(LoadPeer peer, int attempts) {
    new Bootstrap()
        .group(group)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .handler(peer)
        .connect(daemon, local(peer))
        .addListener(
            done -> {
              if (!done.isSuccess() && attempts > 1) {
                connect(peer, attempts - 1);
              } else if (!done.isSuccess()) {
                complaints.add("peer " + peer.index() + " cannot connect: " + done.cause());
                underWay.release();
              }
            });
  }

  private static InetSocketAddress local(LoadPeer peer) {
    try {
      return new InetSocketAddress(InetAddress.getByName(address(peer.index())), 0);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  /** What went wrong on any session: a NOTIFICATION, an end, a silence beyond the hold time. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  int established() {
    return (int) peers.stream().filter(LoadPeer::isEstablished).count();
  }

  LoadPeer peer(int index) {
    return peers.get(index);
  }

  /** The longest time that any daemon's keepalive was awaited, milliseconds. */
  long longestSilenceMillis() {
    return peers.stream().mapToLong(LoadPeer::longestSilenceMillis).max().orElse(0);
  }

  @Override
  public void close() {
    peers.forEach(LoadPeer::leave);
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5_000);
  }
}

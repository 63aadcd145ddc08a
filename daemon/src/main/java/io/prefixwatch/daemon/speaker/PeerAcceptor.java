package io.prefixwatch.daemon.speaker;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.prefixwatch.bgp.net.Address;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes accepted connections off a listener and gives each to the event loop of its peer's session.
 *
 * <p>Who is not configured is closed without a word: no octet is read or sent.
 */
@Sharable
// A connection that cannot be registered is closed; there is nobody to tell.
@SuppressWarnings("FutureReturnValueIgnored")
final class PeerAcceptor extends ChannelInboundHandlerAdapter {

  private static final Logger LOG = LoggerFactory.getLogger(PeerAcceptor.class);

  private final Function<Address, @Nullable SpeakerLoop> homes;
  private final LogLimit unknownPeers = new LogLimit();
  private final AtomicLong rejected = new AtomicLong();

  /**
   * An acceptor for any number of listeners.
   *
   * @param homes finds the event loop that owns the sessions of a peer's address, or null
   */
  PeerAcceptor(Function<Address, @Nullable SpeakerLoop> homes) {
    this.homes = homes;
  }

  /** Connections from unknown sources, closed unread. */
  long rejected() {
    return rejected.get();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    Channel accepted = (Channel) message;
    Address peer = peerOf(accepted);
    SpeakerLoop home = peer == null ? null : homes.apply(peer);
    if (peer == null || home == null) {
      reject(accepted, peer);
      return;
    }
    accepted.config().setAutoRead(false);
    accepted.config().setOption(ChannelOption.TCP_NODELAY, true);
    home.loop()
        .register(accepted)
        .addListener(
            registered -> {
              if (registered.isSuccess()) {
                handOver(home, peer, accepted);
              } else {
                accepted.unsafe().closeForcibly();
              }
            });
  }

  private static @Nullable Address peerOf(Channel channel) {
    return channel.remoteAddress() instanceof InetSocketAddress remote
        ? Address.of(remote.getAddress()).unmapped()
        : null;
  }

  private void reject(Channel accepted, @Nullable Address peer) {
    rejected.incrementAndGet();
    accepted.unsafe().closeForcibly();
    if (peer != null && unknownPeers.allows(peer)) {
      LOG.warn("event=connection-rejected peer={} reason=not-configured", peer);
    }
  }

  /** Runs on the session's event loop. */
  private void handOver(SpeakerLoop home, Address peer, Channel accepted) {
    var candidates = home.sessionsOf(peer);
    if (candidates.isEmpty()) {
      reject(accepted, peer);
    } else if (candidates.size() == 1) {
      candidates.get(0).incoming(accepted);
    } else {
      accepted.pipeline().addLast(new OpenPeek(candidates));
      accepted.read();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // Accepting failed, most likely for want of file descriptors; the listener stays.
    LOG.error("event=accept-failed listener={}", ctx.channel().localAddress(), cause);
  }
}

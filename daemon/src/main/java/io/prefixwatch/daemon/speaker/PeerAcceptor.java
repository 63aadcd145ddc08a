package io.prefixwatch.daemon.speaker;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.bgp.session.SessionParameters;
import io.prefixwatch.daemon.speaker.PeerDirectory.Entrance;
import io.prefixwatch.daemon.speaker.socket.ConnectionCheck;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes accepted connections off a listener and gives each to the event loop of its peer's session.
 *
 * <p>Who is not configured is closed without a word: no octet is read or sent. So is who comes too
 * often, from too far, or unsigned.
 */
@Sharable
// A connection that cannot be registered is closed; there is nobody to tell.
@SuppressWarnings("FutureReturnValueIgnored")
final class PeerAcceptor extends ChannelInboundHandlerAdapter {

  private static final Logger LOG = LoggerFactory.getLogger(PeerAcceptor.class);

  private final Supplier<PeerDirectory> directory;
  private final RejectionLog log;
  private final AuthReporter reporter;
  private final WaitingRoom waitingRoom = new WaitingRoom(System::nanoTime);

  /**
   * An acceptor for any number of listeners.
   *
   * @param directory who may connect, at the moment
   * @param reporter tells of those who may, and are not who they should be
   */
  PeerAcceptor(Supplier<PeerDirectory> directory, RejectionLog log, AuthReporter reporter) {
    this.directory = directory;
    this.log = log;
    this.reporter = reporter;
  }

  /** Connections that were accepted and have not sent their OPEN. */
  int waiting() {
    return waitingRoom.size();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    Channel accepted = (Channel) message;
    Address peer = peerOf(accepted);
    PeerDirectory current = directory.get();
    Entrance entrance = peer == null ? null : current.find(peer);
    if (peer == null || entrance == null) {
      log.rejected(Rejection.NOT_CONFIGURED, peer, "");
      accepted.unsafe().closeForcibly();
      return;
    }
    WaitingRoom.Answer answer = waitingRoom.enter(peer, entrance.sessions());
    WaitingRoom.Place place = answer.place();
    if (place == null) {
      Rejection refusal = answer.refusal();
      log.rejected(refusal == null ? Rejection.WAITING : refusal, peer, "");
      accepted.unsafe().closeForcibly();
      return;
    }
    WaitingConnection waiting = new WaitingConnection(peer, place, log);
    ConnectionCheck.Refusal refusal =
        ConnectionCheck.accepted(accepted, entrance.security(), current.minTtl());
    if (refusal != null) {
      waiting.rejected(reason(refusal.cause()), refusal.detail());
      reporter.refused(entrance.names(), peer, refusal);
      closeUnregistered(accepted, waiting);
      return;
    }
    accepted.config().setAutoRead(false);
    accepted.config().setOption(ChannelOption.TCP_NODELAY, true);
    accepted.closeFuture().addListener(closed -> waiting.closed());
    entrance
        .home()
        .loop()
        .register(accepted)
        .addListener(
            registered -> {
              if (registered.isSuccess()) {
                handOver(entrance, waiting, accepted);
              } else {
                closeUnregistered(accepted, waiting);
              }
            });
  }

  private static Rejection reason(ConnectionCheck.Cause cause) {
    return switch (cause) {
      case TTL -> Rejection.TTL;
      case UNSIGNED -> Rejection.UNSIGNED;
    };
  }

  private static @Nullable Address peerOf(Channel channel) {
    return channel.remoteAddress() instanceof InetSocketAddress remote
        ? Address.of(remote.getAddress()).unmapped()
        : null;
  }

  /** Closes without a word what no event loop has; its future would tell nobody. */
  private static void closeUnregistered(Channel accepted, WaitingConnection waiting) {
    accepted.unsafe().closeForcibly();
    waiting.closed();
  }

  /** Runs on the sessions' event loop. */
  private static void handOver(Entrance entrance, WaitingConnection waiting, Channel accepted) {
    SpeakerLoop home = entrance.home();
    if (entrance.sessions() == 0) {
      peek(accepted, waiting, asn -> home.dynamic().admit(entrance.ranges(), waiting.peer(), asn));
      return;
    }
    // What was checked must be what the session demands: it may have been changed since.
    List<SpeakerSession> candidates =
        home.sessionsOf(waiting.peer()).stream()
            .filter(session -> session.settings().security().equals(entrance.security()))
            .toList();
    if (candidates.isEmpty()) {
      waiting.rejected(Rejection.RECONFIGURED, "");
      accepted.close();
    } else if (candidates.size() == 1) {
      accepted.pipeline().addLast(new OpenWatch(waiting));
      candidates.get(0).incoming(accepted);
    } else {
      peek(accepted, waiting, asn -> withAsn(candidates, asn));
    }
  }

  private static void peek(Channel accepted, WaitingConnection waiting, OpenPeek.Chooser chooser) {
    accepted.pipeline().addLast(new OpenPeek(chooser, waiting));
    accepted.read();
  }

  private static OpenPeek.Choice withAsn(List<SpeakerSession> candidates, long asn) {
    for (long wanted : new long[] {asn, SessionParameters.ANY_ASN}) {
      for (SpeakerSession candidate : candidates) {
        if (candidate.settings().session().peerAsn() == wanted) {
          return OpenPeek.Choice.chosen(candidate);
        }
      }
    }
    return OpenPeek.Choice.wrongAsn(asn);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // Accepting failed, most likely for want of file descriptors; the listener stays.
    LOG.error("event=accept-failed listener={}", ctx.channel().localAddress(), cause);
  }
}

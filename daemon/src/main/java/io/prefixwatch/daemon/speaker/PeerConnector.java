package io.prefixwatch.daemon.speaker;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.bgp.netty.Connector;
import io.prefixwatch.daemon.config.PeerSecurity;
import io.prefixwatch.daemon.config.SessionSettings;
import io.prefixwatch.daemon.speaker.socket.ConnectionCheck;
import io.prefixwatch.daemon.speaker.socket.SocketProtection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects to one peer. Keys and distance are on the socket before its first packet leaves; if one
 * does not take, none leaves.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what becomes of it is told by the promise
final class PeerConnector implements Connector {

  private static final Logger LOG = LoggerFactory.getLogger(PeerConnector.class);

  private static final int TIMEOUT_MILLIS = 10_000;

  private final EventLoop loop;
  private final Transport transport;
  private final SessionSettings session;
  private final RejectionLog log;
  private final AuthReporter reporter;

  PeerConnector(
      EventLoop loop,
      Transport transport,
      SessionSettings session,
      RejectionLog log,
      AuthReporter reporter) {
    this.loop = loop;
    this.transport = transport;
    this.session = session;
    this.log = log;
    this.reporter = reporter;
  }

  @Override
  public ChannelFuture connect(ChannelHandler handler) {
    ChannelFuture registered =
        new Bootstrap()
            .group(loop)
            .channel(transport.client())
            .option(ChannelOption.AUTO_READ, false)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, TIMEOUT_MILLIS)
            .handler(handler)
            .register();
    ChannelPromise result = registered.channel().newPromise();
    registered.addListener(
        done -> {
          if (done.isSuccess()) {
            connect(registered.channel(), result);
          } else {
            result.tryFailure(done.cause());
          }
        });
    return result;
  }

  private void connect(Channel channel, ChannelPromise result) {
    PeerSecurity security = session.security();
    try {
      SocketProtection.protectConnector(channel, session);
    } catch (IOException e) {
      LOG.error("event=connect-refused session={} reason=\"{}\"", id(), e.getMessage());
      giveUp(channel, result, e);
      return;
    }
    InetSocketAddress peer =
        new InetSocketAddress(session.session().peerAddress().toInetAddress(), session.port());
    channel
        .connect(peer)
        .addListener(
            connected -> {
              if (!connected.isSuccess()) {
                giveUp(channel, result, connected.cause());
                return;
              }
              ConnectionCheck.Refusal refusal = ConnectionCheck.connected(channel, security);
              if (refusal == null) {
                result.trySuccess();
              } else {
                Address address = session.session().peerAddress();
                log.rejected(Rejection.UNSIGNED, address, refusal.detail());
                reporter.refused(List.of(session.session()), address, refusal);
                giveUp(channel, result, new IOException(refusal.detail()));
              }
            });
  }

  private static void giveUp(Channel channel, ChannelPromise result, Throwable cause) {
    channel.close();
    result.tryFailure(cause);
  }

  private String id() {
    return session.session().id();
  }
}

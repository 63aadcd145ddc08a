package io.prefixwatch.daemon.speaker;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.netty.Connector;
import io.prefixwatch.bgp.session.SessionParameters;
import io.prefixwatch.bgp.session.SessionState;
import io.prefixwatch.daemon.config.ListenAddress;
import io.prefixwatch.daemon.config.SessionSettings;
import io.prefixwatch.daemon.config.SpeakerSettings;
import io.prefixwatch.daemon.pipeline.EngineThread;
import io.prefixwatch.daemon.pipeline.EventClock;
import io.prefixwatch.monitor.index.PrefixIndex;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All sessions: event loops, listeners, what is started and stopped. Its methods may be called from
 * any one thread at a time; what belongs to a loop is done there.
 */
public final class BgpSpeaker {

  private static final Logger LOG = LoggerFactory.getLogger(BgpSpeaker.class);

  private static final int CONNECT_TIMEOUT_MILLIS = 10_000;
  private static final long STOP_SECONDS = 5;

  private final SpeakerSettings settings;
  private final Transport transport = Transport.best();
  private final EventLoopGroup acceptors;
  private final EventLoopGroup workers;
  private final List<SpeakerLoop> loops = new ArrayList<>();
  private final List<Channel> listeners = new ArrayList<>();

  /** Which loop has the sessions of a peer's address; read by the acceptor's thread. */
  private final Map<Address, SpeakerLoop> homes = new ConcurrentHashMap<>();

  private final PeerAcceptor acceptor = new PeerAcceptor(homes::get);
  private int nextLoop;

  /** A speaker that does not listen yet. */
  public BgpSpeaker(
      SpeakerSettings settings, EventClock clock, EngineThread engine, PrefixIndex index) {
    this.settings = settings;
    this.acceptors =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("accept"), transport.handlers());
    int cores = Runtime.getRuntime().availableProcessors();
    this.workers =
        new MultiThreadIoEventLoopGroup(
            cores, new DefaultThreadFactory("bgp"), transport.handlers());
    for (int i = 0; i < cores; i++) {
      EventLoop loop = workers.next();
      loops.add(new SpeakerLoop(loop, clock, engine, index));
    }
  }

  /**
   * Listens, and starts the sessions.
   *
   * @throws IOException if an address cannot be listened on; the message says which and why
   */
  public void start(List<SessionSettings> sessions) throws IOException {
    sessions.forEach(this::add);
    for (ListenAddress address : settings.listen()) {
      listeners.add(listen(address));
    }
    for (SpeakerLoop loop : loops) {
      run(loop, () -> loop.sessions().forEach(SpeakerSession::start));
    }
  }

  private Channel listen(ListenAddress address) throws IOException {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(acceptors)
            .channel(transport.server())
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.SO_BACKLOG, 1024)
            .handler(acceptor)
            .childHandler(new ChannelInboundHandlerAdapter())
            .bind(address.toSocketAddress())
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException("cannot listen on " + address + ": " + reason(bound.cause()));
    }
    LOG.info("event=listening address={} transport={}", address, transport.name());
    return bound.channel();
  }

  private static String reason(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  /** The addresses that are listened on, with the ports the system chose. */
  public List<InetSocketAddress> listening() {
    return listeners.stream().map(channel -> (InetSocketAddress) channel.localAddress()).toList();
  }

  /** Adds a session; it is not started. Sessions of one address share a loop. */
  private SpeakerLoop add(SessionSettings session) {
    Address peer = session.session().peerAddress();
    SpeakerLoop home = homes.computeIfAbsent(peer, unused -> loops.get(nextLoop++ % loops.size()));
    run(home, () -> home.add(create(home, session)));
    return home;
  }

  private SpeakerSession create(SpeakerLoop home, SessionSettings session) {
    return new SpeakerSession(home, session, parameters(session), connector(home, session));
  }

  private SessionParameters parameters(SessionSettings session) {
    long peerAsn = session.session().peerAsn();
    return new SessionParameters(
        settings.asnTowards(peerAsn),
        settings.identity().routerId(),
        peerAsn,
        session.active(),
        (int) settings.holdTime().toSeconds(),
        (int) settings.minHoldTime().toSeconds(),
        session.families(),
        session.addPath(),
        session.session().peerAddress().isLoopback(),
        session.roles().peerRole(),
        session.roles().strict(),
        settings.parser(),
        settings.sortOf(peerAsn));
  }

  private Connector connector(SpeakerLoop home, SessionSettings session) {
    InetSocketAddress peer =
        new InetSocketAddress(session.session().peerAddress().toInetAddress(), session.port());
    return handler ->
        new Bootstrap()
            .group(home.loop())
            .channel(transport.client())
            .option(ChannelOption.AUTO_READ, false)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
            .handler(handler)
            .connect(peer);
  }

  /** Takes a new index of registered prefixes; routes of added ones are reported from the RIBs. */
  public void reindex(PrefixIndex index, PrefixIndex added) {
    for (SpeakerLoop loop : loops) {
      run(loop, () -> loop.reindex(index, added));
    }
  }

  /**
   * Makes the running sessions those of a new configuration: unchanged ones are not touched,
   * removed ones are closed, changed ones start anew.
   */
  public void reconfigure(List<SessionSettings> before, List<SessionSettings> after) {
    SessionDifference difference = SessionDifference.between(before, after);
    for (SessionSettings gone : difference.removed()) {
      withSession(gone, SpeakerSession::remove);
    }
    for (SessionSettings kept : difference.kept()) {
      withSession(kept, session -> session.reconfigure(kept));
    }
    for (SessionSettings fresh : difference.added()) {
      SpeakerLoop home = add(fresh);
      run(home, () -> find(home, fresh.session().id()).forEach(SpeakerSession::start));
    }
  }

  /**
   * Asks a peer to send its routes of a family once more (RFC 2918).
   *
   * @return false if there is no such session, it is not up, or its peer cannot
   */
  public boolean refresh(String sessionId, Family family) {
    boolean[] asked = {false};
    for (SpeakerLoop loop : loops) {
      run(loop, () -> find(loop, sessionId).forEach(s -> asked[0] |= s.refresh(family)));
    }
    return asked[0];
  }

  private void withSession(SessionSettings settings, Consumer<SpeakerSession> use) {
    SpeakerLoop home = homes.get(settings.session().peerAddress());
    if (home != null) {
      run(home, () -> find(home, settings.session().id()).forEach(use));
    }
  }

  private static List<SpeakerSession> find(SpeakerLoop home, String id) {
    return home.sessions().stream()
        .filter(session -> session.settings().session().id().equals(id))
        .toList();
  }

  /** Runs on the loop and waits for it: starting and reloading are done when they say so. */
  private static void run(SpeakerLoop loop, Runnable task) {
    Future<?> done = loop.loop().submit(task);
    done.awaitUninterruptibly();
    if (!done.isSuccess()) {
      throw new IllegalStateException("event loop task failed", done.cause());
    }
  }

  /** Connections from unknown sources, closed unread. */
  public long rejectedConnections() {
    return acceptor.rejected();
  }

  /** Tells every peer that we go, closes everything, and waits a moment for the last words. */
  public void stop() {
    listeners.forEach(listener -> listener.close().awaitUninterruptibly());
    for (SpeakerLoop loop : loops) {
      run(
          loop,
          () ->
              loop.sessions().forEach(session -> session.stop(ErrorCode.ADMINISTRATIVE_SHUTDOWN)));
    }
    Future<?> stopped = workers.shutdownGracefully(200, STOP_SECONDS * 1000, TimeUnit.MILLISECONDS);
    stopped.awaitUninterruptibly(STOP_SECONDS, TimeUnit.SECONDS);
    acceptors.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1_000);
  }

  /** How many sessions are in this state. */
  public int count(SessionState state) {
    int[] count = {0};
    for (SpeakerLoop loop : loops) {
      run(
          loop,
          () -> count[0] += (int) loop.sessions().stream().filter(s -> s.state() == state).count());
    }
    return count[0];
  }
}

package io.prefixwatch.daemon.feed.bmp;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.bgp.update.ParserPolicy;
import io.prefixwatch.daemon.config.BmpRouter;
import io.prefixwatch.daemon.config.BmpSettings;
import io.prefixwatch.daemon.pipeline.EngineThread;
import io.prefixwatch.daemon.pipeline.EventClock;
import io.prefixwatch.daemon.speaker.Transport;
import io.prefixwatch.monitor.index.PrefixIndex;
import io.prefixwatch.monitor.rib.Watchlist;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where monitored routers connect (RFC 7854 section 3.2). Its threads are its own: a router that
 * floods delays no BGP session's keepalives. Its methods may be called from any one thread at a
 * time; what belongs to a loop is done there.
 */
public final class BmpStation {

  private static final Logger LOG = LoggerFactory.getLogger(BmpStation.class);
  private static final long STOP_SECONDS = 5;

  private final Transport transport = Transport.best();
  private final EventLoopGroup acceptors;
  private final EventLoopGroup workers;
  private final List<StationLoop> loops = new ArrayList<>();
  private final BmpCounters counters = new BmpCounters();

  /** By address; read by the acceptor's thread. */
  private final Map<Address, MonitoredRouter> routers = new ConcurrentHashMap<>();

  private BmpSettings settings;
  private @Nullable Channel listener;
  private int nextLoop;

  /**
   * A station that does not listen yet.
   *
   * @param policy the operator's settings for attributes
   */
  public BmpStation(
      BmpSettings settings,
      ParserPolicy policy,
      EventClock clock,
      EngineThread engine,
      Watchlist watchlist) {
    this.settings = settings;
    this.acceptors =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("bmp-accept"), transport.handlers());
    int cores = Runtime.getRuntime().availableProcessors();
    this.workers =
        new MultiThreadIoEventLoopGroup(
            cores, new DefaultThreadFactory("bmp"), transport.handlers());
    for (int i = 0; i < cores; i++) {
      loops.add(new StationLoop(workers.next(), clock, engine, watchlist, policy));
    }
  }

  /**
   * Listens.
   *
   * @throws IOException if the address cannot be listened on; the message says which and why
   */
  public void start() throws IOException {
    settings.routers().forEach(this::add);
    ChannelFuture bound =
        new ServerBootstrap()
            .group(acceptors)
            .channel(transport.server())
            .option(ChannelOption.SO_REUSEADDR, true)
            .handler(new RouterAcceptor(routers::get, counters))
            .childHandler(new ChannelInboundHandlerAdapter())
            .bind(settings.listen().toSocketAddress())
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      Throwable cause = bound.cause();
      String why = cause.getMessage() == null ? cause.toString() : cause.getMessage();
      throw new IOException("cannot listen on " + settings.listen() + " for BMP: " + why);
    }
    listener = bound.channel();
    LOG.info(
        "event=listening address={} feed=bmp routers={}",
        settings.listen(),
        settings.routers().size());
  }

  private void add(BmpRouter router) {
    StationLoop home = loops.get(nextLoop++ % loops.size());
    MonitoredRouter monitored = new MonitoredRouter(home, router, counters);
    run(
        home,
        () -> {
          home.add(monitored);
          monitored.start();
        });
    routers.put(router.address(), monitored);
  }

  /** The address that is listened on, with the port the system chose; null before the start. */
  public @Nullable InetSocketAddress listening() {
    return listener == null ? null : (InetSocketAddress) listener.localAddress();
  }

  /** What was counted so far. */
  public BmpCounters counters() {
    return counters;
  }

  /** Takes a new list of what is watched; routes of added ones are reported from the RIBs. */
  public void reindex(Watchlist watchlist, PrefixIndex added) {
    for (StationLoop loop : loops) {
      run(loop, () -> loop.routes().reindex(watchlist, added));
    }
  }

  /**
   * Makes the routers those of a new configuration: unchanged ones are not touched, removed ones
   * are closed, changed ones have to connect anew. Where to listen needs a restart.
   *
   * @param changed null if there is no router any more
   */
  public void reconfigure(@Nullable BmpSettings changed) {
    List<BmpRouter> wanted = changed == null ? List.of() : changed.routers();
    Set<BmpRouter> before = new HashSet<>(settings.routers());
    Set<BmpRouter> after = new HashSet<>(wanted);
    for (BmpRouter router : settings.routers()) {
      if (!after.contains(router)) {
        remove(router);
      }
    }
    for (BmpRouter router : wanted) {
      if (!before.contains(router)) {
        add(router);
      }
    }
    if (changed != null && !changed.listen().equals(settings.listen())) {
      LOG.warn("event=reload-incomplete reason=\"bmp.listen needs a restart\"");
    }
    settings = new BmpSettings(settings.listen(), wanted);
  }

  private void remove(BmpRouter router) {
    MonitoredRouter gone = routers.remove(router.address());
    if (gone != null) {
      run(gone.home(), gone::remove);
    }
  }

  /** Sessions of monitored peers that are up. */
  public int sessionsUp() {
    int[] count = {0};
    for (StationLoop loop : loops) {
      run(
          loop,
          () -> count[0] += loop.routers().stream().mapToInt(MonitoredRouter::sessionsUp).sum());
    }
    return count[0];
  }

  /** Closes everything. */
  public void stop() {
    if (listener != null) {
      listener.close().awaitUninterruptibly();
    }
    for (StationLoop loop : loops) {
      run(loop, () -> loop.routers().forEach(MonitoredRouter::stop));
    }
    workers
        .shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS)
        .awaitUninterruptibly(STOP_SECONDS, TimeUnit.SECONDS);
    acceptors.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1_000);
  }

  /** Runs on the loop and waits for it: starting and reloading are done when they say so. */
  private static void run(StationLoop loop, Runnable task) {
    Future<?> done = loop.routes().loop().submit(task);
    done.awaitUninterruptibly();
    if (!done.isSuccess()) {
      throw new IllegalStateException("event loop task failed", done.cause());
    }
  }
}

package io.prefixwatch.daemon.feed.bmp;

import io.netty.channel.Channel;
import io.netty.util.concurrent.ScheduledFuture;
import io.prefixwatch.bgp.bmp.MonitoredPeer;
import io.prefixwatch.bgp.session.DownReason;
import io.prefixwatch.bgp.session.DownReason.Cause;
import io.prefixwatch.daemon.config.BmpRouter;
import io.prefixwatch.monitor.event.EngineEvent;
import io.prefixwatch.monitor.registry.Session;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One configured router with the sessions of its peers, which outlive its connections. Owned by its
 * event loop; all methods run there.
 */
final class MonitoredRouter {

  /**
   * Peers of one router; real ones have some hundreds. Losing them all at once costs the engine
   * time that grows with their square: about a second for so many.
   */
  static final int MAX_PEERS = 2_048;

  private static final Logger LOG = LoggerFactory.getLogger(MonitoredRouter.class);

  /** As for a session that never came up (product.md, {@code session.down}). */
  private static final long NEVER_SECONDS = 300;

  private final StationLoop home;
  private final BmpRouter settings;
  private final BmpCounters counters;
  private final Map<MonitoredPeer, MonitoredSession> sessions = new LinkedHashMap<>();
  private @Nullable RouterConnection connection;
  private @Nullable ScheduledFuture<?> never;

  MonitoredRouter(StationLoop home, BmpRouter settings, BmpCounters counters) {
    this.home = home;
    this.settings = settings;
    this.counters = counters;
  }

  StationLoop home() {
    return home;
  }

  BmpRouter settings() {
    return settings;
  }

  BmpCounters counters() {
    return counters;
  }

  /** The router is awaited from now on. */
  void start() {
    never =
        home.routes()
            .loop()
            .schedule(
                () -> LOG.warn("event=bmp-router-never-connected router={}", settings.id()),
                NEVER_SECONDS,
                TimeUnit.SECONDS);
  }

  /**
   * The router has connected. A router has one connection: if there is another, its end has not
   * reached us, and the new one tells everything again.
   */
  void connected(Channel channel) {
    if (never != null) {
      never.cancel(false);
      never = null;
    }
    counters.add(BmpCounter.CONNECTIONS);
    if (connection != null) {
      connection.end("replaced");
    }
    connection = new RouterConnection(this, channel);
    if (home.routes().outbox().isBlocked()) {
      connection.pause();
    }
  }

  /** The connection is over, and with it all that we know of the router's peers. */
  void disconnected(RouterConnection gone) {
    if (connection == gone) {
      connection = null;
      allDown(Cause.FEED_LOST);
    }
  }

  private void allDown(Cause cause) {
    sessions.values().forEach(session -> session.down(DownReason.of(cause)));
  }

  void pause() {
    if (connection != null) {
      connection.pause();
    }
  }

  void resume() {
    if (connection != null) {
      connection.resume();
    }
  }

  boolean isConnected() {
    return connection != null;
  }

  /** Sessions that are up. */
  int sessionsUp() {
    return (int) sessions.values().stream().filter(MonitoredSession::isUp).count();
  }

  /** The session of a peer that was announced, or null. */
  @Nullable MonitoredSession find(MonitoredPeer peer) {
    return sessions.get(peer);
  }

  /** The session of a peer, a new one if need be; null if there are too many. */
  @Nullable MonitoredSession open(MonitoredPeer peer, Session session) {
    MonitoredSession known = sessions.get(peer);
    if (known != null) {
      return known;
    }
    if (sessions.size() >= MAX_PEERS && !forgetOneThatIsDown()) {
      return null;
    }
    MonitoredSession opened = new MonitoredSession(home.routes(), settings.view(), session);
    sessions.put(peer, opened);
    return opened;
  }

  private boolean forgetOneThatIsDown() {
    Iterator<MonitoredSession> all = sessions.values().iterator();
    while (all.hasNext()) {
      MonitoredSession session = all.next();
      if (!session.isUp()) {
        all.remove();
        forget(session);
        return true;
      }
    }
    return false;
  }

  /** The router will not tell of the peer any more. */
  void forget(MonitoredPeer peer) {
    MonitoredSession session = sessions.remove(peer);
    if (session != null) {
      forget(session);
    }
  }

  /** Peers that are described by name are awaited as long as they are configured. */
  private void forget(MonitoredSession session) {
    session.down(DownReason.of(Cause.STOPPED));
    session.close();
    boolean awaited = settings.peers().stream().anyMatch(peer -> peer.id().equals(session.id()));
    if (!awaited) {
      home.routes()
          .outbox()
          .accept(new EngineEvent.SessionForgotten(home.routes().clock().now(), session.id()));
    }
  }

  /** We stop; that is no incident. */
  void stop() {
    if (never != null) {
      never.cancel(false);
    }
    allDown(Cause.STOPPED);
    if (connection != null) {
      connection.end("stopped");
      connection = null;
    }
  }

  /** The router is not configured any more, or otherwise. */
  void remove() {
    stop();
    List.copyOf(sessions.keySet()).forEach(this::forget);
    home.remove(this);
  }
}

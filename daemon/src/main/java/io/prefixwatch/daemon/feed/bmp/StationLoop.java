package io.prefixwatch.daemon.feed.bmp;

import io.netty.channel.EventLoop;
import io.prefixwatch.bgp.update.ParserPolicy;
import io.prefixwatch.daemon.pipeline.EngineThread;
import io.prefixwatch.daemon.pipeline.EventClock;
import io.prefixwatch.daemon.pipeline.RouteLoop;
import io.prefixwatch.monitor.rib.Watchlist;
import java.util.ArrayList;
import java.util.List;

/** One event loop with its routers. All methods but the constructor run on the loop. */
final class StationLoop {

  private final RouteLoop routes;
  private final ParserPolicy policy;
  private final List<MonitoredRouter> routers = new ArrayList<>();

  StationLoop(
      EventLoop loop,
      EventClock clock,
      EngineThread engine,
      Watchlist watchlist,
      ParserPolicy policy) {
    this.policy = policy;
    this.routes = new RouteLoop(loop, clock, engine, watchlist, this::pause, this::resume);
  }

  RouteLoop routes() {
    return routes;
  }

  /** The operator's settings for attributes. */
  ParserPolicy policy() {
    return policy;
  }

  List<MonitoredRouter> routers() {
    return List.copyOf(routers);
  }

  void add(MonitoredRouter router) {
    routers.add(router);
  }

  void remove(MonitoredRouter router) {
    routers.remove(router);
  }

  private void pause() {
    routers.forEach(MonitoredRouter::pause);
  }

  private void resume() {
    routers.forEach(MonitoredRouter::resume);
  }
}

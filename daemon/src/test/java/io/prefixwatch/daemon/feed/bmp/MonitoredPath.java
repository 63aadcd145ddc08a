package io.prefixwatch.daemon.feed.bmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.update.ParserPolicy;
import io.prefixwatch.daemon.config.BmpRouter;
import io.prefixwatch.daemon.config.BmpSettings;
import io.prefixwatch.daemon.fuzz.FuzzWorld;
import io.prefixwatch.daemon.pipeline.SteppedEngine;
import io.prefixwatch.monitor.rib.RouteTable;
import io.prefixwatch.monitor.rib.Watchlist;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The BMP station from octets to JSON with two routers on one event loop, without sockets and
 * threads: one says whatever comes, the other one must not notice.
 */
final class MonitoredPath {

  private static final long RELEASE_MILLIS = 5;

  private final MockTicker ticker = Ticker.newMockTicker();
  private final EmbeddedChannel home = EmbeddedChannel.builder().ticker(ticker).build();
  private final SteppedEngine engine = new SteppedEngine(FuzzWorld.registry());
  private final StationLoop loop =
      new StationLoop(
          home.eventLoop(),
          engine.clock(),
          engine.thread(),
          Watchlist.of(FuzzWorld.registry().index()),
          ParserPolicy.DEFAULT);
  private final MonitoredRouter fuzzed;
  private final EmbeddedChannel goodChannel;
  private EmbeddedChannel fuzzedChannel;

  MonitoredPath() {
    BmpSettings settings = Objects.requireNonNull(FuzzWorld.config().bmp());
    fuzzed = router(settings.routers().get(0));
    MonitoredRouter good = router(settings.routers().get(1));
    fuzzedChannel = connect(fuzzed);
    goodChannel = connect(good);
  }

  private MonitoredRouter router(BmpRouter settings) {
    MonitoredRouter router = new MonitoredRouter(loop, settings, new BmpCounters());
    loop.add(router);
    router.start();
    return router;
  }

  private EmbeddedChannel connect(MonitoredRouter router) {
    EmbeddedChannel channel = EmbeddedChannel.builder().ticker(ticker).build();
    router.connected(channel);
    run(channel);
    assertThat(router.isConnected()).isTrue();
    return channel;
  }

  private void run(EmbeddedChannel channel) {
    channel.runPendingTasks();
    channel.runScheduledPendingTasks();
    channel.checkException();
    home.runPendingTasks();
    home.runScheduledPendingTasks();
    engine.step();
  }

  /** Octets of the router that says anything; it connects again if it has to. */
  void fuzzed(byte[] octets) {
    if (!fuzzedChannel.isOpen()) {
      fuzzedChannel = connect(fuzzed);
    }
    fuzzedChannel.writeInbound(Unpooled.copiedBuffer(octets));
    run(fuzzedChannel);
  }

  void cut() {
    fuzzedChannel.close().syncUninterruptibly();
    run(fuzzedChannel);
  }

  /** Octets of the router that must not notice. */
  void good(byte[] octets) {
    goodChannel.writeInbound(Unpooled.copiedBuffer(octets));
    run(goodChannel);
    assertThat(goodChannel.isOpen()).isTrue();
  }

  void pass(Duration time) {
    ticker.advance(time.toSeconds(), TimeUnit.SECONDS);
    run(goodChannel);
    engine.pass(time);
    loop.routes().table().advance(engine.clock().now().plus(time));
    engine.step();
  }

  /** The router that says anything is not configured any more. */
  void removeFuzzed() {
    fuzzed.remove();
    run(fuzzedChannel);
    // Its routes are forgotten a little later.
    ticker.advance(RELEASE_MILLIS, TimeUnit.MILLISECONDS);
    run(goodChannel);
  }

  int prefixes() {
    RouteTable table = loop.routes().table();
    return table.prefixes(Family.IPV4_UNICAST) + table.prefixes(Family.IPV6_UNICAST);
  }

  int attributeSets() {
    return loop.routes().table().attributeSets();
  }

  List<String> lines() {
    return engine.lines();
  }
}

package io.prefixwatch.daemon.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.RouterId;
import io.prefixwatch.monitor.engine.Engine;
import io.prefixwatch.monitor.event.EngineEvent;
import io.prefixwatch.monitor.registry.DetectionSettings;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.registry.Speaker;
import io.prefixwatch.monitor.rib.Watchlist;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RouteLoopTest {

  private static final Registry REGISTRY =
      Registry.of(
          1,
          new Speaker(64500, RouterId.parse("192.0.2.1"), List.of()),
          List.of(),
          List.of(),
          DetectionSettings.DEFAULT);

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final EventLoop loop = group.next();
  private final AtomicInteger told = new AtomicInteger();
  private final EventClock clock = new EventClock();
  private final EngineThread engine =
      new EngineThread(new Engine(REGISTRY), clock, effects -> told.addAndGet(effects.size()));
  private final RouteLoop routes =
      new RouteLoop(loop, clock, engine, Watchlist.of(REGISTRY), () -> {}, () -> {});

  @AfterEach
  void shutDown() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private int toldAfter(Instant at) {
    routes.outbox().accept(new EngineEvent.EndOfRib(at, "a", Family.IPV4_UNICAST));
    engine.handleQueued();
    return told.get();
  }

  /** A timer that asked for the time of a turn once made what it told wait for the next message. */
  @Test
  void tellsAtOnceWhatATimerBringsOutsideOfATurn() {
    assertThat(toldAfter(routes.now())).isEqualTo(1);
  }

  @Test
  void tellsAtItsEndWhatATurnBrings() {
    long micros = routes.turnMicros();

    assertThat(toldAfter(routes.now())).isZero();
    assertThat(routes.turnMicros()).isEqualTo(micros);

    routes.turnOver();
    engine.handleQueued();
    assertThat(told).hasValue(1);
    assertThat(toldAfter(routes.now())).isEqualTo(2);
  }
}

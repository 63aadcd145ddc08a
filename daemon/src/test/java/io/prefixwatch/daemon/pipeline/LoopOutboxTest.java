package io.prefixwatch.daemon.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.RouterId;
import io.prefixwatch.monitor.engine.Engine;
import io.prefixwatch.monitor.event.Effect;
import io.prefixwatch.monitor.event.EngineEvent;
import io.prefixwatch.monitor.registry.DetectionSettings;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.registry.Speaker;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopOutboxTest {

  private static final int EVENTS = EngineThread.CAPACITY + 5_000;

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final EventLoop loop = group.next();
  private final AtomicInteger pauses = new AtomicInteger();
  private final CountDownLatch resumed = new CountDownLatch(1);
  private final AtomicInteger told = new AtomicInteger();
  private volatile boolean inOrder = true;

  @AfterEach
  void shutDown() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  /** Counts End-of-RIB events; each carries its number as its time. */
  private void count(List<Effect> effects) {
    for (Effect effect : effects) {
      Instant time = ((Effect.EventRaised) effect).event().time();
      inOrder &= time.getEpochSecond() == told.getAndIncrement();
    }
  }

  private EngineThread engine() {
    Registry registry =
        Registry.of(
            1,
            new Speaker(64500, RouterId.parse("192.0.2.1"), List.of()),
            List.of(),
            List.of(),
            DetectionSettings.DEFAULT);
    return new EngineThread(new Engine(registry), new EventClock(), this::count);
  }

  private static EngineEvent event(int number) {
    return new EngineEvent.EndOfRib(Instant.ofEpochSecond(number), "a", Family.IPV4_UNICAST);
  }

  @Test
  void handsOverAtTheEndOfTheTurnWhatItHolds() {
    EngineThread engine = engine();
    LoopOutbox outbox = new LoopOutbox(loop, engine, pauses::incrementAndGet, resumed::countDown);

    outbox.accept(event(0));
    engine.handleQueued();
    assertThat(told).hasValue(1);

    outbox.hold();
    outbox.accept(event(1));
    outbox.accept(event(2));
    engine.handleQueued();
    assertThat(told).hasValue(1);

    outbox.handOver();
    engine.handleQueued();
    assertThat(told).hasValue(3);
    assertThat(inOrder).isTrue();
  }

  @Test
  void handsOverWithinALongTurn() {
    EngineThread engine = engine();
    LoopOutbox outbox = new LoopOutbox(loop, engine, pauses::incrementAndGet, resumed::countDown);

    outbox.hold();
    for (int i = 0; i < 1_000; i++) {
      outbox.accept(event(i));
    }
    engine.handleQueued();

    assertThat(told.get()).isGreaterThan(900);
    assertThat(inOrder).isTrue();
  }

  @Test
  void turnsReadingOffWhileTheEngineIsFullAndLosesNothing() throws InterruptedException {
    EngineThread engine = engine();
    LoopOutbox outbox = new LoopOutbox(loop, engine, pauses::incrementAndGet, resumed::countDown);

    loop.submit(
            () -> {
              for (int i = 0; i < EVENTS; i++) {
                outbox.accept(event(i));
              }
            })
        .awaitUninterruptibly();

    assertThat(pauses).hasValue(1);
    assertThat(resumed.getCount()).isEqualTo(1);

    engine.start();
    assertThat(resumed.await(30, TimeUnit.SECONDS)).isTrue();
    engine.stop();

    assertThat(told).hasValue(EVENTS);
    assertThat(inOrder).isTrue();
    assertThat(outbox.isBlocked()).isFalse();
  }
}

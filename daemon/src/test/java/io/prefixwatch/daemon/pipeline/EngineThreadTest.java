package io.prefixwatch.daemon.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prefixwatch.bgp.net.RouterId;
import io.prefixwatch.monitor.engine.Engine;
import io.prefixwatch.monitor.registry.DetectionSettings;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.registry.Speaker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class EngineThreadTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final EngineThread engine =
      new EngineThread(
          new Engine(
              Registry.of(
                  1,
                  new Speaker(64500, RouterId.parse("192.0.2.1"), List.of()),
                  List.of(),
                  List.of(),
                  DetectionSettings.DEFAULT)),
          new EventClock(),
          effects -> {});

  @Test
  void answersBetweenTwoEventsOnItsOwnThread() throws Exception {
    engine.start();
    try {
      String thread = engine.ask(asked -> Thread.currentThread().getName(), PATIENCE);
      assertThat(thread).isEqualTo("engine");
      assertThat(engine.ask(Engine::openIncidents, PATIENCE)).isZero();
    } finally {
      engine.stop();
    }
  }

  @Test
  void goesOnAfterAQuestionThatFailed() throws Exception {
    engine.start();
    try {
      assertThatThrownBy(() -> engine.ask(asked -> List.of().get(0), PATIENCE))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("could not answer");
      assertThat(engine.ask(Engine::openIncidents, PATIENCE)).isZero();
    } finally {
      engine.stop();
    }
  }

  @Test
  void doesNotKeepWhoAsksWaitingForEver() {
    assertThatThrownBy(() -> engine.ask(Engine::openIncidents, Duration.ofMillis(1)))
        .isInstanceOf(TimeoutException.class);
  }
}

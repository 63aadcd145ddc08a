package io.prefixwatch.daemon.pipeline;

import io.prefixwatch.daemon.json.AlertJson;
import io.prefixwatch.daemon.json.EventJson;
import io.prefixwatch.daemon.json.JsonWriter;
import io.prefixwatch.monitor.engine.Engine;
import io.prefixwatch.monitor.event.Effect;
import io.prefixwatch.monitor.event.EngineEvent;
import io.prefixwatch.monitor.registry.Registry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The engine behind its queue, without its thread; what it says is kept as lines of JSON. */
public final class SteppedEngine {

  private final EventClock clock = new EventClock();
  private final List<String> lines = new ArrayList<>();
  private final JsonWriter writer = new JsonWriter();
  private final EngineThread thread;
  private Duration ahead = Duration.ZERO;

  public SteppedEngine(Registry registry) {
    thread = new EngineThread(new Engine(registry), clock, this::take);
  }

  private void take(List<Effect> effects) {
    for (Effect effect : effects) {
      if (effect instanceof Effect.AlertRaised raised) {
        AlertJson.write(writer, raised.alert());
      } else if (effect instanceof Effect.EventRaised raised) {
        EventJson.write(writer, raised.event());
      }
      lines.add(new String(writer.take(), StandardCharsets.UTF_8));
    }
  }

  public EngineThread thread() {
    return thread;
  }

  public EventClock clock() {
    return clock;
  }

  /** Handles all that is queued; an exception of the engine fails. */
  public void step() {
    thread.handleQueued();
    if (thread.failures() > 0) {
      throw new AssertionError("the engine met a bug; see the log");
    }
  }

  /** Lets the engine's time run ahead of the clock; its timers fire. */
  public void pass(Duration time) {
    ahead = ahead.plus(time);
    try {
      thread.put(new EngineEvent.Tick(clock.now().plus(ahead)));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    step();
  }

  /** Everything said so far, a record a line. */
  public List<String> lines() {
    return lines;
  }
}

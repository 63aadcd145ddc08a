package io.prefixwatch.daemon.delivery;

import io.prefixwatch.daemon.delivery.sink.Sink;
import io.prefixwatch.daemon.json.AlertJson;
import io.prefixwatch.daemon.json.EventJson;
import io.prefixwatch.daemon.json.JsonWriter;
import io.prefixwatch.daemon.pipeline.EventClock;
import io.prefixwatch.monitor.event.Effect;
import io.prefixwatch.monitor.event.EventType;
import io.prefixwatch.monitor.event.MonitorEvent;
import io.prefixwatch.monitor.incident.ContentId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Turns what the engine says into lines and hands each to every sink that wants it. Called by the
 * engine thread; never blocks it.
 */
public final class Delivery {

  private static final long PATIENCE_MILLIS = 5_000;

  private final EventClock clock;
  private final List<SinkWorker> workers;
  private final JsonWriter json = new JsonWriter();
  private final boolean anyWantsEvents;

  public Delivery(List<Sink> sinks, EventClock clock) {
    this.clock = clock;
    this.workers =
        sinks.stream().map(sink -> new SinkWorker(sink, lost -> gap(sink, lost))).toList();
    this.anyWantsEvents = sinks.stream().anyMatch(Sink::wantsEvents);
  }

  public void start() {
    workers.forEach(SinkWorker::start);
  }

  /** Takes what follows from one event, in order. */
  public void accept(List<Effect> effects) {
    for (Effect effect : effects) {
      if (effect instanceof Effect.AlertRaised raised) {
        AlertJson.write(json, raised.alert());
        byte[] line = json.take();
        workers.forEach(worker -> worker.offer(line));
      } else if (effect instanceof Effect.EventRaised raised && anyWantsEvents) {
        EventJson.write(json, raised.event());
        byte[] line = json.take();
        workers.stream().filter(SinkWorker::wantsEvents).forEach(worker -> worker.offer(line));
      }
    }
  }

  /** The record that tells a sink what it has missed. */
  private byte[] gap(Sink sink, long lost) {
    Instant now = clock.now();
    JsonWriter out = new JsonWriter();
    EventJson.write(
        out,
        new MonitorEvent(
            "evt-" + ContentId.of("DeliveryGap", sink.name(), now.toString()),
            0,
            now,
            EventType.DELIVERY_GAP,
            lost + " records for sink " + sink.name() + " were lost: it took nothing for too long",
            null,
            null,
            null,
            Map.of("sink", sink.name(), "lost", lost)));
    return out.take();
  }

  /** Delivers what waits, for a bounded time, and closes the sinks. */
  public void stop() throws InterruptedException {
    for (SinkWorker worker : workers) {
      worker.stop(PATIENCE_MILLIS);
    }
  }
}

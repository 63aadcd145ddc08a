package io.prefixwatch.daemon.delivery;

import io.prefixwatch.daemon.config.SinkFilter;
import io.prefixwatch.daemon.delivery.sink.Sink;
import io.prefixwatch.daemon.pipeline.EventClock;
import io.prefixwatch.daemon.store.OutboxRecord;
import io.prefixwatch.daemon.store.OutboxRecord.AlertLabels;
import io.prefixwatch.daemon.store.SinkProgress;
import io.prefixwatch.daemon.store.Store;
import io.prefixwatch.monitor.event.Effect;
import io.prefixwatch.monitor.event.EventType;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the engine says into lines and hands each to every sink that wants it, with a store
 * not before it is on the disk. Called by the engine thread; waits only as {@link StoredOutbox}
 * says.
 */
public final class Delivery {

  private static final long PATIENCE_MILLIS = 5_000;

  private final EventClock clock;
  private final List<SinkWorker> workers = new ArrayList<>();
  private final Records records = new Records();
  private final AlertCounts counts = new AlertCounts();
  private final LatencyHistogram detection = new LatencyHistogram();
  private final boolean keepsEvents;
  private final @Nullable StoredOutbox outbox;

  /** Null if nobody looks on; set before the start. */
  private @Nullable RecordFollower follower;

  /** Of the last record, where there is no store that numbers them. Owned by the engine thread. */
  private long position;

  /**
   * A sink, and which alerts it wants.
   *
   * @param sink closed in the end
   * @param heartbeat how often it is told that we are alive; zero for never
   */
  public record Destination(Sink sink, SinkFilter filter, Duration heartbeat) {

    /** A sink that is told of alerts and events only. */
    public Destination(Sink sink, SinkFilter filter) {
      this(sink, filter, Duration.ZERO);
    }
  }

  /** In memory only: what a sink has not taken when the process ends is lost. */
  public Delivery(List<Sink> sinks, EventClock clock) {
    this.clock = clock;
    this.outbox = null;
    this.keepsEvents = sinks.stream().anyMatch(Sink::wantsEvents);
    for (Sink sink : sinks) {
      workers.add(worker(new Destination(sink, SinkFilter.EVERYTHING), null, SinkProgress.NONE));
    }
  }

  /**
   * With a store, if there is one.
   *
   * @param store closed by whoever opened it, after {@link #stop}
   * @param retention how long delivered records are kept
   * @throws IOException if the store cannot be read
   */
  public Delivery(
      List<Destination> destinations, EventClock clock, @Nullable Store store, Duration retention)
      throws IOException {
    this.clock = clock;
    this.keepsEvents =
        store != null || destinations.stream().anyMatch(to -> to.sink().wantsEvents());
    this.outbox =
        store == null
            ? null
            : new StoredOutbox(store, retention, clock, this::handOn, this::storeChanged);
    for (Destination destination : destinations) {
      SinkProgress progress =
          outbox == null ? SinkProgress.NONE : outbox.progress(destination.sink().name());
      workers.add(worker(destination, outbox == null ? null : outbox.backlog(), progress));
    }
  }

  private SinkWorker worker(
      Destination destination, @Nullable Backlog backlog, SinkProgress progress) {
    Sink sink = destination.sink();
    Set<String> told = progress.told();
    return new SinkWorker(
        sink,
        new SinkMatch(destination.filter(), sink.wantsEvents(), told),
        backlog,
        progress.position(),
        clock,
        lost -> gap(sink, lost),
        destination.heartbeat().isZero() ? null : new Heartbeat(destination.heartbeat(), clock));
  }

  /** Lets somebody look on; before the start. */
  public void follow(RecordFollower looksOn) {
    follower = looksOn;
  }

  public void start() {
    workers.forEach(SinkWorker::start);
    if (outbox != null) {
      outbox.start();
    }
  }

  /** Takes what follows from one event, in order. */
  public void accept(List<Effect> effects) {
    for (Effect effect : effects) {
      if (effect instanceof Effect.AlertRaised raised) {
        OutboxRecord record = records.of(raised.alert(), raised.trace());
        if (record.alert() != null) {
          counts.count(record.alert());
          detection.add(clock.micros() - record.timeMicros());
        }
        put(record);
      } else if (effect instanceof Effect.EventRaised raised && wantsEvents()) {
        put(records.of(raised.event()));
      }
    }
  }

  /**
   * Sends a test alert, opened and closed, to every sink; by the engine thread.
   *
   * @param instance who signs it
   * @return the id of its incident
   */
  public String test(String instance) {
    List<OutboxRecord> pair = TestAlerts.at(clock.now(), instance);
    pair.forEach(this::put);
    AlertLabels labels = pair.get(0).alert();
    return labels == null ? "" : labels.incidentId();
  }

  private boolean wantsEvents() {
    return keepsEvents || (follower != null && follower.listens());
  }

  private void put(OutboxRecord record) {
    if (outbox == null) {
      handOn(record.at(++position));
    } else {
      outbox.accept(record);
    }
  }

  private void handOn(OutboxRecord record) {
    for (SinkWorker worker : workers) {
      worker.offer(record);
    }
    if (follower != null) {
      follower.accept(record);
    }
  }

  /** What was raised since the start; for any thread. */
  public AlertCounts counts() {
    return counts;
  }

  /** From when octets were read, or a timer was due, to the alert; for any thread. */
  public LatencyHistogram detection() {
    return detection;
  }

  /** How each sink is now; for any thread. */
  public List<SinkStatus> sinks() {
    return workers.stream().map(SinkWorker::status).toList();
  }

  /** Records that wait to be written to the store. */
  public int waiting() {
    return outbox == null ? 0 : outbox.waiting();
  }

  /** Whether records reach the disk before the sinks; null if there is no store. */
  public @Nullable StoreState storeState() {
    return outbox == null ? null : outbox.state();
  }

  /** Every sink is told, also one that wants alerts only: what comes next may be lost. */
  private void storeChanged(StoreState state) {
    Instant now = clock.now();
    Map<String, Object> details = new LinkedHashMap<>();
    if (state.works()) {
      details.put("lost", state.lost());
      handOn(
          Records.ofDelivery(
              now, EventType.STORE_RECOVERED, "The store takes records again", details));
    } else {
      details.put("reason", String.valueOf(state.reason()));
      handOn(
          Records.ofDelivery(
              now,
              EventType.STORE_FAILED,
              "The store takes no records; from here on they are in memory only",
              details));
    }
  }

  /** The record that tells a sink what it has missed. */
  private OutboxRecord gap(Sink sink, long lost) {
    return Records.ofDelivery(
        clock.now(),
        EventType.DELIVERY_GAP,
        lost + " records for sink " + sink.name() + " were lost: it took nothing for too long",
        Map.of("sink", sink.name(), "lost", lost));
  }

  /** Delivers what waits, for a bounded time, and closes the sinks. */
  public void stop() throws InterruptedException {
    if (outbox != null) {
      outbox.stop();
    }
    for (SinkWorker worker : workers) {
      worker.stop(PATIENCE_MILLIS);
    }
    if (outbox != null) {
      outbox.close();
    }
  }
}

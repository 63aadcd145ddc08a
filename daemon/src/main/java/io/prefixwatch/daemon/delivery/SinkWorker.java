package io.prefixwatch.daemon.delivery;

import io.prefixwatch.daemon.delivery.sink.RecordRefusedException;
import io.prefixwatch.daemon.delivery.sink.Sink;
import io.prefixwatch.daemon.delivery.sink.SinkBusyException;
import io.prefixwatch.daemon.pipeline.EventClock;
import io.prefixwatch.daemon.store.DeadLetter;
import io.prefixwatch.daemon.store.OutboxRecord;
import io.prefixwatch.daemon.store.SinkProgress;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One sink with its queue and its thread: a record is offered until it is taken or refused for
 * good.
 *
 * <p>Overflow rule. With a store: a sink that takes nothing has its queue emptied beyond {@link
 * #CAPACITY} and reads the rest from the store when it works again. Without: it loses its oldest
 * records; they are counted, logged, and the sink is told by a {@code DeliveryGap} record.
 */
final class SinkWorker {

  /** Records that wait for a sink in memory. */
  static final int CAPACITY = 100_000;

  private static final Logger LOG = LoggerFactory.getLogger(SinkWorker.class);
  private static final int PAGE = 500;
  private static final long SYNC_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long POLL_MILLIS = 100;

  private final Sink sink;
  private final SinkMatch match;
  private final @Nullable Backlog backlog;
  private final EventClock clock;
  private final LongFunction<OutboxRecord> gapRecord;
  private final BlockingQueue<OutboxRecord> queue = new LinkedBlockingQueue<>(CAPACITY);
  private final AtomicLong lost = new AtomicLong();
  private final @Nullable Heartbeat heartbeat;
  private final Backoff backoff = new Backoff(new SplittableRandom());
  private final Thread thread;
  private final AtomicLong delivered = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong lostInAll = new AtomicLong();
  private volatile boolean stopping;
  private volatile boolean failing;

  /** Guarded by this: the queue leaves something out, which is in the store. */
  private boolean behind;

  /** The last record that was delivered or passed over. */
  private long position;

  private long syncedPosition;
  private long syncedAt = System.nanoTime();
  private boolean resumed;
  private long tickAt = System.nanoTime();

  /**
   * A worker that is not started.
   *
   * @param match which records the sink wants
   * @param backlog what was not delivered before; null if there is no store
   * @param position how far the sink had come
   * @param gapRecord makes the record that tells of lost ones
   * @param heartbeat what it is told while nothing else happens; null for nothing
   */
  SinkWorker(
      Sink sink,
      SinkMatch match,
      @Nullable Backlog backlog,
      long position,
      EventClock clock,
      LongFunction<OutboxRecord> gapRecord,
      @Nullable Heartbeat heartbeat) {
    this.sink = sink;
    this.match = match;
    this.backlog = backlog;
    this.clock = clock;
    this.gapRecord = gapRecord;
    this.heartbeat = heartbeat;
    this.position = position;
    this.syncedPosition = position;
    this.behind = backlog != null;
    this.thread = new Thread(this::run, "sink-" + sink.name());
  }

  void start() {
    thread.start();
  }

  /** How it is now; for any thread. */
  SinkStatus status() {
    return new SinkStatus(
        sink.name(),
        queue.size(),
        delivered.get(),
        refused.get(),
        failures.get(),
        lostInAll.get(),
        failing);
  }

  /** Takes a record; never blocks. */
  synchronized void offer(OutboxRecord record) {
    if (behind) {
      return;
    }
    while (!queue.offer(record)) {
      if (backlog != null) {
        behind = true;
        return;
      }
      if (queue.poll() != null) {
        lost.incrementAndGet();
        lostInAll.incrementAndGet();
      }
    }
  }

  /** Delivers what waits, for a bounded time, then closes the sink. */
  void stop(long patienceMillis) throws InterruptedException {
    stopping = true;
    thread.join(patienceMillis);
    if (thread.isAlive()) {
      LOG.error("event=sink-abandoned sink={} undelivered={}", sink.name(), queue.size());
      thread.interrupt();
      thread.join(patienceMillis);
    }
  }

  private void run() {
    try (sink) {
      boolean idle = false;
      while (!stopping || !idle) {
        tick();
        idle = !deliverNext();
      }
      sink.release();
      acknowledge();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.error("event=sink-close-failed sink={} reason={}", sink.name(), e.toString());
    } finally {
      if (backlog != null) {
        backlog.close();
      }
    }
  }

  /** False if nothing waits. */
  private boolean deliverNext() throws InterruptedException {
    OutboxRecord record = queue.poll();
    if (record == null) {
      List<OutboxRecord> page = backlogPage();
      for (OutboxRecord stored : page) {
        deliver(stored);
        tick();
      }
      if (!page.isEmpty()) {
        return true;
      }
      acknowledge();
      record = queue.poll(stopping ? 0 : POLL_MILLIS, TimeUnit.MILLISECONDS);
    }
    if (record != null) {
      deliver(record);
    }
    return record != null;
  }

  /** What is due by time. What fails is tried again, later and later, as a record is. */
  private void tick() {
    long now = System.nanoTime();
    if (now - tickAt < 0) {
      return;
    }
    tickAt = now + TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS);
    try {
      if (!resumed && backlog != null) {
        sink.resume(() -> backlog.open(match.told()));
      }
      resumed = true;
      if (heartbeat != null && heartbeat.isDue(now)) {
        sink.write(heartbeat.record(status()));
        heartbeat.sent(now);
      }
      sink.tick();
      if (failing && !sink.holdsBack()) {
        recovered();
      }
    } catch (RecordRefusedException e) {
      refused("by-time", position, e);
    } catch (IOException e) {
      failed(e);
      tickAt = now + backoff.next().toNanos();
    }
  }

  /** What the queue left out; empty when the queue holds all that comes. */
  private List<OutboxRecord> backlogPage() throws InterruptedException {
    if (backlog == null) {
      return List.of();
    }
    while (true) {
      synchronized (this) {
        if (!behind) {
          return List.of();
        }
        try {
          List<OutboxRecord> page = backlog.after(position, PAGE);
          behind = !page.isEmpty();
          return page;
        } catch (IOException e) {
          failed(e);
        }
      }
      if (stopping) {
        return List.of();
      }
      Thread.sleep(backoff.next().toMillis());
    }
  }

  private void deliver(OutboxRecord record) throws InterruptedException {
    boolean placed = record.position() > 0;
    if (placed && record.position() <= position) {
      return;
    }
    // What has no place tells of the delivery itself, and every sink is told.
    if (!placed || match.wants(record)) {
      offerUntilTaken(record);
    }
    if (placed) {
      position = record.position();
    }
    if (System.nanoTime() - syncedAt > SYNC_NANOS) {
      acknowledge();
    }
  }

  private void offerUntilTaken(OutboxRecord record) throws InterruptedException {
    while (true) {
      try {
        tellOfGap();
        sink.write(record);
        if (queue.isEmpty()) {
          sink.flush();
        }
        if (!sink.holdsBack()) {
          recovered();
        }
        delivered.incrementAndGet();
        match.delivered(record);
        return;
      } catch (RecordRefusedException e) {
        refused(record.id(), record.position(), e);
        return;
      } catch (SinkBusyException e) {
        failed(e);
        pause(longer(e.pause(), backoff.next()));
      } catch (IOException e) {
        failed(e);
        pause(backoff.next());
      }
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private void pause(Duration pause) throws InterruptedException {
    long left = pause.toMillis();
    // In short pieces, so that an end is not held up by a sink that fails.
    while (left > 0) {
      long piece = Math.min(left, POLL_MILLIS);
      Thread.sleep(piece);
      left = stopping ? Math.min(left - piece, Backoff.FIRST.toMillis()) : left - piece;
    }
  }

  private void tellOfGap() throws IOException {
    long gap = lost.get();
    if (gap > 0) {
      sink.write(gapRecord.apply(gap));
      lost.addAndGet(-gap);
    }
  }

  private void refused(String record, long place, RecordRefusedException e) {
    refused.incrementAndGet();
    LOG.error(
        "event=record-refused sink={} record={} reason=\"{}\"",
        sink.name(),
        record,
        e.getMessage());
    if (backlog != null) {
      long now = clock.micros();
      backlog.refused(new DeadLetter(sink.name(), place, now, String.valueOf(e.getMessage())));
    }
  }

  /** Lets the store know how far the sink has come, once that would survive a loss of power. */
  private void acknowledge() {
    syncedAt = System.nanoTime();
    if (backlog == null || position == syncedPosition || sink.holdsBack()) {
      return;
    }
    try {
      sink.sync();
      backlog.delivered(sink.name(), new SinkProgress(position, match.told()));
      syncedPosition = position;
    } catch (IOException e) {
      failed(e);
    }
  }

  private void failed(IOException e) {
    failures.incrementAndGet();
    if (!failing) {
      failing = true;
      LOG.error("event=sink-failing sink={} reason={}", sink.name(), e.toString());
    }
  }

  private void recovered() {
    backoff.reset();
    if (failing) {
      failing = false;
      LOG.info("event=sink-recovered sink={}", sink.name());
    }
  }
}

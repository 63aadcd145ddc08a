package io.prefixwatch.daemon.delivery;

import io.prefixwatch.daemon.delivery.sink.Sink;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One sink with its queue and its thread: a record is offered until it is taken.
 *
 * <p>Overflow rule: a sink that takes nothing loses its oldest records beyond {@link #CAPACITY};
 * they are counted, logged, and the sink is told by a {@code DeliveryGap} record when it works
 * again.
 */
final class SinkWorker {

  /** Records that wait for a sink. */
  static final int CAPACITY = 100_000;

  private static final Logger LOG = LoggerFactory.getLogger(SinkWorker.class);
  private static final long RETRY_MILLIS = 1_000;

  private final Sink sink;
  private final LongFunction<byte[]> gapRecord;
  private final BlockingQueue<byte[]> queue = new LinkedBlockingQueue<>(CAPACITY);
  private final AtomicLong lost = new AtomicLong();
  private final Thread thread;
  private volatile boolean stopping;
  private boolean failing;

  /**
   * A worker that is not started.
   *
   * @param gapRecord makes the record that tells of lost ones
   */
  SinkWorker(Sink sink, LongFunction<byte[]> gapRecord) {
    this.sink = sink;
    this.gapRecord = gapRecord;
    this.thread = new Thread(this::run, "sink-" + sink.name());
  }

  void start() {
    thread.start();
  }

  boolean wantsEvents() {
    return sink.wantsEvents();
  }

  /** Takes a record; never blocks. */
  void offer(byte[] line) {
    while (!queue.offer(line)) {
      if (queue.poll() != null) {
        lost.incrementAndGet();
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
    }
  }

  private void run() {
    try (sink) {
      while (!stopping || !queue.isEmpty()) {
        byte[] line = queue.poll(100, TimeUnit.MILLISECONDS);
        if (line != null) {
          deliver(line);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.error("event=sink-close-failed sink={} reason={}", sink.name(), e.toString());
    }
  }

  private void deliver(byte[] line) throws InterruptedException {
    while (true) {
      try {
        long gap = lost.get();
        if (gap > 0) {
          sink.write(gapRecord.apply(gap));
          lost.addAndGet(-gap);
        }
        sink.write(line);
        if (queue.isEmpty()) {
          sink.flush();
        }
        recovered();
        return;
      } catch (IOException e) {
        failed(e);
        Thread.sleep(RETRY_MILLIS);
      }
    }
  }

  private void failed(IOException e) {
    if (!failing) {
      failing = true;
      LOG.error("event=sink-failing sink={} reason={}", sink.name(), e.toString());
    }
  }

  private void recovered() {
    if (failing) {
      failing = false;
      LOG.info("event=sink-recovered sink={}", sink.name());
    }
  }
}

package io.prefixwatch.daemon.inspect;

import io.prefixwatch.bgp.mrt.MrtFault;
import io.prefixwatch.daemon.feed.mrt.MrtFile;
import io.prefixwatch.daemon.feed.mrt.RecordBatch;
import io.prefixwatch.daemon.feed.mrt.RecordBatches;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Dumps one file on all processors: one thread reads and unpacks, several render batches of
 * records, the calling one writes in the order of the file. The output is that of {@link
 * RecordingDump} to the octet; memory is bounded by the number of threads.
 */
public final class ParallelDump {

  private final Consumer<MrtFault> complaints;
  private final int threads;
  private final List<BatchDump> dumps = new ArrayList<>();
  private final Deque<BatchDump> idle = new ArrayDeque<>();
  private final Deque<Running> running = new ArrayDeque<>();

  /** A batch that is being rendered. */
  private record Running(RecordBatch batch, BatchDump dump, Future<?> rendering) {}

  /**
   * A dump of one file.
   *
   * @param out gets whole lines, in large pieces; its failures surface as UncheckedIOException
   * @param complaints gets what could not be read inside whole records, on the calling thread
   * @param threads that render, at least one
   */
  public ParallelDump(OutputStream out, Consumer<MrtFault> complaints, int threads) {
    this.complaints = complaints;
    this.threads = threads;
    // Twice as many batches as threads, so that none waits for a line to be written.
    for (int i = 0; i < 2 * threads; i++) {
      dumps.add(new BatchDump(out));
    }
    idle.addAll(dumps);
  }

  /**
   * Dumps what is left of a file; once.
   *
   * @return what ended the recording before its time, null after a clean end
   * @throws IOException if the file itself cannot be read any further
   */
  public @Nullable MrtFault dump(MrtFile file) throws IOException {
    ExecutorService workers = Executors.newFixedThreadPool(threads, ParallelDump::worker);
    try (RecordBatches batches = file.batches()) {
      dump(batches, workers);
      return file.end(batches);
    } finally {
      workers.shutdownNow();
    }
  }

  private static Thread worker(Runnable task) {
    Thread thread = new Thread(task, "dump");
    thread.setDaemon(true);
    return thread;
  }

  private void dump(RecordBatches batches, ExecutorService workers) throws IOException {
    try {
      while (startSome(batches, workers)) {
        finishOldest(batches);
      }
    } catch (IOException e) {
      // The file fails, the batches before that do not.
      while (!running.isEmpty()) {
        finishOldest(batches);
      }
      throw e;
    }
  }

  /** Starts what there is to start; false if nothing is left. */
  private boolean startSome(RecordBatches batches, ExecutorService workers) throws IOException {
    while (!idle.isEmpty()) {
      RecordBatch next = running.isEmpty() ? batches.take() : batches.poll();
      if (next == null) {
        break;
      }
      BatchDump dump = idle.remove();
      running.add(new Running(next, dump, workers.submit(() -> render(dump, next))));
    }
    return !running.isEmpty();
  }

  private static void render(BatchDump dump, RecordBatch batch) {
    try {
      dump.run(batch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void finishOldest(RecordBatches batches) {
    Running oldest = running.remove();
    oldest.dump().open();
    await(oldest.rendering());
    oldest.dump().finish(complaints);
    batches.recycle(oldest.batch());
    idle.add(oldest.dump());
  }

  private static void await(Future<?> rendering) {
    try {
      rendering.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UncheckedIOException failed) {
        throw failed;
      }
      throw new IllegalStateException("rendering a batch", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted", e));
    }
  }

  /** How many records of which type were skipped. */
  public Map<String, Long> unsupported() {
    Map<String, Long> all = new TreeMap<>();
    dumps.forEach(dump -> dump.unsupported().forEach((type, n) -> all.merge(type, n, Long::sum)));
    return Collections.unmodifiableMap(all);
  }
}

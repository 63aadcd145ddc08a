package io.prefixwatch.daemon.feed.mrt;

import io.prefixwatch.bgp.mrt.MrtFault;
import io.prefixwatch.bgp.mrt.MrtReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The records of a file in batches, read, unpacked and cut by a thread of their own, a few batches
 * ahead of the one thread that takes them.
 *
 * <p>Batches hold about {@value #BATCH} octets, or one record that is longer; what waits is bounded
 * by {@value #AHEAD} of them.
 */
public final class RecordBatches implements AutoCloseable {

  private static final int BATCH = 1 << 18;
  private static final int AHEAD = 4;
  private static final int SPARE = 2 * AHEAD;

  /** Behind the last batch. */
  private static final RecordBatch END = new RecordBatch(new byte[0], 0, 0, null);

  private final MrtReader reader;
  private final BlockingQueue<RecordBatch> ready = new ArrayBlockingQueue<>(AHEAD);
  private final BlockingQueue<byte[]> spare = new ArrayBlockingQueue<>(SPARE);
  private final Thread thread = new Thread(this::read, "mrt-reader");

  // Written by the thread before END, read behind it.
  private @Nullable IOException failure;
  private @Nullable Throwable bug;

  private boolean ended;

  private RecordBatches(InputStream octets) {
    reader = new MrtReader(octets);
    thread.setDaemon(true);
  }

  /** Starts to read decompressed octets, which nobody else may touch until {@link #close}. */
  static RecordBatches start(InputStream octets) {
    RecordBatches batches = new RecordBatches(octets);
    batches.thread.start();
    return batches;
  }

  private void read() {
    BatchReader cutter = new BatchReader(reader, this::array);
    try {
      try {
        for (RecordBatch next = cutter.next(); next != null; next = cutter.next()) {
          ready.put(next);
        }
      } catch (IOException e) {
        failure = e;
      } catch (RuntimeException | Error e) {
        bug = e;
      }
      ready.put(END);
    } catch (InterruptedException e) {
      // Nobody wants the rest.
    }
  }

  private byte[] array() {
    byte[] used = spare.poll();
    return used == null ? new byte[BATCH] : used;
  }

  /**
   * The next batch, waited for; null at the end of the recording.
   *
   * @throws IOException if the file cannot be read any further, after every whole record
   */
  public @Nullable RecordBatch take() throws IOException {
    try {
      return ended ? null : checked(ready.take());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** The next batch if it is there already; null if not, and at the end. */
  public @Nullable RecordBatch poll() throws IOException {
    RecordBatch next = ended ? null : ready.poll();
    return next == null ? null : checked(next);
  }

  private @Nullable RecordBatch checked(RecordBatch next) throws IOException {
    if (next.length() > 0) {
      return next;
    }
    ended = true;
    if (bug != null) {
      throw new IllegalStateException("reading a recording", bug);
    }
    if (failure != null) {
      throw failure;
    }
    return null;
  }

  /** Takes back the array of a batch that is not needed any more. */
  public void recycle(RecordBatch batch) {
    if (batch.octets().length == BATCH) {
      spare.offer(batch.octets());
    }
  }

  /** Where and why the recording ended before its time; null after a clean end. */
  @Nullable MrtFault fault() {
    return reader.fault();
  }

  /** Octets up to the end of the last whole record; known at the end. */
  long offset() {
    return reader.offset();
  }

  /** Stops reading; the stream is the caller's again. */
  @Override
  public void close() {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

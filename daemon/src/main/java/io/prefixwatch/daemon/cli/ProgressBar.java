package io.prefixwatch.daemon.cli;

import io.prefixwatch.bgp.mrt.MrtFault;
import io.prefixwatch.daemon.feed.mrt.MrtFile;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How far a long job has come, drawn on a terminal's stderr twice a second; nothing anywhere else.
 * A thread of its own draws it, so the job pays nothing.
 */
final class ProgressBar implements AutoCloseable {

  private static final int WIDTH = 30;
  private static final String CLEAR_TO_END = "\u001b[K";
  private static final String CLEAR_LINE = "\r" + CLEAR_TO_END;
  private static final long DRAW_MILLIS = 500;

  private final PrintWriter err;
  private final long total;
  private final LongSupplier done;
  private final Supplier<String> status;
  private final Thread thread;
  private volatile boolean closed;

  private ProgressBar(PrintWriter err, long total, LongSupplier done, Supplier<String> status) {
    this.err = err;
    this.total = total;
    this.done = done;
    this.status = status;
    this.thread = new Thread(this::draw, "progress");
    this.thread.setDaemon(true);
  }

  /**
   * Starts to draw if stderr is a terminal.
   *
   * @param total what {@code done} reaches at the end, octets; if not positive only the status is
   *     shown
   * @param done asked from another thread
   * @param status a few words behind the bar, asked from another thread
   */
  static ProgressBar start(
      PrintWriter err, long total, LongSupplier done, Supplier<String> status) {
    ProgressBar bar = new ProgressBar(err, total, done, status);
    if (Terminal.isStderr()) {
      bar.thread.start();
    }
    return bar;
  }

  /** What reads a recording. */
  @FunctionalInterface
  interface Reading {
    @Nullable MrtFault read() throws IOException;
  }

  /** Reads a recording, whose name stands behind the bar, to its end. */
  @SuppressWarnings("try") // the bar is there to be seen, not to be used
  static @Nullable MrtFault over(MrtFile file, Path path, PrintWriter err, Reading reading)
      throws IOException {
    try (ProgressBar bar = start(err, file.size(), file::position, path::toString)) {
      return reading.read();
    }
  }

  /**
   * Where records go while a bar may be drawn: if both are seen on one terminal, the bar makes room
   * for them, and is drawn again below.
   */
  static OutputStream makingRoomFor(OutputStream records, PrintWriter err) {
    boolean together = Terminal.isStderr() && Terminal.isStdout();
    return together ? new AboveTheBar(records, err) : records;
  }

  private void draw() {
    while (!closed) {
      show("\r" + line(done.getAsLong(), total, status.get()) + CLEAR_TO_END);
      try {
        TimeUnit.MILLISECONDS.sleep(DRAW_MILLIS);
      } catch (InterruptedException e) {
        break;
      }
    }
    show(CLEAR_LINE);
  }

  private void show(String text) {
    synchronized (err) {
      err.print(text);
      err.flush();
    }
  }

  /** {@code [########----------] 44 % status}. */
  static String line(long done, long total, String status) {
    if (total <= 0) {
      return status;
    }
    long bounded = Math.max(0, Math.min(done, total));
    int filled = (int) (bounded * WIDTH / total);
    long percent = bounded * 100 / total;
    return "["
        + "#".repeat(filled)
        + "-".repeat(WIDTH - filled)
        + "] "
        + " ".repeat(3 - Long.toString(percent).length())
        + percent
        + " %  "
        + status;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(DRAW_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes the bar away before records are written, whole lines at a time. */
  static final class AboveTheBar extends FilterOutputStream {

    private final PrintWriter err;

    AboveTheBar(OutputStream out, PrintWriter err) {
      super(out);
      this.err = err;
    }

    @Override
    public void write(byte[] octets, int from, int length) throws IOException {
      if (length == 0) {
        return;
      }
      synchronized (err) {
        err.print(CLEAR_LINE);
        err.flush();
        out.write(octets, from, length);
        out.flush();
      }
    }
  }
}

package io.prefixwatch.daemon.bench;

import io.prefixwatch.bgp.fixture.load.InjectedIncident;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Follows a file of alerts and notes when the first one about each route was there. */
final class AlertTail {

  /** Between two looks at the file: what the figures may be too long by. */
  private static final long LOOK_NANOS = 50_000;

  private final Path file;
  private final AlertTimes times = new AlertTimes();
  private volatile boolean stopping;
  private final Thread thread = new Thread(this::follow, "alert-tail");

  private AlertTail(Path file) {
    this.file = file;
  }

  /** Begins behind what is there already. */
  static AlertTail start(Path file) {
    AlertTail tail = new AlertTail(file);
    tail.thread.start();
    return tail;
  }

  AlertTimes times() {
    return times;
  }

  /** Reads what is left and ends. */
  void stop() throws InterruptedException {
    stopping = true;
    thread.join();
  }

  /** When the first alert about an incident's route was in the file; null if there was none. */
  @Nullable Long seenAt(InjectedIncident incident) {
    return times.of(incident);
  }

  private void follow() {
    byte[] octets = new byte[1 << 20];
    ByteBuffer in = ByteBuffer.wrap(octets);
    try (FileChannel channel = FileChannel.open(file)) {
      channel.position(channel.size());
      while (true) {
        boolean last = stopping;
        int read = channel.read(in);
        if (read > 0) {
          note(octets, in, System.nanoTime());
        } else if (last) {
          return;
        } else {
          LockSupport.parkNanos(LOOK_NANOS);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes the whole lines and keeps the rest. */
  private void note(byte[] octets, ByteBuffer in, long now) {
    int end = in.position();
    while (end > 0 && octets[end - 1] != '\n') {
      end--;
    }
    times.note(new String(octets, 0, end, StandardCharsets.US_ASCII), now);
    in.limit(in.position()).position(end).compact();
  }

  /** Reads a file that is complete. */
  static AlertTail of(Path file) throws IOException {
    AlertTail tail = new AlertTail(file);
    try (Stream<String> lines = Files.lines(file, StandardCharsets.US_ASCII)) {
      lines.forEach(line -> tail.times.note(line, 0));
    }
    return tail;
  }
}

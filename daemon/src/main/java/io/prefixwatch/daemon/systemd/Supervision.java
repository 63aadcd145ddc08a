package io.prefixwatch.daemon.systemd;

import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd how the process is, where systemd started it and asked for that ({@code
 * Type=notify}, {@code WatchdogSec=}); does nothing elsewhere.
 *
 * <p>The watchdog is fed only if the engine has turned since it was fed last: a process that lives
 * and does not judge is restarted. Told by one thread at a time.
 */
public final class Supervision implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Supervision.class);
  private static final Duration STATUS_EVERY = Duration.ofSeconds(15);

  private final @Nullable NotifySocket socket;
  private final @Nullable Duration watchdog;
  private final LongSupplier idleMicros;
  private final Supplier<String> summary;
  private final CountDownLatch ending = new CountDownLatch(1);
  private volatile boolean failed;

  private Supervision(
      @Nullable NotifySocket socket,
      @Nullable Duration watchdog,
      LongSupplier idleMicros,
      Supplier<String> summary) {
    this.socket = socket;
    this.watchdog = watchdog;
    this.idleMicros = idleMicros;
    this.summary = summary;
  }

  /**
   * Of this process, as its environment says.
   *
   * @param idleMicros how long the engine has not turned, in microseconds
   * @param summary one line on how it goes; for any thread, and may not wait
   */
  public static Supervision ofProcess(LongSupplier idleMicros, Supplier<String> summary) {
    return of(System.getenv(), ProcessHandle.current().pid(), idleMicros, summary);
  }

  /** The same of an environment. */
  static Supervision of(
      Map<String, String> environment,
      long pid,
      LongSupplier idleMicros,
      Supplier<String> summary) {
    String address = environment.get("NOTIFY_SOCKET");
    if (address == null || address.isEmpty()) {
      return new Supervision(null, null, idleMicros, summary);
    }
    if (!Epoll.isAvailable()) {
      LOG.warn("event=systemd-not-told reason=\"Netty's native library does not load here\"");
      return new Supervision(null, null, idleMicros, summary);
    }
    return new Supervision(
        new NotifySocket(address), watchdog(environment, pid), idleMicros, summary);
  }

  /** Null if none is asked for, or of another process. */
  private static @Nullable Duration watchdog(Map<String, String> environment, long pid) {
    String micros = environment.get("WATCHDOG_USEC");
    String of = environment.get("WATCHDOG_PID");
    if (micros == null || (of != null && !of.equals(Long.toString(pid)))) {
      return null;
    }
    try {
      long value = Long.parseLong(micros);
      return value > 0 ? Duration.of(value, ChronoUnit.MICROS) : null;
    } catch (NumberFormatException e) {
      LOG.warn("event=watchdog-not-fed reason=\"WATCHDOG_USEC is no number\"");
      return null;
    }
  }

  /** Everything listens: who waits for the daemon may go on. Begins to feed the watchdog. */
  public void ready() {
    if (socket == null) {
      return;
    }
    tell("READY=1\nSTATUS=" + summary.get());
    Thread feeder = new Thread(this::feed, "watchdog");
    feeder.setDaemon(true);
    feeder.start();
  }

  private void feed() {
    Duration patience = watchdog == null ? STATUS_EVERY : watchdog.dividedBy(2);
    // Twice as often as the engine has to turn: what was missed once is said well before the end.
    Duration pause = watchdog == null ? STATUS_EVERY : watchdog.dividedBy(4);
    try {
      do {
        beat(patience);
      } while (!ending.await(pause.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Feeds the watchdog if the engine has turned within that time. */
  void beat(Duration patience) {
    boolean turned = TimeUnit.MICROSECONDS.toNanos(idleMicros.getAsLong()) < patience.toNanos();
    if (watchdog != null && turned) {
      tell("WATCHDOG=1");
    } else if (!turned) {
      LOG.error("event=engine-stuck idle-micros={}", idleMicros.getAsLong());
    }
    tell("STATUS=" + summary.get());
  }

  /** A configuration is read; {@link #reloaded} follows, whatever came of it. */
  public void reloading() {
    // systemd wants its monotonic clock, which is the JVM's on Linux.
    tell("RELOADING=1\nMONOTONIC_USEC=" + TimeUnit.NANOSECONDS.toMicros(System.nanoTime()));
  }

  public void reloaded() {
    tell("READY=1\nSTATUS=" + summary.get());
  }

  /** The end has begun. */
  public void stopping() {
    ending.countDown();
    tell("STOPPING=1\nSTATUS=Says good-bye to its peers and delivers what waits");
  }

  /** Says once that nobody listens; the daemon is well without. */
  private void tell(String message) {
    if (socket == null) {
      return;
    }
    try {
      socket.send(message);
      failed = false;
    } catch (IOException e) {
      if (!failed) {
        failed = true;
        LOG.warn("event=systemd-not-told reason=\"{}\"", e.getMessage());
      }
    }
  }

  @Override
  public void close() {
    ending.countDown();
    if (socket != null) {
      socket.close();
    }
  }
}

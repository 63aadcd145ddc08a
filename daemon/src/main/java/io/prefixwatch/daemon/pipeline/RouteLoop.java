package io.prefixwatch.daemon.pipeline;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import io.prefixwatch.monitor.index.PrefixIndex;
import io.prefixwatch.monitor.rib.RouteTable;
import io.prefixwatch.monitor.rib.Watchlist;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One event loop with the Adj-RIBs-In of everything that it reads, and its way to the engine. All
 * methods but the constructor run on the loop.
 */
public final class RouteLoop {

  private static final long NO_TURN = Long.MIN_VALUE;

  /** Forgetting so many takes some milliseconds. */
  private static final int ROUTES_PER_TURN = 10_000;

  /** So that all loops that forget at once are collected for once. */
  private static final Duration SETTLED = Duration.ofSeconds(20);

  private final EventLoop loop;
  private final EventClock clock;
  private final RouteTable table;
  private final LoopOutbox outbox;
  private @Nullable ScheduledFuture<?> wakeUp;
  private long turnMicros = NO_TURN;
  private boolean releasing;

  /**
   * A loop that holds no routes.
   *
   * @param pause turns reading off on whatever the loop reads
   * @param resume turns it on again
   */
  public RouteLoop(
      EventLoop loop,
      EventClock clock,
      EngineThread engine,
      Watchlist watchlist,
      Runnable pause,
      Runnable resume) {
    this.loop = loop;
    this.clock = clock;
    this.table = new RouteTable(watchlist, TableSecret.ofThisProcess());
    table.spreadReleases();
    this.outbox = new LoopOutbox(loop, engine, pause, resume);
  }

  public EventLoop loop() {
    return loop;
  }

  public EventClock clock() {
    return clock;
  }

  public RouteTable table() {
    return table;
  }

  /**
   * The time of the turn of reading that is running, in microseconds since 1970: the clock is asked
   * once for all its messages. What follows from them is handed to the engine at {@link #turnOver}.
   */
  public long turnMicros() {
    if (turnMicros == NO_TURN) {
      turnMicros = clock.micros();
      outbox.hold();
    }
    return turnMicros;
  }

  /** Now; within a turn of reading its time, so that nothing is older than what came before it. */
  public Instant now() {
    return turnMicros == NO_TURN ? clock.now() : Instant.EPOCH.plus(turnMicros, ChronoUnit.MICROS);
  }

  /** The messages of a turn were handled. */
  public void turnOver() {
    turnMicros = NO_TURN;
    outbox.handOver();
  }

  public LoopOutbox outbox() {
    return outbox;
  }

  /** Takes a new list of what is watched; routes of added ones are reported. */
  public void reindex(Watchlist watchlist, PrefixIndex added) {
    table.reindex(watchlist, added, clock.now());
  }

  /**
   * Sees to it that the table is told in time when a session becomes synced, and that what sessions
   * left behind is forgotten.
   */
  public void scheduleTable() {
    releaseSoon();
    Instant due = table.nextDue();
    if (wakeUp != null) {
      wakeUp.cancel(false);
      wakeUp = null;
    }
    if (due != null) {
      long nanos = Math.max(0, Duration.between(clock.now(), due).toNanos());
      wakeUp = loop.schedule(this::advanceTable, nanos, TimeUnit.NANOSECONDS);
    }
  }

  private void advanceTable() {
    wakeUp = null;
    table.advance(clock.now());
    scheduleTable();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // it cannot fail, and asks for itself again
  private void releaseSoon() {
    if (!releasing && table.isReleasing()) {
      releasing = true;
      // Not execute: the loop would run many such tasks before it reads again.
      loop.schedule(this::releaseSome, 1, TimeUnit.MILLISECONDS);
    }
  }

  private void releaseSome() {
    releasing = false;
    HeapReturn.OF_THIS_PROCESS.forgot(table.releaseFormer(ROUTES_PER_TURN));
    releaseSoon();
    if (!releasing) {
      giveBackAfter(SETTLED);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // whoever comes too late has nothing to do
  private void giveBackAfter(Duration time) {
    loop.schedule(this::giveBack, time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void giveBack() {
    if (!releasing) {
      Duration wait = HeapReturn.OF_THIS_PROCESS.settled(System.nanoTime());
      if (!wait.isZero()) {
        giveBackAfter(wait);
      }
    }
  }
}

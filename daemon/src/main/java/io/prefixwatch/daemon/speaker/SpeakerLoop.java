package io.prefixwatch.daemon.speaker;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.daemon.pipeline.EngineThread;
import io.prefixwatch.daemon.pipeline.EventClock;
import io.prefixwatch.daemon.pipeline.LoopOutbox;
import io.prefixwatch.monitor.index.PrefixIndex;
import io.prefixwatch.monitor.rib.RouteTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One event loop with everything it owns: sessions, their Adj-RIBs-In, the way to the engine. All
 * methods but the constructor run on the loop.
 */
final class SpeakerLoop {

  private final EventLoop loop;
  private final EventClock clock;
  private final RouteTable table;
  private final LoopOutbox outbox;
  private final List<SpeakerSession> sessions = new ArrayList<>();
  private @Nullable ScheduledFuture<?> wakeUp;

  SpeakerLoop(EventLoop loop, EventClock clock, EngineThread engine, PrefixIndex index) {
    this.loop = loop;
    this.clock = clock;
    this.table = new RouteTable(index);
    this.outbox = new LoopOutbox(loop, engine, this::pause, this::resume);
  }

  EventLoop loop() {
    return loop;
  }

  EventClock clock() {
    return clock;
  }

  RouteTable table() {
    return table;
  }

  LoopOutbox outbox() {
    return outbox;
  }

  void add(SpeakerSession session) {
    sessions.add(session);
  }

  void remove(SpeakerSession session) {
    sessions.remove(session);
  }

  /** The sessions whose peer has this address. */
  List<SpeakerSession> sessionsOf(Address peer) {
    return sessions.stream()
        .filter(session -> session.settings().session().peerAddress().equals(peer))
        .toList();
  }

  List<SpeakerSession> sessions() {
    return List.copyOf(sessions);
  }

  private void pause() {
    sessions.forEach(SpeakerSession::pause);
  }

  private void resume() {
    sessions.forEach(SpeakerSession::resume);
  }

  void reindex(PrefixIndex index, PrefixIndex added) {
    table.reindex(index, added, clock.now());
  }

  /** Sees to it that the table is told in time when a session becomes synced. */
  void scheduleTable() {
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
}

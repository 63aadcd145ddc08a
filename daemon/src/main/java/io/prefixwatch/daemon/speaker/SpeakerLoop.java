package io.prefixwatch.daemon.speaker;

import io.netty.channel.EventLoop;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.daemon.config.SessionSettings;
import io.prefixwatch.daemon.pipeline.EngineThread;
import io.prefixwatch.daemon.pipeline.EventClock;
import io.prefixwatch.daemon.pipeline.LoopOutbox;
import io.prefixwatch.daemon.pipeline.RouteLoop;
import io.prefixwatch.monitor.index.PrefixIndex;
import io.prefixwatch.monitor.rib.RouteTable;
import io.prefixwatch.monitor.rib.Watchlist;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * One event loop with everything it owns: sessions, their Adj-RIBs-In, the way to the engine. All
 * methods but the constructor run on the loop.
 */
final class SpeakerLoop {

  private final RouteLoop routes;
  private final List<SpeakerSession> sessions = new ArrayList<>();
  private final DynamicSessions dynamic;

  /**
   * A loop without sessions.
   *
   * @param patience how long a dynamic session may be down
   * @param factory makes a session of a loop, not started
   */
  SpeakerLoop(
      EventLoop loop,
      EventClock clock,
      EngineThread engine,
      Watchlist watchlist,
      Duration patience,
      BiFunction<SpeakerLoop, SessionSettings, SpeakerSession> factory) {
    this.routes = new RouteLoop(loop, clock, engine, watchlist, this::pause, this::resume);
    this.dynamic = new DynamicSessions(this, patience, settings -> factory.apply(this, settings));
  }

  EventLoop loop() {
    return routes.loop();
  }

  EventClock clock() {
    return routes.clock();
  }

  /** The time of the turn of reading that is running, in microseconds since 1970. */
  long turnMicros() {
    return routes.turnMicros();
  }

  /** Now; never before what an earlier message of the turn was told. */
  Instant now() {
    return routes.now();
  }

  void turnOver() {
    routes.turnOver();
  }

  RouteTable table() {
    return routes.table();
  }

  LoopOutbox outbox() {
    return routes.outbox();
  }

  /** The sessions of peers that are not configured one by one. */
  DynamicSessions dynamic() {
    return dynamic;
  }

  void add(SpeakerSession session) {
    sessions.add(session);
  }

  void remove(SpeakerSession session) {
    sessions.remove(session);
  }

  /** The configured sessions whose peer has this address. */
  List<SpeakerSession> sessionsOf(Address peer) {
    return sessions.stream()
        .filter(session -> session.settings().session().peerAddress().equals(peer))
        .filter(session -> !dynamic.owns(session))
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

  void reindex(Watchlist watchlist, PrefixIndex added) {
    routes.reindex(watchlist, added);
  }

  /** Sees to it that the table is told in time when a session becomes synced. */
  void scheduleTable() {
    routes.scheduleTable();
  }
}

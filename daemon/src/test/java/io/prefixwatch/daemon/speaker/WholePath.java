package io.prefixwatch.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.fixture.malformed.Setting;
import io.prefixwatch.bgp.message.Keepalive;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.session.SessionState;
import io.prefixwatch.daemon.config.SessionSettings;
import io.prefixwatch.daemon.fuzz.FuzzWorld;
import io.prefixwatch.daemon.pipeline.SteppedEngine;
import io.prefixwatch.monitor.rib.RouteTable;
import io.prefixwatch.monitor.rib.Watchlist;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The daemon from octets to JSON with two sessions on one event loop, without sockets and threads:
 * one takes whatever comes, the other one must not notice.
 */
final class WholePath {

  private static final long RELEASE_MILLIS = 5;

  /** The good peer sends one this often. */
  private static final long KEEPALIVE_SECONDS = 60;

  private final MockTicker ticker = Ticker.newMockTicker();
  private final EmbeddedChannel home = EmbeddedChannel.builder().ticker(ticker).build();
  private final SteppedEngine engine = new SteppedEngine(FuzzWorld.registry());
  private final SpeakerLoop loop =
      new SpeakerLoop(
          home.eventLoop(),
          engine.clock(),
          engine.thread(),
          Watchlist.of(FuzzWorld.registry().index()),
          Duration.ofMinutes(5),
          (unused, settings) -> {
            throw new AssertionError("no range, so no dynamic session");
          });
  private final List<EmbeddedChannel> channels = new ArrayList<>();
  private final Setting setting;
  private final SpeakerSession fuzzed;
  private final SpeakerSession good;
  private final EmbeddedChannel goodChannel;
  private EmbeddedChannel fuzzedChannel;

  WholePath(Setting setting) {
    this.setting = setting;
    List<SessionSettings> sessions = FuzzWorld.config().sessions();
    fuzzed = session(sessions.get(0), setting);
    good = session(sessions.get(1), Setting.EBGP);
    goodChannel = connect(good, Setting.EBGP);
    fuzzedChannel = connect(fuzzed, setting);
  }

  private SpeakerSession session(SessionSettings settings, Setting kind) {
    SpeakerSession session =
        new SpeakerSession(
            loop,
            settings,
            kind.parameters(),
            unused -> {
              throw new AssertionError("a passive session does not connect");
            });
    loop.add(session);
    session.start();
    return session;
  }

  private EmbeddedChannel connect(SpeakerSession session, Setting kind) {
    EmbeddedChannel channel = EmbeddedChannel.builder().ticker(ticker).build();
    channels.add(channel);
    session.incoming(channel);
    channel.writeInbound(
        Unpooled.wrappedBuffer(kind.peerOpen().encode(), Keepalive.INSTANCE.encode()));
    run();
    assertThat(session.state())
        .as("comes up, whatever was before")
        .isEqualTo(SessionState.ESTABLISHED);
    return channel;
  }

  private void run() {
    home.runPendingTasks();
    home.runScheduledPendingTasks();
    for (EmbeddedChannel channel : channels) {
      channel.runPendingTasks();
      channel.runScheduledPendingTasks();
      channel.checkException();
      for (ByteBuf sent = channel.readOutbound(); sent != null; sent = channel.readOutbound()) {
        sent.release();
      }
    }
    channels.removeIf(channel -> !channel.isOpen());
    engine.step();
  }

  /** Octets on the session that takes anything; it is up when they begin to come. */
  void fuzzed(byte[] octets) {
    if (fuzzed.state() != SessionState.ESTABLISHED) {
      while (fuzzed.state() == SessionState.IDLE) {
        pass(Duration.ofSeconds(KEEPALIVE_SECONDS));
      }
      fuzzedChannel = connect(fuzzed, setting);
    }
    fuzzedChannel.writeInbound(Unpooled.copiedBuffer(octets));
    run();
  }

  /** The peer of the session that takes anything goes without a word. */
  void cut() {
    fuzzedChannel.close().syncUninterruptibly();
    run();
  }

  /** Octets on the session that must not notice. */
  void good(byte[] octets) {
    goodChannel.writeInbound(Unpooled.copiedBuffer(octets));
    run();
    assertThat(good.state()).as("does not notice").isEqualTo(SessionState.ESTABLISHED);
    assertThat(goodChannel.isOpen()).isTrue();
  }

  /** Timers of sessions, table and engine fire on the way. */
  void pass(Duration time) {
    for (long left = time.toSeconds(); left > 0; left -= KEEPALIVE_SECONDS) {
      ticker.advance(Math.min(left, KEEPALIVE_SECONDS), TimeUnit.SECONDS);
      good(Keepalive.INSTANCE.encode());
    }
    engine.pass(time);
    loop.table().advance(engine.clock().now().plus(time));
    run();
  }

  /** The session that takes anything is not configured any more. */
  void removeFuzzed() {
    fuzzed.remove(ErrorCode.PEER_DECONFIGURED);
    run();
    // Its routes are forgotten a little later.
    ticker.advance(RELEASE_MILLIS, TimeUnit.MILLISECONDS);
    run();
  }

  /** Prefixes that anybody holds. */
  int prefixes() {
    RouteTable table = loop.table();
    return table.prefixes(Family.IPV4_UNICAST) + table.prefixes(Family.IPV6_UNICAST);
  }

  int attributeSets() {
    return loop.table().attributeSets();
  }

  List<String> lines() {
    return engine.lines();
  }

  void close() {
    channels.forEach(channel -> channel.close().syncUninterruptibly());
    home.close().syncUninterruptibly();
  }
}

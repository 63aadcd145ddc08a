package io.prefixwatch.bgp.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import io.prefixwatch.bgp.session.SessionTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Peers that lost us at one moment must not come back at one moment (RFC 4271 section 10). */
class TimerSetTest {

  private static final Duration WHOLE = Duration.ofSeconds(40);

  private final MockTicker clock = Ticker.newMockTicker();
  private final EmbeddedChannel channel = EmbeddedChannel.builder().ticker(clock).build();
  private final List<SessionTimer> expired = new ArrayList<>();
  private final TimerSet timers =
      new TimerSet(channel.eventLoop(), (timer, direction) -> expired.add(timer));

  private boolean hasExpired(SessionTimer timer, long millis) {
    clock.advance(millis, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
    return expired.contains(timer);
  }

  /** When the timer expires, in tenths of seconds. */
  private int tenths(SessionTimer timer) {
    expired.clear();
    timers.start(timer, null, WHOLE);
    for (int tenths = 1; tenths <= 400; tenths++) {
      if (hasExpired(timer, 100)) {
        return tenths;
      }
    }
    throw new AssertionError("it never expired");
  }

  @ParameterizedTest
  @EnumSource(names = {"KEEPALIVE", "CONNECT_RETRY", "IDLE_HOLD"})
  void shortensByUpToAQuarterByChance(SessionTimer timer) {
    List<Integer> times = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      times.add(tenths(timer));
    }

    assertThat(times).allSatisfy(time -> assertThat(time).isBetween(300, 400));
    assertThat(new HashSet<>(times)).hasSizeGreaterThan(20);
  }

  @ParameterizedTest
  @EnumSource(names = {"OPEN_WAIT", "HOLD", "SEND_HOLD", "RESTART", "STABLE", "STALE"})
  void leavesToTheMomentWhatThePeerCountsToo(SessionTimer timer) {
    assertThat(tenths(timer)).isEqualTo(400);
  }

  @Test
  void forgetsATimerThatIsStopped() {
    timers.start(SessionTimer.HOLD, null, WHOLE);
    timers.stop(SessionTimer.HOLD, null);

    assertThat(hasExpired(SessionTimer.HOLD, 80_000)).isFalse();
  }

  @Test
  void beginsAnewWhenItIsStartedAgain() {
    timers.start(SessionTimer.HOLD, null, WHOLE);
    assertThat(hasExpired(SessionTimer.HOLD, 39_000)).isFalse();
    timers.start(SessionTimer.HOLD, null, WHOLE);

    assertThat(hasExpired(SessionTimer.HOLD, 39_000)).isFalse();
    assertThat(hasExpired(SessionTimer.HOLD, 1_000)).isTrue();
  }
}

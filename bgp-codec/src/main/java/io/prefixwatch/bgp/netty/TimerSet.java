package io.prefixwatch.bgp.netty;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.prefixwatch.bgp.session.Direction;
import io.prefixwatch.bgp.session.SessionTimer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The running timers of one session, on its event loop. */
final class TimerSet {

  /** Which timer of which connection. */
  record Key(SessionTimer timer, @Nullable Direction direction) {}

  /** Is told when a timer ran out. */
  interface Expiry {
    void expired(SessionTimer timer, @Nullable Direction direction);
  }

  private final EventLoop loop;
  private final Expiry expiry;
  private final Map<Key, Future<?>> running = new HashMap<>();

  TimerSet(EventLoop loop, Expiry expiry) {
    this.loop = loop;
    this.expiry = expiry;
  }

  void start(SessionTimer timer, @Nullable Direction direction, Duration duration) {
    stop(timer, direction);
    Key key = new Key(timer, direction);
    long nanos = jittered(timer, duration.toNanos());
    running.put(
        key,
        loop.schedule(
            () -> {
              running.remove(key);
              expiry.expired(timer, direction);
            },
            nanos,
            TimeUnit.NANOSECONDS));
  }

  void stop(SessionTimer timer, @Nullable Direction direction) {
    Future<?> task = running.remove(new Key(timer, direction));
    if (task != null) {
      task.cancel(false);
    }
  }

  /** Peers must not beat in step (RFC 4271 section 10): three quarters to the whole. */
  private static long jittered(SessionTimer timer, long nanos) {
    return switch (timer) {
      case KEEPALIVE, CONNECT_RETRY, IDLE_HOLD ->
          nanos - ThreadLocalRandom.current().nextLong(nanos / 4 + 1);
      case OPEN_WAIT, HOLD, SEND_HOLD, RESTART, STABLE, STALE -> nanos;
    };
  }
}

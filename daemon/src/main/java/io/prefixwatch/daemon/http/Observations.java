package io.prefixwatch.daemon.http;

import io.prefixwatch.daemon.pipeline.EventClock;
import io.prefixwatch.daemon.speaker.BgpSpeaker;
import io.prefixwatch.daemon.speaker.SessionStatus;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How the sessions are. Asks their event loops at most twice a second however many clients ask, so
 * that none can take time from them. Safe for all threads.
 */
final class Observations {

  private static final long FRESH_MICROS = TimeUnit.MILLISECONDS.toMicros(500);

  private final BgpSpeaker speaker;
  private final EventClock clock;
  private @Nullable List<SessionStatus> last;
  private long takenMicros;

  Observations(BgpSpeaker speaker, EventClock clock) {
    this.speaker = speaker;
    this.clock = clock;
  }

  /** In no order that means anything; at most half a second old. */
  synchronized List<SessionStatus> sessions() {
    List<SessionStatus> known = last;
    if (known == null || clock.micros() - takenMicros > FRESH_MICROS) {
      known = speaker.sessions();
      last = known;
      takenMicros = clock.micros();
    }
    return known;
  }
}

package io.prefixwatch.daemon.operator;

import io.prefixwatch.daemon.pipeline.EngineThread;
import io.prefixwatch.daemon.pipeline.EventClock;
import io.prefixwatch.daemon.store.Store;
import io.prefixwatch.monitor.event.EngineEvent;
import io.prefixwatch.monitor.incident.ContentId;
import io.prefixwatch.monitor.incident.Silence;
import io.prefixwatch.monitor.registry.Scope;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The silences that there are. Each is in the store, if there is one, before the engine knows of
 * it. Safe for all threads; whoever holds its lock changes it.
 */
public final class Silences {

  /** At a time; the engine looks at each for each record. */
  public static final int MOST = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(Silences.class);

  private final EventClock clock;
  private final EngineThread engine;
  private final @Nullable Store store;
  private final List<Silence> known = new ArrayList<>();

  /**
   * No silences yet.
   *
   * @param store null for memory only
   */
  public Silences(EventClock clock, EngineThread engine, @Nullable Store store) {
    this.clock = clock;
    this.engine = engine;
    this.store = store;
  }

  /**
   * Takes up those that the store has.
   *
   * @throws IOException if it cannot be read
   */
  public synchronized void start() throws IOException, InterruptedException {
    if (store != null) {
      known.addAll(store.silences());
      forgetEnded(clock.now());
    }
    if (!known.isEmpty()) {
      tell(clock.now());
    }
  }

  /** Those that have not ended, the oldest first. */
  public synchronized List<Silence> list() {
    forgetEnded(clock.now());
    return List.copyOf(known);
  }

  /**
   * A new one, from now on.
   *
   * @param match all of them have to fit; not empty
   * @return empty if there are {@link #MOST} already
   * @throws IOException if the store does not take it; then there is none
   */
  public synchronized Optional<Silence> add(
      List<Scope> match, Instant until, String author, String reason)
      throws IOException, InterruptedException {
    Instant now = clock.now();
    forgetEnded(now);
    if (known.size() >= MOST) {
      return Optional.empty();
    }
    String id = "sil-" + ContentId.of(match.toString(), author, now.toString());
    Silence silence = new Silence(id, match, now, until, author, reason);
    if (store != null) {
      store.keep(silence);
    }
    known.add(silence);
    tell(now);
    LOG.info("event=silenced id={} match={} until={} author=\"{}\"", id, match, until, author);
    return Optional.of(silence);
  }

  /**
   * Ends one before its time.
   *
   * @return false if there is none of this id
   * @throws IOException if the store does not take it; then it goes on
   */
  public synchronized boolean end(String id) throws IOException, InterruptedException {
    Instant now = clock.now();
    forgetEnded(now);
    if (known.stream().noneMatch(silence -> silence.id().equals(id))) {
      return false;
    }
    if (store != null) {
      store.forgetSilence(id, now);
    }
    known.removeIf(silence -> silence.id().equals(id));
    tell(now);
    LOG.info("event=silence-ended id={}", id);
    return true;
  }

  /** The engine sees by itself when a silence ends; this only keeps the list short. */
  private void forgetEnded(Instant now) {
    known.removeIf(silence -> !silence.until().isAfter(now));
  }

  private void tell(Instant now) throws InterruptedException {
    engine.put(new EngineEvent.SilencesChanged(now, List.copyOf(known)));
  }
}

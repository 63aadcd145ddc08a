package io.prefixwatch.monitor.engine;

import io.prefixwatch.monitor.timer.EngineClock;
import io.prefixwatch.monitor.timer.TimerQueue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What several sessions go through at one instant: kept until the instant is over, then told in an
 * order that does not depend on whose event arrived first. Owned by {@link SessionWatch}.
 */
final class OfOneInstant {

  /** What to do with it. */
  @FunctionalInterface
  interface Telling {

    /**
     * Tells it.
     *
     * @param happened when it happened
     * @param now the engine's time, which is later for what arrived late
     */
    void tell(Instant happened, Instant now);
  }

  /**
   * Something that a session went through.
   *
   * @param turn how many things the session went through before, at this instant
   */
  private record Entry(Instant happened, int turn, String session, Telling telling) {}

  private static final Comparator<Entry> ORDER =
      Comparator.comparing(Entry::happened)
          .thenComparing(Entry::turn)
          .thenComparing(Entry::session);

  private final TimerQueue timers;
  private final EngineClock clock;
  private final List<Entry> entries = new ArrayList<>();

  OfOneInstant(TimerQueue timers, EngineClock clock) {
    this.timers = timers;
    this.clock = clock;
  }

  /**
   * Keeps it until the instant is over; of one session things stay in their order.
   *
   * @param alone nothing can happen to others that belongs to it, so that it can be told at once
   */
  void add(String session, boolean alone, Instant now, Telling telling) {
    Instant happened = clock.happened().isBefore(now) ? clock.happened() : now;
    if (alone && entries.isEmpty()) {
      telling.tell(happened, now);
      return;
    }
    if (entries.isEmpty()) {
      timers.schedule(now, this::tellAll);
    }
    int turn = (int) entries.stream().filter(entry -> entry.session.equals(session)).count();
    entries.add(new Entry(happened, turn, session, telling));
  }

  /** The engine's time. */
  Instant now() {
    return clock.now();
  }

  /** Tells what is kept, now. */
  void tellAll(Instant now) {
    List<Entry> ordered = new ArrayList<>(entries);
    entries.clear();
    ordered.sort(ORDER);
    ordered.forEach(entry -> entry.telling.tell(entry.happened, now));
  }
}

package io.prefixwatch.monitor.incident;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the sessions that saw something ceased to, and which of them was the last. Of one session its
 * own order counts; between sessions the time at which it happened, not that of its arrival here,
 * so that sessions which overtake each other change nothing. Mutable, owned by its {@link
 * Incident}.
 */
final class Departures {

  /**
   * How a session ceased to see it.
   *
   * @param at when
   * @param reason null if the session was lost, so that nobody knows
   */
  record Departure(Instant at, @Nullable CloseReason reason) {

    /** True if the session was lost with what it saw. */
    boolean isLoss() {
      return reason == null;
    }
  }

  /** At one instant a loss counts last, because then nobody knows; else the reasons in order. */
  private static final Comparator<Departure> LAST =
      Comparator.comparing(Departure::at)
          .thenComparing(
              Departure::reason, Comparator.nullsLast(Comparator.<CloseReason>naturalOrder()));

  private Map<String, Departure> ofSession = Map.of();

  /** A session ceased to see it. */
  void add(String session, Departure departure) {
    if (ofSession.isEmpty()) {
      ofSession = new HashMap<>(2);
    }
    Departure before = ofSession.get(session);
    if (before != null && departure.at.isBefore(before.at)) {
      ofSession.put(session, new Departure(before.at, departure.reason));
    } else {
      ofSession.put(session, departure);
    }
  }

  /** The last of them, null if there is none. */
  @Nullable Departure last() {
    return ofSession.values().stream().max(LAST).orElse(null);
  }

  void clear() {
    ofSession = Map.of();
  }
}

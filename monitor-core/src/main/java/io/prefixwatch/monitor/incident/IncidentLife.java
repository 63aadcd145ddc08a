package io.prefixwatch.monitor.incident;

import io.prefixwatch.monitor.incident.Incident.Phase;
import io.prefixwatch.monitor.timer.TimerQueue;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * How an incident lives, whatever it is about: opening, coalesced updates, hold-down, unobserved,
 * close, recurrence. Owned by the {@link IncidentBook}.
 */
final class IncidentLife {

  private final TimerQueue timers;
  private final AlertWriter writer;
  private final BiConsumer<Alert, Trace> alerts;
  private final UnobservedRoutes unobserved;
  private final Consumer<Incident> forgotten;
  private final IncidentGroups groups = new IncidentGroups();
  private final Map<String, String> acknowledged = new HashMap<>();
  private IncidentSettings settings;
  private int alive;

  /**
   * A life of no incident.
   *
   * @param forgotten is given incidents that nothing can make the same again
   */
  IncidentLife(
      TimerQueue timers,
      IncidentSettings settings,
      AlertWriter writer,
      BiConsumer<Alert, Trace> alerts,
      UnobservedRoutes unobserved,
      Consumer<Incident> forgotten) {
    this.timers = timers;
    this.settings = settings;
    this.writer = writer;
    this.alerts = alerts;
    this.unobserved = unobserved;
    this.forgotten = forgotten;
  }

  void configure(IncidentSettings changed) {
    settings = changed;
    writer.configure(changed);
  }

  /** Goes on with who takes care of what, by {@code dedup_key}. */
  void continueAcknowledged(Map<String, String> byKey) {
    acknowledged.putAll(byKey);
  }

  /** Incidents that are not closed. */
  int alive() {
    return alive;
  }

  /**
   * The condition holds.
   *
   * @param changed whether there is news
   */
  void holds(Incident incident, boolean changed, Instant now) {
    switch (incident.phase) {
      case DORMANT, CLOSED -> {
        if (!settings.disabled().contains(incident.key.kind())) {
          open(incident, now);
        }
      }
      case CLOSING -> {
        incident.cancelPhaseTimer();
        incident.phase = Phase.OPEN;
        incident.goneAt = null;
        incident.closeReason = null;
        if (changed || incident.updatePending) {
          touch(incident, now);
        }
      }
      case UNOBSERVED -> {
        incident.cancelPhaseTimer();
        incident.phase = Phase.OPEN;
        touch(incident, now);
      }
      case OPEN -> {
        if (changed) {
          touch(incident, now);
        }
      }
    }
  }

  private void open(Incident incident, Instant now) {
    boolean recurs = incident.phase == Phase.CLOSED;
    incident.cancelPhaseTimer();
    incident.departures.clear();
    incident.phase = Phase.OPEN;
    incident.openedAt = now;
    incident.updatedAt = now;
    incident.goneAt = null;
    incident.closeReason = null;
    incident.occurrence++;
    incident.acknowledgedBy = acknowledged.remove(incident.dedupKey);
    if (!recurs) {
      incident.incidentId = "inc-" + ContentId.of(incident.dedupKey, now.toString());
    }
    incident.groupId = groups.join(incident.key.kind(), incident.problem, now);
    alive++;
    tell(incident, AlertAction.OPEN, now);
  }

  void touch(Incident incident, Instant now) {
    incident.updatedAt = now;
    incident.updatePending = true;
    if (incident.updateTimer != null || !incident.isAlive()) {
      return;
    }
    Instant earliest = incident.lastRecordAt.plus(IncidentSettings.COALESCE);
    if (!earliest.isAfter(now) && incident.phase != Phase.CLOSING) {
      tell(incident, AlertAction.UPDATE, now);
      return;
    }
    incident.updateTimer = timers.schedule(earliest, due -> update(incident, due));
  }

  private void update(Incident incident, Instant now) {
    incident.updateTimer = null;
    boolean tellable = incident.phase == Phase.OPEN || incident.phase == Phase.UNOBSERVED;
    if (incident.updatePending && tellable) {
      tell(incident, AlertAction.UPDATE, now);
    }
  }

  void gone(Incident incident, CloseReason reason, Instant since, Instant now) {
    incident.cancelPhaseTimer();
    incident.phase = Phase.CLOSING;
    incident.goneAt = since;
    incident.closeReason = reason;
    Instant due = since.plus(settings.closeHoldDown());
    if (due.isAfter(now)) {
      incident.phaseTimer = timers.schedule(due, then -> close(incident, then));
    } else {
      close(incident, now);
    }
  }

  void close(Incident incident, Instant now) {
    incident.cancelPhaseTimer();
    if (incident.updateTimer != null) {
      incident.updateTimer.cancel();
      incident.updateTimer = null;
    }
    unobserved.drop(incident);
    incident.phase = Phase.CLOSED;
    incident.updatedAt = now;
    alive--;
    tell(incident, AlertAction.CLOSE, now);
    boolean expired = incident.closeReason == CloseReason.EXPIRED;
    Instant from = expired || incident.goneAt == null ? now : incident.goneAt;
    incident.phaseTimer =
        timers.schedule(from.plus(IncidentSettings.RECURRENCE), due -> forget(incident, due));
  }

  /** Sessions that still hold the route, too few to tell, count again when another one joins. */
  private void forget(Incident incident, Instant now) {
    groups.dropFinished(now);
    if (incident.phase != Phase.CLOSED) {
      return;
    }
    if (incident.holders.isEmpty()) {
      forgotten.accept(incident);
    } else {
      incident.becomeDormant();
    }
  }

  private void tell(Incident incident, AlertAction action, Instant now) {
    Alert alert = writer.write(incident, action, now);
    alerts.accept(alert, incident.trace());
  }

  // Of a former engine.

  /** What was said of it goes on. */
  void goOn(Incident incident, PastIncident past) {
    incident.goOn(past);
    incident.acknowledgedBy = acknowledged.remove(incident.dedupKey);
  }

  /** Nobody knows yet how it stands; says so, unless that was said. */
  void resume(Incident incident, IncidentState told, Instant now) {
    alive++;
    incident.phase = Phase.OPEN;
    becomeUnobserved(incident, now);
    if (told == IncidentState.OPEN) {
      incident.updatedAt = now;
      tell(incident, AlertAction.UPDATE, now);
    }
  }

  /** A point in time: it is over when it was not repeated for long enough. */
  void resumePoint(Incident incident) {
    alive++;
    incident.phase = Phase.OPEN;
    incident.lastHappenedAt = incident.updatedAt;
    awaitQuiet(incident);
  }

  /** It is closed; what recurs soon enough is the same again. */
  void resumeClosed(Incident incident, Instant goneAt) {
    incident.phase = Phase.CLOSED;
    incident.phaseTimer =
        timers.schedule(goneAt.plus(IncidentSettings.RECURRENCE), due -> forget(incident, due));
  }

  // Nobody can tell.

  void becomeUnobserved(Incident incident, Instant now) {
    incident.phase = Phase.UNOBSERVED;
    incident.cancelPhaseTimer();
    incident.phaseTimer =
        timers.schedule(
            now.plus(settings.unobservedMax()), due -> unobservedTooLong(incident, due));
  }

  private void unobservedTooLong(Incident incident, Instant now) {
    incident.goneAt = now;
    incident.closeReason = CloseReason.SESSION_GONE;
    close(incident, now);
  }

  // Points in time.

  /** One timer however often it happens: it looks at the last time when it fires. */
  void awaitQuiet(Incident incident) {
    Instant due = incident.lastHappenedAt.plus(IncidentSettings.QUIET);
    incident.phaseTimer = timers.schedule(due, then -> checkQuiet(incident, then));
  }

  private void checkQuiet(Incident incident, Instant now) {
    if (incident.lastHappenedAt.plus(IncidentSettings.QUIET).isAfter(now)) {
      awaitQuiet(incident);
      return;
    }
    incident.goneAt = incident.lastHappenedAt;
    incident.closeReason = CloseReason.EXPIRED;
    close(incident, now);
  }
}

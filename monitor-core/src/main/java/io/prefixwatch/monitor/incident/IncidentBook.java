package io.prefixwatch.monitor.incident;

import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.monitor.detect.Finding;
import io.prefixwatch.monitor.detect.HeldRoute;
import io.prefixwatch.monitor.detect.RouteKey;
import io.prefixwatch.monitor.incident.Incident.Phase;
import io.prefixwatch.monitor.timer.TimerQueue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All incidents, and the rules of their life. Owned by the engine.
 *
 * <p>Three sorts of conditions come in: routes that offend (held, released, lost with their
 * session), states that somebody else watches (raised, cleared), and points in time (happened). All
 * share opening, coalesced updates and recurrence; the first two a close hold-down.
 */
public final class IncidentBook {

  private final TimerQueue timers;
  private final Consumer<Alert> alerts;
  private final AlertWriter writer;
  private final IncidentGroups groups = new IncidentGroups();
  private final Map<IncidentKey, Incident> incidents = new HashMap<>();
  private final Map<RouteKey, Set<Incident>> unobservedRoutes = new LinkedHashMap<>();
  private IncidentSettings settings;
  private int alive;

  /**
   * An empty book.
   *
   * @param instance who signs the alerts
   */
  public IncidentBook(
      String instance,
      IncidentSettings settings,
      TimerQueue timers,
      SessionCensus census,
      Consumer<Alert> alerts) {
    this.settings = settings;
    this.timers = timers;
    this.alerts = alerts;
    this.writer = new AlertWriter(instance, census, settings);
  }

  /** Takes new times and counts; incidents that are under way keep the timers they have. */
  public void configure(IncidentSettings changed, Instant now) {
    settings = changed;
    writer.configure(changed);
    for (Incident incident : List.copyOf(incidents.values())) {
      if (changed.disabled().contains(incident.key.kind())) {
        closeNow(incident.key, CloseReason.RECONFIGURED, now);
      }
    }
  }

  /** Goes on numbering alerts behind this one; before the first. */
  public void continueAfter(long lastAlert) {
    writer.continueAfter(lastAlert);
  }

  /** Incidents that are not closed. */
  public int openCount() {
    return alive;
  }

  /** Id of the incident with this key if it is not closed. */
  public @Nullable String openId(IncidentKey key) {
    Incident incident = incidents.get(key);
    return incident != null && incident.isAlive() ? incident.incidentId : null;
  }

  /** When the incident with this key opened, if it is not closed. */
  public @Nullable Instant openedAt(IncidentKey key) {
    Incident incident = incidents.get(key);
    return incident != null && incident.isAlive() ? incident.openedAt : null;
  }

  /** True while the hold-down of a cleared incident runs. */
  public boolean isClosing(IncidentKey key) {
    Incident incident = incidents.get(key);
    return incident != null && incident.phase == Phase.CLOSING;
  }

  // Routes that offend.

  /**
   * A session holds an offending route.
   *
   * @param replaced the route that it took the place of
   */
  public void hold(Finding finding, HeldRoute route, @Nullable HeldRoute replaced, Instant now) {
    Problem problem = problemOf(finding, route, replaced);
    Incident incident = incidentFor(IncidentKey.of(finding), problem);
    RouteKey routeKey = route.key();
    HeldRoute before = incident.holders.put(routeKey, route);
    forgetUnobserved(incident, routeKey);
    boolean newSession = !incident.isSeenOn(route.session().id());
    boolean newPath = before != null && !samePath(before, route);
    if (!incident.isAlive() || newPath || returnsOtherwise(incident, route)) {
      newPath = true;
      incident.problem = problem;
    } else if (isShownOtherwise(incident, route, problem)) {
      newPath = true;
      incident.problem = problem.withObserved(route, incident.problem.previous());
    }
    incident.refreshSightings();
    if (incident.sessionsSeen() >= settings.minSessions()) {
      holds(incident, newSession || newPath, now);
    }
  }

  /** A condition that returns within its hold-down is news only if the route is another one. */
  private static boolean returnsOtherwise(Incident incident, HeldRoute route) {
    HeldRoute shown = incident.problem.observed();
    return incident.phase == Phase.CLOSING && (shown == null || !samePath(shown, route));
  }

  /** The route that is shown is judged with other evidence: the RPKI changed, say. */
  private static boolean isShownOtherwise(Incident incident, HeldRoute route, Problem problem) {
    HeldRoute shown = incident.problem.observed();
    return shown != null
        && shown.key().equals(route.key())
        && !incident.problem.evidence().equals(problem.evidence());
  }

  private static boolean samePath(HeldRoute a, HeldRoute b) {
    return a.prefix().equals(b.prefix()) && a.attributes().asPath().equals(b.attributes().asPath());
  }

  private static Problem problemOf(Finding finding, HeldRoute route, @Nullable HeldRoute replaced) {
    String through = route.session().partnerId();
    return new Problem(
        finding.severity(),
        finding.registered(),
        through == null ? finding.registered().registration().partnerId() : through,
        null,
        List.of(),
        0,
        finding.rule(),
        route,
        replaced,
        finding.suspectAsn(),
        finding.evidence(),
        finding.summary(),
        finding.why(),
        null,
        false,
        null,
        List.of(),
        ProblemDetails.ofLeak(finding.method(), finding.rfc7908Type()));
  }

  /** A session does not hold the route any more, and says so itself. */
  public void release(IncidentKey key, RouteKey route, CloseReason reason, Instant now) {
    Incident incident = incidents.get(key);
    if (incident == null || incident.holders.remove(route) == null) {
      return;
    }
    afterRelease(incident, route, reason, now);
  }

  private void afterRelease(Incident incident, RouteKey route, CloseReason reason, Instant now) {
    boolean enough = incident.sessionsSeen() >= settings.minSessions();
    if (enough) {
      incident.refreshSightings();
      showAnotherRoute(incident, route);
      touch(incident, now);
    } else if (incident.phase == Phase.OPEN) {
      dropUnobserved(incident);
      gone(incident, reason, now, now);
    } else if (incident.phase == Phase.DORMANT && incident.holders.isEmpty()) {
      incidents.remove(incident.key);
    }
  }

  /** The route that is shown should be one that is still there. */
  private static void showAnotherRoute(Incident incident, RouteKey released) {
    HeldRoute shown = incident.problem.observed();
    if (shown != null && shown.key().equals(released) && !incident.holders.isEmpty()) {
      HeldRoute other = incident.holders.values().iterator().next();
      incident.problem = incident.problem.withObserved(other, shown);
    }
  }

  /** The session that holds the route is lost; nobody knows what became of the route. */
  public void lose(IncidentKey key, RouteKey route, Instant now) {
    Incident incident = incidents.get(key);
    HeldRoute lost = incident == null ? null : incident.holders.remove(route);
    if (incident == null || lost == null) {
      return;
    }
    if (!incident.isAlive() || incident.phase == Phase.CLOSING) {
      afterRelease(incident, route, CloseReason.WITHDRAWN, now);
      return;
    }
    incident.unobserved.put(route, lost);
    unobservedRoutes.computeIfAbsent(route, unused -> new LinkedHashSet<>()).add(incident);
    incident.refreshSightings();
    if (incident.sessionsSeen() < settings.minSessions() && incident.phase == Phase.OPEN) {
      becomeUnobserved(incident, now);
    }
    touch(incident, now);
  }

  private void unobservedTooLong(Incident incident, Instant now) {
    dropUnobserved(incident);
    incident.goneAt = now;
    incident.closeReason = CloseReason.SESSION_GONE;
    close(incident, now);
  }

  /**
   * A session holds another route, without this verdict, where an unobserved one was.
   *
   * @param except an incident that the new route belongs to
   */
  public void observedOtherwise(RouteKey route, Set<IncidentKey> except, Instant now) {
    for (Incident incident : List.copyOf(unobservedRoutes.getOrDefault(route, Set.of()))) {
      if (!except.contains(incident.key)) {
        resolveUnobserved(incident, route, CloseReason.REPLACED, now);
      }
    }
  }

  /** A session is synced again: what it has not announced by now is gone. */
  public void observedAbsent(String session, Family family, Instant now) {
    List<RouteKey> absent =
        unobservedRoutes.keySet().stream()
            .filter(route -> route.session().equals(session))
            .filter(route -> route.prefix().family().equals(family))
            .toList();
    for (RouteKey route : absent) {
      for (Incident incident : List.copyOf(unobservedRoutes.getOrDefault(route, Set.of()))) {
        resolveUnobserved(incident, route, CloseReason.WITHDRAWN, now);
      }
    }
  }

  /** A session is not configured, or not awaited, any more: nobody will ever tell. */
  public void sessionRemoved(String session, CloseReason reason, Instant now) {
    List<RouteKey> orphans =
        unobservedRoutes.keySet().stream()
            .filter(route -> route.session().equals(session))
            .toList();
    for (RouteKey route : orphans) {
      for (Incident incident : List.copyOf(unobservedRoutes.getOrDefault(route, Set.of()))) {
        resolveUnobserved(incident, route, reason, now);
      }
    }
  }

  private void resolveUnobserved(
      Incident incident, RouteKey route, CloseReason reason, Instant now) {
    forgetUnobserved(incident, route);
    if (incident.phase == Phase.UNOBSERVED && incident.unobserved.isEmpty()) {
      gone(incident, reason, now, now);
    }
  }

  private void forgetUnobserved(Incident incident, RouteKey route) {
    if (incident.unobserved.remove(route) != null) {
      Set<Incident> sharing = unobservedRoutes.get(route);
      if (sharing != null) {
        sharing.remove(incident);
        if (sharing.isEmpty()) {
          unobservedRoutes.remove(route);
        }
      }
    }
  }

  private void dropUnobserved(Incident incident) {
    for (RouteKey route : new ArrayList<>(incident.unobserved.keySet())) {
      forgetUnobserved(incident, route);
    }
  }

  // States that somebody else watches.

  /** A state holds, as described; opens the incident or brings it up to date. */
  public void raise(IncidentKey key, Problem problem, List<Sighting> seenOn, Instant now) {
    Incident incident = incidentFor(key, problem);
    boolean changed = !incident.problem.equals(problem) || !incident.sightings.equals(seenOn);
    incident.problem = problem;
    incident.sightings = List.copyOf(seenOn);
    holds(incident, changed, now);
  }

  /**
   * Something happened that has no duration; opens the incident or is an update of it. It closes as
   * expired when nothing of the kind has happened for {@link IncidentSettings#QUIET}: the condition
   * ended with the last of them. Not for keys that are raised, cleared or held.
   */
  public void happened(IncidentKey key, Problem problem, List<Sighting> seenOn, Instant now) {
    Incident incident = incidentFor(key, problem);
    incident.problem = problem;
    incident.sightings = List.copyOf(seenOn);
    incident.lastHappenedAt = now;
    holds(incident, true, now);
    if (incident.phaseTimer == null) {
      awaitQuiet(incident);
    }
  }

  /** One timer however often it happens: it looks at the last time when it fires. */
  private void awaitQuiet(Incident incident) {
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

  /** Those who could tell of a state are lost; it waits until it is raised or cleared. */
  public void unobserve(IncidentKey key, Instant now) {
    Incident incident = incidents.get(key);
    if (incident != null && incident.phase == Phase.OPEN) {
      becomeUnobserved(incident, now);
      touch(incident, now);
    }
  }

  private void becomeUnobserved(Incident incident, Instant now) {
    incident.phase = Phase.UNOBSERVED;
    incident.cancelPhaseTimer();
    incident.phaseTimer =
        timers.schedule(
            now.plus(settings.unobservedMax()), due -> unobservedTooLong(incident, due));
  }

  /** A state is gone since some time; the hold-down runs from there. */
  public void clear(IncidentKey key, CloseReason reason, Instant since, Instant now) {
    Incident incident = incidents.get(key);
    boolean told = incident != null && incident.phase == Phase.UNOBSERVED;
    if (incident != null && (told || incident.phase == Phase.OPEN)) {
      gone(incident, reason, since, now);
    }
  }

  /** Ends an incident at once, without hold-down: another one takes over. */
  public void supersede(IncidentKey key, Instant now) {
    closeNow(key, CloseReason.SUPERSEDED, now);
  }

  /** Ends an incident at once, without hold-down. */
  public void closeNow(IncidentKey key, CloseReason reason, Instant now) {
    Incident incident = incidents.get(key);
    if (incident != null && incident.isAlive()) {
      dropUnobserved(incident);
      if (incident.goneAt == null) {
        incident.goneAt = now;
      }
      incident.closeReason = reason;
      close(incident, now);
    }
  }

  // The life that both share.

  private Incident incidentFor(IncidentKey key, Problem problem) {
    return incidents.computeIfAbsent(key, fresh -> new Incident(fresh, problem));
  }

  private void holds(Incident incident, boolean changed, Instant now) {
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
    incident.phase = Phase.OPEN;
    incident.openedAt = now;
    incident.updatedAt = now;
    incident.goneAt = null;
    incident.closeReason = null;
    incident.occurrence++;
    if (!recurs) {
      incident.incidentId = "inc-" + ContentId.of(incident.dedupKey, now.toString());
    }
    incident.groupId = groups.join(incident.key.kind(), incident.problem, now);
    alive++;
    alerts.accept(writer.write(incident, AlertAction.OPEN, now));
  }

  private void touch(Incident incident, Instant now) {
    incident.updatedAt = now;
    incident.updatePending = true;
    if (incident.updateTimer != null || !incident.isAlive()) {
      return;
    }
    Instant earliest = incident.lastRecordAt.plus(IncidentSettings.COALESCE);
    if (!earliest.isAfter(now) && incident.phase != Phase.CLOSING) {
      alerts.accept(writer.write(incident, AlertAction.UPDATE, now));
      return;
    }
    incident.updateTimer = timers.schedule(earliest, due -> update(incident, due));
  }

  private void update(Incident incident, Instant now) {
    incident.updateTimer = null;
    boolean tellable = incident.phase == Phase.OPEN || incident.phase == Phase.UNOBSERVED;
    if (incident.updatePending && tellable) {
      alerts.accept(writer.write(incident, AlertAction.UPDATE, now));
    }
  }

  private void gone(Incident incident, CloseReason reason, Instant since, Instant now) {
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

  private void close(Incident incident, Instant now) {
    incident.cancelPhaseTimer();
    if (incident.updateTimer != null) {
      incident.updateTimer.cancel();
      incident.updateTimer = null;
    }
    incident.phase = Phase.CLOSED;
    incident.updatedAt = now;
    alive--;
    alerts.accept(writer.write(incident, AlertAction.CLOSE, now));
    boolean expired = incident.closeReason == CloseReason.EXPIRED;
    Instant from = expired || incident.goneAt == null ? now : incident.goneAt;
    incident.phaseTimer =
        timers.schedule(from.plus(IncidentSettings.RECURRENCE), due -> forget(incident));
  }

  /** Sessions that still hold the route, too few to tell, count again when another one joins. */
  private void forget(Incident incident) {
    if (incident.phase != Phase.CLOSED) {
      return;
    }
    if (incident.holders.isEmpty()) {
      incidents.remove(incident.key);
    } else {
      incident.becomeDormant();
    }
  }
}

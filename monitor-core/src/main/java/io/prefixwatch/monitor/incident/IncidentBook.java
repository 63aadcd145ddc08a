package io.prefixwatch.monitor.incident;

import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.monitor.detect.Finding;
import io.prefixwatch.monitor.detect.HeldRoute;
import io.prefixwatch.monitor.detect.RouteKey;
import io.prefixwatch.monitor.incident.Departures.Departure;
import io.prefixwatch.monitor.incident.Incident.Phase;
import io.prefixwatch.monitor.index.LeanMap;
import io.prefixwatch.monitor.registry.MaintenanceWindow;
import io.prefixwatch.monitor.timer.EngineClock;
import io.prefixwatch.monitor.timer.TimerQueue;
import io.prefixwatch.monitor.timer.TimerQueue.Timer;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All incidents, and the rules of their life. Owned by the engine.
 *
 * <p>Three sorts of conditions come in: routes that offend (held, released, lost with their
 * session), states that somebody else watches (raised, cleared), and points in time (happened). All
 * share opening, coalesced updates and recurrence; the first two a close hold-down.
 */
public final class IncidentBook {

  private final EngineClock clock;
  private final AlertWriter writer;
  private final LeanMap<IncidentKey, Incident> incidents = new LeanMap<>();
  private final UnobservedRoutes unobserved = new UnobservedRoutes();
  private final IncidentLife life;
  private final Marks marks = new Marks();
  private final TimerQueue timers;
  private IncidentSettings settings;
  private @Nullable Timer nextMarks;
  private @Nullable Departure latest;

  /**
   * An empty book.
   *
   * @param instance who signs the alerts
   */
  public IncidentBook(
      String instance,
      IncidentSettings settings,
      TimerQueue timers,
      EngineClock clock,
      SessionCensus census,
      BiConsumer<Alert, Trace> alerts) {
    this.settings = settings;
    this.clock = clock;
    this.timers = timers;
    this.writer = new AlertWriter(instance, census, marks, settings);
    this.life =
        new IncidentLife(
            timers,
            settings,
            writer,
            alerts,
            unobserved,
            incident -> incidents.remove(incident.key, incident));
  }

  /**
   * Takes new times and counts; incidents that are under way keep the timers they have. Those that
   * are of another severity from now on are told anew.
   */
  public void configure(IncidentSettings changed, Instant now) {
    IncidentSettings before = settings;
    settings = changed;
    life.configure(changed);
    for (Incident incident : inOrder(unused -> true)) {
      if (changed.disabled().contains(incident.key.kind())) {
        closeNow(incident.key, CloseReason.RECONFIGURED, now);
      } else if (AlertWriter.severity(incident, before)
          != AlertWriter.severity(incident, changed)) {
        life.touch(incident, now);
      }
    }
  }

  /** Takes the planned work that there is from now on. */
  public void plan(List<MaintenanceWindow> windows, Instant now) {
    marks.plan(windows);
    markAnew(now);
  }

  /** Takes the silences that there are from now on. */
  public void silence(List<Silence> silences, Instant now) {
    marks.silence(silences);
    markAnew(now);
  }

  /** Tells of incidents that are marked otherwise from now on, and waits for the next moment. */
  private void markAnew(Instant now) {
    if (nextMarks != null) {
      nextMarks.cancel();
    }
    Instant edge = marks.nextEdge(now);
    nextMarks = edge == null ? null : timers.schedule(edge, this::markAnew);
    for (Incident incident : inOrder(alive -> marks.isMarkedOtherwise(alive, now))) {
      life.touch(incident, now);
    }
  }

  /** Somebody takes care of an open incident; its records say who from now on. */
  public void acknowledge(String incidentId, String by, Instant now) {
    for (Incident incident : inOrder(alive -> alive.incidentId.equals(incidentId))) {
      if (!by.equals(incident.acknowledgedBy)) {
        incident.acknowledgedBy = by;
        life.touch(incident, now);
      }
    }
  }

  /** Those that are not closed, in an order that is always the same. */
  private List<Incident> inOrder(Predicate<Incident> which) {
    return incidents.values().stream()
        .filter(incident -> incident.isAlive() && which.test(incident))
        .sorted(Comparator.comparing(incident -> incident.key))
        .toList();
  }

  /** Goes on numbering alerts behind this one; before the first. */
  public void continueAfter(long lastAlert) {
    writer.continueAfter(lastAlert);
  }

  /** Goes on with who takes care of what, by {@code dedup_key}; before the first. */
  public void continueAcknowledged(Map<String, String> byKey) {
    life.continueAcknowledged(byKey);
  }

  /** Incidents that are not closed. */
  public int openCount() {
    return life.alive();
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

  // Of a former engine.

  /**
   * Goes on with an incident of which nobody knows yet how it stands.
   *
   * @param lost the routes that it was seen in; none if it was seen in something else
   */
  public void resume(PastIncident past, List<HeldRoute> lost, Instant now) {
    Incident incident = resumed(past);
    for (HeldRoute route : lost) {
      unobserved.add(incident, route.key());
      incident.departures.add(route.session().id(), departure(null, now));
    }
    life.resume(incident, past.state(), now);
  }

  /** Goes on with a point in time. */
  public void resumePoint(PastIncident past) {
    life.resumePoint(resumed(past));
  }

  /** Remembers an incident that is closed: what recurs soon enough is the same again. */
  public void resumeClosed(PastIncident past) {
    Instant closedAt = past.closedAt();
    life.resumeClosed(resumed(past), closedAt == null ? past.updatedAt() : closedAt);
  }

  /**
   * Tells of resumed incidents that are marked otherwise than they were; after the last of them.
   */
  public void resumed(Instant now) {
    markAnew(now);
  }

  private Incident resumed(PastIncident past) {
    Incident incident = incidentFor(past.trace().key(), past.problem());
    life.goOn(incident, past);
    return incident;
  }

  /** Ends a state that nobody could tell of, unless it was raised since. */
  public void clearUnobserved(IncidentKey key, CloseReason reason, Instant now) {
    Incident incident = incidents.get(key);
    if (incident != null && incident.phase == Phase.UNOBSERVED) {
      life.gone(incident, reason, now, now);
    }
  }

  // Routes that offend.

  /**
   * A session holds an offending route.
   *
   * @param replaced the route that it took the place of
   */
  public void hold(Finding finding, HeldRoute route, @Nullable HeldRoute replaced, Instant now) {
    Problem problem = Problem.ofFinding(finding, route, replaced);
    Incident incident = incidentFor(IncidentKey.of(finding), problem);
    RouteKey routeKey = route.key();
    HeldRoute before = incident.holders.put(routeKey, route);
    unobserved.forget(incident, routeKey);
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
      life.holds(incident, newSession || newPath, now);
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

  /** A session does not hold the route any more, and says so itself. */
  public void release(IncidentKey key, RouteKey route, CloseReason reason, Instant now) {
    Incident incident = incidents.get(key);
    if (incident == null || incident.ceases(route) == null) {
      return;
    }
    incident.departures.add(route.session(), departure(reason, clock.happened()));
    afterRelease(incident, route, reason, now);
  }

  /** A session that is lost departs from all that it saw at once; one object does for that. */
  private Departure departure(@Nullable CloseReason reason, Instant at) {
    Departure known = latest;
    if (known == null || known.reason() != reason || !known.at().equals(at)) {
      known = new Departure(at, reason);
      latest = known;
    }
    return known;
  }

  private void afterRelease(Incident incident, RouteKey route, CloseReason reason, Instant now) {
    boolean enough = incident.sessionsSeen() >= settings.minSessions();
    if (enough) {
      incident.refreshSightings();
      showAnotherRoute(incident, route);
      life.touch(incident, now);
    } else if (incident.phase == Phase.OPEN) {
      tooFewLeft(incident, reason, now);
    } else if (incident.phase == Phase.CLOSING) {
      incident.closeReason = lastReason(incident, reason);
    } else if (incident.phase == Phase.DORMANT && incident.holders.isEmpty()) {
      incidents.remove(incident.key, incident);
    }
  }

  /** It depends on the last to go whether the condition is over or nobody knows. */
  private void tooFewLeft(Incident incident, CloseReason otherwise, Instant now) {
    Departure last = incident.departures.last();
    if (last != null && last.isLoss() && !incident.unobserved.isEmpty()) {
      incident.refreshSightings();
      life.becomeUnobserved(incident, now);
      life.touch(incident, now);
    } else {
      life.gone(incident, lastReason(incident, otherwise), lastTime(incident, now), now);
    }
  }

  private static CloseReason lastReason(Incident incident, CloseReason otherwise) {
    Departure last = incident.departures.last();
    CloseReason reason = last == null ? null : last.reason();
    return reason == null ? otherwise : reason;
  }

  private static Instant lastTime(Incident incident, Instant now) {
    Departure last = incident.departures.last();
    return last == null || last.at().isBefore(incident.openedAt) ? now : last.at();
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
    if (incident == null || incident.ceases(route) == null) {
      return;
    }
    if (!incident.isAlive() || incident.phase == Phase.CLOSING) {
      afterRelease(incident, route, CloseReason.WITHDRAWN, now);
      return;
    }
    incident.departures.add(route.session(), departure(null, clock.happened()));
    unobserved.add(incident, route);
    if (incident.sessionsSeen() < settings.minSessions() && incident.phase == Phase.OPEN) {
      tooFewLeft(incident, CloseReason.WITHDRAWN, now);
    } else {
      incident.refreshSightings();
      life.touch(incident, now);
    }
  }

  /**
   * A session holds another route, without this verdict, where an unobserved one was.
   *
   * @param except an incident that the new route belongs to
   */
  public void observedOtherwise(RouteKey route, Set<IncidentKey> except, Instant now) {
    for (Incident incident : unobserved.of(route)) {
      if (!except.contains(incident.key)) {
        resolveUnobserved(incident, route, CloseReason.REPLACED, now);
      }
    }
  }

  /** A session is synced again: what it has not announced by now is gone. */
  public void observedAbsent(String session, Family family, Instant now) {
    for (RouteKey route : unobserved.ofSession(session, family)) {
      for (Incident incident : unobserved.of(route)) {
        resolveUnobserved(incident, route, CloseReason.WITHDRAWN, now);
      }
    }
  }

  /** A session is not configured, or not awaited, any more: nobody will ever tell. */
  public void sessionRemoved(String session, CloseReason reason, Instant now) {
    for (RouteKey route : unobserved.ofSession(session)) {
      for (Incident incident : unobserved.of(route)) {
        resolveUnobserved(incident, route, reason, now);
      }
    }
  }

  private void resolveUnobserved(
      Incident incident, RouteKey route, CloseReason reason, Instant now) {
    unobserved.forget(incident, route);
    incident.departures.add(route.session(), departure(reason, clock.happened()));
    if (incident.phase == Phase.UNOBSERVED && incident.unobserved.isEmpty()) {
      life.gone(incident, lastReason(incident, reason), lastTime(incident, now), now);
    }
  }

  // States that somebody else watches.

  /** A state holds, as described; opens the incident or brings it up to date. */
  public void raise(IncidentKey key, Problem problem, List<Sighting> seenOn, Instant now) {
    raise(key, problem, seenOn, List.of(), now);
  }

  /**
   * The same.
   *
   * @param concerned sessions that it depends on, beside those that see it
   */
  public void raise(
      IncidentKey key,
      Problem problem,
      List<Sighting> seenOn,
      Collection<String> concerned,
      Instant now) {
    Incident incident = incidentFor(key, problem);
    incident.concerned = List.copyOf(concerned);
    boolean changed = !incident.problem.equals(problem) || !incident.sightings.equals(seenOn);
    incident.problem = problem;
    incident.sightings = List.copyOf(seenOn);
    life.holds(incident, changed, now);
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
    life.holds(incident, true, now);
    if (incident.phaseTimer == null) {
      life.awaitQuiet(incident);
    }
  }

  /**
   * A session sees a state no longer.
   *
   * @param reason null if the session was lost, so that nobody knows
   */
  public void left(IncidentKey key, String session, @Nullable CloseReason reason) {
    Incident incident = incidents.get(key);
    if (incident != null) {
      incident.departures.add(session, departure(reason, clock.happened()));
    }
  }

  /**
   * Nobody sees a state any more. If the last session to go was lost, it waits until it is raised
   * or somebody can tell; else it is over.
   *
   * @param awaited whether there are sessions that may come back with it
   */
  public void noneLeft(IncidentKey key, boolean awaited, CloseReason otherwise, Instant now) {
    Incident incident = incidents.get(key);
    if (incident == null) {
      return;
    }
    Departure last = incident.departures.last();
    if (last == null || !last.isLoss() || !awaited) {
      clear(key, lastReason(incident, otherwise), lastTime(incident, now), now);
    } else {
      unobserve(key, now);
    }
  }

  /** Those who could tell of a state are lost; it waits until it is raised or cleared. */
  public void unobserve(IncidentKey key, Instant now) {
    Incident incident = incidents.get(key);
    if (incident != null && incident.phase == Phase.OPEN) {
      life.becomeUnobserved(incident, now);
      life.touch(incident, now);
    }
  }

  /** A state is gone since some time; the hold-down runs from there. */
  public void clear(IncidentKey key, CloseReason reason, Instant since, Instant now) {
    Incident incident = incidents.get(key);
    boolean told = incident != null && incident.phase == Phase.UNOBSERVED;
    if (incident != null && (told || incident.phase == Phase.OPEN)) {
      life.gone(incident, reason, since, now);
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
      if (incident.goneAt == null) {
        incident.goneAt = now;
      }
      incident.closeReason = reason;
      life.close(incident, now);
    }
  }

  private Incident incidentFor(IncidentKey key, Problem problem) {
    return incidents.computeIfAbsent(key, fresh -> new Incident(fresh, problem));
  }
}

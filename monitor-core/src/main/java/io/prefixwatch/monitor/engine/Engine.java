package io.prefixwatch.monitor.engine;

import io.prefixwatch.bgp.message.Nlri;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.session.DownReason;
import io.prefixwatch.monitor.coverage.Knowledge;
import io.prefixwatch.monitor.coverage.Standing;
import io.prefixwatch.monitor.detect.HeldRoute;
import io.prefixwatch.monitor.event.Effect;
import io.prefixwatch.monitor.event.EngineEvent;
import io.prefixwatch.monitor.event.EngineEvent.ConnectionsRefused;
import io.prefixwatch.monitor.event.EngineEvent.EndOfRib;
import io.prefixwatch.monitor.event.EngineEvent.IncidentAcknowledged;
import io.prefixwatch.monitor.event.EngineEvent.PrefixCountChanged;
import io.prefixwatch.monitor.event.EngineEvent.RefreshEnded;
import io.prefixwatch.monitor.event.EngineEvent.RefreshStarted;
import io.prefixwatch.monitor.event.EngineEvent.RegistryChanged;
import io.prefixwatch.monitor.event.EngineEvent.RestartExpired;
import io.prefixwatch.monitor.event.EngineEvent.RouteAnnounced;
import io.prefixwatch.monitor.event.EngineEvent.RouteWithdrawn;
import io.prefixwatch.monitor.event.EngineEvent.RoutesSurged;
import io.prefixwatch.monitor.event.EngineEvent.RpkiAnchorJudged;
import io.prefixwatch.monitor.event.EngineEvent.RpkiChanged;
import io.prefixwatch.monitor.event.EngineEvent.RpkiSourceJudged;
import io.prefixwatch.monitor.event.EngineEvent.SessionDown;
import io.prefixwatch.monitor.event.EngineEvent.SessionExpected;
import io.prefixwatch.monitor.event.EngineEvent.SessionForgotten;
import io.prefixwatch.monitor.event.EngineEvent.SessionLimited;
import io.prefixwatch.monitor.event.EngineEvent.SessionSynced;
import io.prefixwatch.monitor.event.EngineEvent.SessionUp;
import io.prefixwatch.monitor.event.EngineEvent.SilencesChanged;
import io.prefixwatch.monitor.event.EngineEvent.Tick;
import io.prefixwatch.monitor.event.EngineEvent.UpdateMalformed;
import io.prefixwatch.monitor.event.EventType;
import io.prefixwatch.monitor.incident.CloseReason;
import io.prefixwatch.monitor.incident.IncidentBook;
import io.prefixwatch.monitor.incident.IncidentSettings;
import io.prefixwatch.monitor.incident.PastIncident;
import io.prefixwatch.monitor.incident.Silence;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.timer.EngineClock;
import io.prefixwatch.monitor.timer.TimerQueue;
import io.prefixwatch.monitor.topology.LearnedLinks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All judgement: events in, effects out. The same events give the same effects, byte for byte.
 *
 * <p>Mutable and not thread safe: one thread owns it. Its clock is the largest time it has been
 * told; timers that an event passes fire before the event counts, each at its own time.
 */
public final class Engine {

  /** A configured session that has not come up by then is a problem of its own. */
  private static final Duration NEVER_UP = Duration.ofMinutes(5);

  private final TimerQueue timers = new TimerQueue();
  private final EngineClock clock = new EngineClock();
  private final SessionTracks tracks = new SessionTracks();
  private final List<Effect> effects = new ArrayList<>();
  private final EventLog log = new EventLog(event -> effects.add(new Effect.EventRaised(event)));
  private final IncidentBook book;
  private final SessionWatch sessions;
  private final FlapWatch flaps;
  private final LimitAlarms limits;
  private final SurgeAlarms surges;
  private final MalformedWatch malformed;
  private final AuthWatch auth;
  private final AvailabilityWatch availability;
  private final RouteWatch routes;
  private final RpkiWatch rpki;
  private final Resumption resumption;
  private Registry registry;

  /** An engine that has seen nothing. */
  public Engine(Registry registry) {
    this.registry = registry;
    this.book =
        new IncidentBook(
            registry.speaker().routerId().toString(),
            IncidentSettings.of(registry.settings()),
            timers,
            clock,
            tracks,
            (alert, trace) -> effects.add(new Effect.AlertRaised(alert, trace)));
    this.sessions =
        new SessionWatch(
            book, new OfOneInstant(timers, clock), tracks, this::incidentOfSessionChanged);
    this.flaps = new FlapWatch(book, timers);
    this.limits = new LimitAlarms(book);
    this.surges = new SurgeAlarms(book);
    this.malformed = new MalformedWatch(book);
    this.auth = new AuthWatch(book);
    this.availability =
        new AvailabilityWatch(
            book, timers, tracks, new AvailabilityProblems(sessions), registry.settings());
    this.routes =
        new RouteWatch(
            book,
            availability,
            new PrefixEvents(log),
            new PrefixFlaps(book, timers),
            new ConsistencyWatch(book, timers),
            new ExemptionWatch(timers),
            new StandingWatch(
                book,
                timers,
                new Expectations(tracks, registry),
                new StandingEvents(log),
                registry),
            registry);
    this.rpki = new RpkiWatch(book, timers, registry);
    book.plan(registry.maintenance(), clock.now());
    this.resumption = new Resumption(book, timers, tracks, sessions, routes, registry);
  }

  /**
   * Goes on numbering where a former engine ended; before the first event.
   *
   * @param lastAlert number of its last alert
   * @param lastEvent number of its last event
   */
  public void continueNumbering(long lastAlert, long lastEvent) {
    book.continueAfter(lastAlert);
    log.continueAfter(lastEvent);
  }

  /**
   * Goes on with who takes care of what; before the first event.
   *
   * @param byKey names by {@code dedup_key}; each counts for the next incident of its key
   */
  public void continueAcknowledged(Map<String, String> byKey) {
    book.continueAcknowledged(byKey);
  }

  /** Goes on with the silences that there are; before the first event. */
  public void continueSilenced(List<Silence> silences, Instant now) {
    clock.tell(now);
    book.silence(silences, now);
  }

  /** From here on tells why each route that touches a registered prefix was judged as it was. */
  public void explainVerdicts() {
    routes.explainTo(verdict -> effects.add(new Effect.RouteJudged(verdict)));
  }

  /**
   * Goes on with the incidents of a former engine; before the first event.
   *
   * @return what there is to say of them
   */
  public List<Effect> resume(List<PastIncident> past, Instant now) {
    clock.tell(now);
    past.forEach(incident -> resumption.resume(incident, now));
    book.resumed(now);
    return take();
  }

  /**
   * Takes one event. One that is older than the clock is told now; only what was the last of
   * several things goes by when they happened.
   *
   * <p>Losses of sessions are told when their instant is over: by the next event that is later, or
   * a tick.
   *
   * @return what follows from it, and from the timers that it passed, in order
   */
  public List<Effect> apply(EngineEvent event) {
    boolean timePasses = event.at().isAfter(clock.now());
    clock.tell(event.at());
    if (timePasses || event instanceof Tick) {
      timers.runUntil(clock.now());
    }
    dispatch(event, clock.now());
    return take();
  }

  private List<Effect> take() {
    List<Effect> taken = List.copyOf(effects);
    effects.clear();
    return taken;
  }

  /** When the next timer is due, so that somebody may tick by then; null if none runs. */
  public @Nullable Instant nextTimer() {
    return timers.nextDue();
  }

  /** Incidents that are not closed. */
  public int openIncidents() {
    return book.openCount();
  }

  /**
   * How a registered prefix stands at this moment: its state, why, and on which sessions. Worked
   * out for whoever asks, on the thread that owns the engine; the answer is immutable.
   *
   * @return null if exactly this prefix is not registered
   */
  public @Nullable Standing standing(Prefix prefix) {
    return routes.standing(prefix);
  }

  /** Links between ASes that were learned, to be kept and restored on the engine's thread. */
  public LearnedLinks learnedLinks() {
    return routes.links();
  }

  public Registry registry() {
    return registry;
  }

  private void dispatch(EngineEvent event, Instant now) {
    if (event instanceof RouteAnnounced announced) {
      announced(announced, now);
    } else if (event instanceof RouteWithdrawn withdrawn) {
      withTrack(
          withdrawn.session(),
          track -> routes.withdrawn(track, new Nlri(withdrawn.prefix(), withdrawn.pathId()), now));
    } else if (event instanceof SessionExpected expected) {
      sessionExpected(expected.session(), now);
    } else if (event instanceof SessionUp up) {
      sessionUp(up, now);
    } else if (event instanceof SessionDown down) {
      withTrack(down.session(), track -> sessionDown(track, down, now));
    } else if (event instanceof SessionForgotten forgotten) {
      withTrack(forgotten.session(), track -> sessionRemoved(track, CloseReason.SESSION_GONE, now));
    } else if (event instanceof RestartExpired expired) {
      withTrack(expired.session(), track -> restartExpired(track, now));
    } else if (event instanceof EndOfRib endOfRib) {
      endOfRib(endOfRib, now);
    } else if (event instanceof SessionSynced synced) {
      withTrack(synced.session(), track -> sessionSynced(track, synced, now));
    } else if (event instanceof RegistryChanged changed) {
      registryChanged(changed.registry(), now);
    } else {
      dispatchCondition(event, now);
    }
  }

  /** What a session's routes are worth at the moment, and what is wrong with it. */
  private void dispatchCondition(EngineEvent event, Instant now) {
    if (event instanceof RefreshStarted started) {
      withTrack(started.session(), track -> refreshStarted(track, started.family(), now));
    } else if (event instanceof RefreshEnded ended) {
      withTrack(ended.session(), track -> refreshEnded(track, ended, now));
    } else if (event instanceof SessionLimited limited) {
      withTrack(limited.session(), track -> sessionLimited(track, limited, now));
    } else if (event instanceof PrefixCountChanged counted) {
      withTrack(counted.session(), track -> limits.changed(track, counted, now));
    } else if (event instanceof RoutesSurged surged) {
      withTrack(surged.session(), track -> surges.changed(track.session, surged, now));
    } else if (event instanceof ConnectionsRefused refused) {
      auth.refused(refused, now);
    } else if (event instanceof RpkiChanged changed) {
      rpki.changed(changed.change(), now);
      routes.rpkiChanged(changed.change(), List.copyOf(tracks.all()), now);
    } else if (event instanceof RpkiSourceJudged judged) {
      rpki.judged(judged, now);
    } else if (event instanceof RpkiAnchorJudged judged) {
      rpki.judged(judged, now);
    } else if (event instanceof SilencesChanged changed) {
      book.silence(changed.silences(), now);
    } else if (event instanceof IncidentAcknowledged acknowledged) {
      book.acknowledge(acknowledged.incidentId(), acknowledged.by(), now);
    } else if (event instanceof UpdateMalformed update) {
      withTrack(update.session(), track -> malformed.malformed(track.session, update, now));
    }
  }

  private void withTrack(String session, Consumer<SessionTrack> use) {
    SessionTrack track = tracks.find(session);
    if (track != null) {
      use.accept(track);
    }
  }

  private void announced(RouteAnnounced event, Instant now) {
    withTrack(
        event.session(),
        track ->
            routes.announced(
                track,
                new HeldRoute(
                    track.session, event.prefix(), event.pathId(), event.attributes(), now)));
  }

  // Sessions.

  private void sessionExpected(Session session, Instant now) {
    SessionTrack track = tracks.track(session);
    timers.schedule(
        now.plus(NEVER_UP),
        due -> {
          if (!track.everUp && tracks.find(session.id()) == track) {
            neverUp(track, due);
          }
        });
  }

  /** What follows from a session's loss names that incident. */
  private void incidentOfSessionChanged(Session session, Instant now) {
    withTrack(session.id(), track -> routes.knowledgeChanged(track, now));
  }

  private void neverUp(SessionTrack track, Instant now) {
    track.awaited = false;
    if (!sessions.restartExpired(track.session, now)) {
      DownReason reason = DownReason.of(DownReason.Cause.NEVER_UP);
      sessions.lost(track.session, reason, HeldPrefixes.NONE, false, now);
    }
    routes.knowledgeChanged(track, now);
  }

  private void sessionUp(SessionUp event, Instant now) {
    SessionTrack track = tracks.track(event.session());
    track.nowUp(event.session(), event.families());
    List<String> families = event.families().stream().sorted().map(Family::label).toList();
    log.write(
        now,
        EventType.SESSION_UP,
        "Session " + event.session().id() + " is up",
        event.session().id(),
        null,
        null,
        Map.of("families", families));
    sessions.back(track.session, now);
    routes.knowledgeChanged(track, now);
  }

  private void sessionDown(SessionTrack track, SessionDown event, Instant now) {
    if (!track.up) {
      return;
    }
    HeldPrefixes held = routes.heldBy(track);
    track.nowDown(!event.stale().isEmpty());
    tellSessionDown(track, event.reason(), held.size(), now);
    if (event.reason().cause() != DownReason.Cause.STOPPED) {
      boolean drained = routes.isDraining(track);
      if (track.stale) {
        sessions.stale(track.session, event.reason(), held, drained, now);
      } else {
        sessions.lost(track.session, event.reason(), held, drained, now);
      }
      flaps.down(track.session, now);
    }
    Set<Family> gone = new LinkedHashSet<>(List.of(Family.IPV4_UNICAST, Family.IPV6_UNICAST));
    gone.removeAll(event.stale());
    routes.lostWithSession(track, gone, now);
    surges.lost(track.session, now);
    routes.knowledgeChanged(track, now);
  }

  private void tellSessionDown(SessionTrack track, DownReason reason, int held, Instant now) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("cause", reason.cause().label());
    details.put(
        "notification",
        reason.notification() == null
            ? null
            : reason.notification().effective().error().toString());
    details.put("registered_prefixes_held", held);
    log.write(
        now,
        EventType.SESSION_DOWN,
        "Session " + track.session.id() + " is down: " + reason.cause().label(),
        track.session.id(),
        null,
        null,
        details);
  }

  private void restartExpired(SessionTrack track, Instant now) {
    if (track.stale && !track.up) {
      track.stale = false;
      sessions.restartExpired(track.session, now);
      routes.lostWithSession(track, Set.of(Family.IPV4_UNICAST, Family.IPV6_UNICAST), now);
      routes.knowledgeChanged(track, now);
    }
  }

  private void endOfRib(EndOfRib event, Instant now) {
    log.write(
        now,
        EventType.END_OF_RIB,
        "Session " + event.session() + " sent End-of-RIB for " + event.family(),
        event.session(),
        null,
        null,
        Map.of("family", event.family().label()));
  }

  private void sessionSynced(SessionTrack track, SessionSynced event, Instant now) {
    if (track.up) {
      track.synced.put(event.family(), event.partial() ? Knowledge.PARTIAL : Knowledge.SYNCED);
      routes.synced(track, event.family(), now);
      if (track.synced.keySet().containsAll(track.families)) {
        resumption.synced(event.session(), now);
      }
    }
  }

  private void refreshStarted(SessionTrack track, Family family, Instant now) {
    if (track.up) {
      track.refreshing.add(family);
      routes.knowledgeChanged(track, now);
    }
  }

  private void refreshEnded(SessionTrack track, RefreshEnded event, Instant now) {
    if (!track.refreshing.remove(event.family())) {
      return;
    }
    log.write(
        now,
        EventType.ROUTE_REFRESH,
        "Session "
            + event.session()
            + (event.expired() ? " never ended its refresh of " : " has sent once more ")
            + event.family(),
        event.session(),
        null,
        null,
        Map.of("family", event.family().label(), "expired", event.expired()));
    routes.complete(track, event.family(), now);
  }

  private void sessionLimited(SessionTrack track, SessionLimited event, Instant now) {
    if (event.limited()) {
      track.limited.add(event.family());
      routes.knowledgeChanged(track, now);
    } else if (track.limited.remove(event.family())) {
      routes.complete(track, event.family(), now);
    }
    limits.describeAnew(track, now);
  }

  // Configuration.

  private void registryChanged(Registry changed, Instant now) {
    Registry old = registry;
    registry = changed;
    availability.configure(changed.settings());
    sessions.configure(changed.index());
    book.configure(IncidentSettings.of(changed.settings()), now);
    for (Session before : old.sessions()) {
      Session after = changed.session(before.id());
      SessionTrack track = tracks.find(before.id());
      if (track != null && after == null) {
        sessionRemoved(track, CloseReason.RECONFIGURED, now);
      } else if (track != null && after != null) {
        track.session = after.known(track.session.peerAsn());
      }
    }
    describeDynamic(old, changed, now);
    tracks.all().forEach(track -> limits.describeAnew(track, now));
    routes.reconfigure(changed, List.copyOf(tracks.all()), now);
    rpki.configure(changed, now);
    book.plan(changed.maintenance(), now);
    new RegistryDifference(log).tell(old, changed, now);
  }

  /** Sessions that came up by themselves follow the range that they belong to. */
  private void describeDynamic(Registry old, Registry changed, Instant now) {
    for (SessionTrack track : List.copyOf(tracks.all())) {
      if (old.described(track.session) != null) {
        Session after = changed.described(track.session);
        if (after == null) {
          sessionRemoved(track, CloseReason.RECONFIGURED, now);
        } else {
          track.session = after;
        }
      }
    }
  }

  private void sessionRemoved(SessionTrack track, CloseReason reason, Instant now) {
    routes.sessionRemoved(track, reason, now);
    sessions.removed(track.session, reason, now);
    flaps.removed(track.session, reason, now);
    limits.removed(track.session, reason, now);
    surges.removed(track.session, reason, now);
    malformed.removed(track.session, reason, now);
    auth.removed(track.session.id(), reason, now);
    tracks.remove(track.session.id());
  }
}

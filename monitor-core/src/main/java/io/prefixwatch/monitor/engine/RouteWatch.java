package io.prefixwatch.monitor.engine;

import io.prefixwatch.bgp.message.Nlri;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.coverage.Standing;
import io.prefixwatch.monitor.detect.Excused;
import io.prefixwatch.monitor.detect.Finding;
import io.prefixwatch.monitor.detect.HeldRoute;
import io.prefixwatch.monitor.detect.Judge;
import io.prefixwatch.monitor.detect.NewLinks;
import io.prefixwatch.monitor.detect.RouteKey;
import io.prefixwatch.monitor.detect.RouteVerdict;
import io.prefixwatch.monitor.detect.RpkiView;
import io.prefixwatch.monitor.detect.Verdicts;
import io.prefixwatch.monitor.incident.CloseReason;
import io.prefixwatch.monitor.incident.IncidentBook;
import io.prefixwatch.monitor.incident.IncidentKey;
import io.prefixwatch.monitor.index.LeanMap;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Registration;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.rpki.RpkiChange;
import io.prefixwatch.monitor.rpki.RpkiData;
import io.prefixwatch.monitor.topology.LearnedLinks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The routes that touch registered prefixes, and what was said about each. Owned by the engine.
 *
 * <p>Every change goes through {@link #place} or {@link #remove}: judge, tell the incidents, update
 * the coverage, tell the events.
 */
final class RouteWatch {

  private final IncidentBook book;
  private final AvailabilityWatch availability;
  private final PrefixEvents events;
  private final PrefixFlaps flaps;
  private final ConsistencyWatch consistency;
  private final ExemptionWatch exemptions;
  private final StandingWatch standings;
  private final LearnedLinks links = new LearnedLinks();
  private final SessionLeaks leaks;
  private final VerdictLog verdictLog;
  private final LeanMap<Prefix, WatchedPrefix> prefixes = new LeanMap<>();
  private Registry registry;
  private RpkiData rpki = RpkiData.NONE;
  private Judge judge;

  RouteWatch(
      IncidentBook book,
      AvailabilityWatch availability,
      PrefixEvents events,
      PrefixFlaps flaps,
      ConsistencyWatch consistency,
      ExemptionWatch exemptions,
      StandingWatch standings,
      Registry registry) {
    this.book = book;
    this.availability = availability;
    this.events = events;
    this.flaps = flaps;
    this.consistency = consistency;
    this.exemptions = exemptions;
    exemptions.rejudgeBy(this::exemptionEnded);
    this.standings = standings;
    standings.forgetBy(this::forgetIfIdle);
    this.verdictLog = new VerdictLog(registry, newLinks(registry));
    this.leaks = new SessionLeaks(book, verdictLog, registry);
    this.registry = registry;
    this.judge = judge();
  }

  private Judge judge() {
    return new Judge(registry, new RpkiView(registry.speaker().asn(), rpki), newLinks());
  }

  private NewLinks newLinks() {
    return newLinks(registry);
  }

  private NewLinks newLinks(Registry by) {
    return new NewLinks(links, by.topology().relationships(), by.settings().learning());
  }

  /** What was learned; whoever keeps it over a restart does so on the engine's thread. */
  LearnedLinks links() {
    return links;
  }

  /** Explains every judgement from here on. */
  void explainTo(Consumer<RouteVerdict> reader) {
    verdictLog.readBy(reader);
  }

  // Announcements and withdrawals.

  /** A session announced a route; the same route again is nothing. */
  void announced(SessionTrack track, HeldRoute route) {
    RegisteredPrefix registered = registry.judgeOf(route.prefix());
    if (registered == null) {
      leaks.announced(track, route, CloseReason.REPLACED);
      return;
    }
    WatchedRoute before = track.routes.get(nlri(route));
    if (before != null && before.route.attributes().equals(route.attributes())) {
      return;
    }
    links.learn(route.attributes().asPath(), route.since());
    place(track, route, registered, before, CloseReason.REPLACED, route.since());
  }

  /** A session withdrew a route. */
  void withdrawn(SessionTrack track, Nlri nlri, Instant now) {
    WatchedRoute before = track.routes.get(nlri);
    if (before != null) {
      remove(track, before, CloseReason.WITHDRAWN, now);
    } else {
      leaks.withdrawn(track, nlri, now);
    }
  }

  private static Nlri nlri(HeldRoute route) {
    return new Nlri(route.prefix(), route.pathId());
  }

  SessionLeaks leaks() {
    return leaks;
  }

  WatchedPrefix watch(RegisteredPrefix registered) {
    return prefixes.computeIfAbsent(registered.prefix(), unused -> new WatchedPrefix(registered));
  }

  private void place(
      SessionTrack track,
      HeldRoute route,
      RegisteredPrefix registered,
      @Nullable WatchedRoute before,
      CloseReason leaving,
      Instant now) {
    WatchedPrefix watched = watch(registered);
    Verdicts verdicts = judge.judge(route, registered, now);
    verdictLog.judged(route, registered, verdicts, leaving, now);
    boolean sameRoute = leaving != CloseReason.REPLACED;
    HeldRoute replaced = before == null || sameRoute ? null : before.route;
    Set<IncidentKey> keys = keys(verdicts);
    HeldRoute heldBefore = held(watched, track);
    if (before != null) {
      releaseAllBut(keys, before, leaving, now);
      before.judge.remove(before);
      exemptions.gone(before);
    }
    for (Finding finding : verdicts.findings()) {
      book.hold(finding, route, replaced, now);
    }
    book.observedOtherwise(route.key(), keys, now);
    WatchedRoute placed = new WatchedRoute(route, verdicts, watched);
    track.routes.put(nlri(route), placed);
    exemptions.placed(track, placed);
    watched.add(placed);
    if (before != null) {
      forgetIfIdle(before.judge);
    }
    if (placed.isExact()) {
      if (replaced != null) {
        events.originChanged(track, registered, replaced, route, now);
      }
      exactChanged(track, watched, heldBefore, now);
    }
    boolean newBlackhole = before == null || !before.verdicts.blackholed();
    if (verdicts.blackholed() && newBlackhole) {
      events.blackholed(track, registered, route, now);
    }
    Excused excused = verdicts.excused();
    if (excused != null && (before == null || before.verdicts.excused() == null)) {
      events.excepted(track, registered, route, excused, now);
    }
  }

  private void remove(SessionTrack track, WatchedRoute gone, CloseReason reason, Instant now) {
    HeldRoute heldBefore = held(gone.judge, track);
    track.routes.remove(nlri(gone.route));
    gone.judge.remove(gone);
    exemptions.gone(gone);
    releaseAllBut(Set.of(), gone, reason, now);
    if (gone.isExact()) {
      exactChanged(track, gone.judge, heldBefore, now);
    }
    forgetIfIdle(gone.judge);
  }

  /** What nobody touches any more is as if nobody ever had; of most prefixes nothing else stays. */
  private void forgetIfIdle(WatchedPrefix watched) {
    if (watched.isIdle() && standings.forget(watched)) {
      prefixes.remove(watched.registered.prefix(), watched);
    }
  }

  private void releaseAllBut(
      Set<IncidentKey> kept, WatchedRoute route, CloseReason reason, Instant now) {
    for (Finding finding : route.verdicts.findings()) {
      IncidentKey key = IncidentKey.of(finding);
      if (!kept.contains(key)) {
        book.release(key, route.route.key(), reason, now);
      }
    }
  }

  private static Set<IncidentKey> keys(Verdicts verdicts) {
    return verdicts.findings().stream().map(IncidentKey::of).collect(Collectors.toSet());
  }

  private static @Nullable HeldRoute held(WatchedPrefix watched, SessionTrack track) {
    WatchedRoute holding = watched.heldOn(track.session.id());
    return holding == null ? null : holding.route;
  }

  /** The exact routes of a prefix on a session changed: coverage and events follow. */
  private void exactChanged(
      SessionTrack track, WatchedPrefix watched, @Nullable HeldRoute before, Instant now) {
    HeldRoute after = held(watched, track);
    events.changed(track, watched.registered, before, after, now);
    consistency.reassess(watched, now);
    if (watched.registered.registration().expects(track.session)) {
      countFlap(track, watched, before, after, now);
      if (after != null) {
        watched.coverage.held(after);
        track.covers.add(watched);
      } else {
        watched.coverage.lost(track.session.id(), now);
      }
      availability.reassess(watched, now);
      standings.touch(watched, !track.isSyncing(watched.registered.prefix().family()), now);
    } else if (!watched.registered.announced()) {
      standings.touch(watched, true, now);
    }
  }

  private void countFlap(
      SessionTrack track,
      WatchedPrefix watched,
      @Nullable HeldRoute before,
      @Nullable HeldRoute after,
      Instant now) {
    HeldRoute shown = after == null ? before : after;
    boolean turned = (before == null) != (after == null);
    if (turned && shown != null && !track.isSyncing(watched.registered.prefix().family())) {
      flaps.changed(watched.registered, shown, now);
    }
  }

  // Sessions.

  /** Registered prefixes that the session holds. */
  HeldPrefixes heldBy(SessionTrack track) {
    return HeldPrefixes.of(registry.index(), each -> eachHeld(track, each));
  }

  private static void eachHeld(SessionTrack track, Consumer<Prefix> each) {
    for (WatchedRoute watched : track.routes.values()) {
      if (watched.isExact() && watched.verdicts.allowsHolding()) {
        each.accept(watched.route.prefix());
      }
    }
  }

  /**
   * True if the peer has asked to move traffic away: every route of the session that touches a
   * registered prefix carries GRACEFUL_SHUTDOWN (RFC 8326), and there is one.
   */
  boolean isDraining(SessionTrack track) {
    return !track.routes.isEmpty()
        && track.routes.values().stream().allMatch(watched -> watched.route.isDraining());
  }

  /** How a registered prefix stands now; null if it is none. */
  @Nullable Standing standing(Prefix prefix) {
    RegisteredPrefix registered = registry.exact(prefix);
    return registered == null ? null : standings.standing(registered, prefixes.get(prefix));
  }

  /** The session is lost, and its routes of these families with it: nobody knows about them. */
  void lostWithSession(SessionTrack track, Set<Family> families, Instant now) {
    Set<WatchedPrefix> touched = new LinkedHashSet<>();
    Set<WatchedPrefix> left = new LinkedHashSet<>();
    for (WatchedRoute lost : List.copyOf(track.routes.values())) {
      if (!families.contains(lost.route.prefix().family())) {
        continue;
      }
      RouteKey key = lost.route.key();
      lost.verdicts.findings().forEach(f -> book.lose(IncidentKey.of(f), key, now));
      if (lost.isExact() && lost.verdicts.allowsHolding()) {
        events.withdrawnWithSession(track, lost.judge.registered, lost.route, now);
        lost.judge.coverage.lost(track.session.id(), now);
        touched.add(lost.judge);
      }
      lost.judge.remove(lost);
      left.add(lost.judge);
      exemptions.gone(lost);
      track.routes.remove(nlri(lost.route));
    }
    touched.forEach(watched -> availability.reassess(watched, now));
    touched.forEach(watched -> consistency.reassess(watched, now));
    touched.forEach(watched -> standings.touch(watched, true, now));
    left.forEach(this::forgetIfIdle);
    leaks.lostWithSession(track, families, now);
    track.trim();
  }

  /** What a session can tell has changed: the prefixes that it covers are looked at again. */
  void knowledgeChanged(SessionTrack track, Instant now) {
    for (WatchedPrefix watched : List.copyOf(track.covers)) {
      availability.reassess(watched, now);
    }
  }

  /** A session is synced for a family: what was not told while it was syncing is made good. */
  void synced(SessionTrack track, Family family, Instant now) {
    Set<Prefix> untold = new TreeSet<>(track.toldWithdrawn);
    untold.addAll(track.quietlyWithdrawn);
    for (Prefix prefix : untold) {
      WatchedPrefix watched = prefix.family().equals(family) ? prefixes.get(prefix) : null;
      if (watched != null) {
        events.synced(track, watched, held(watched, track), now);
      }
    }
    complete(track, family, now);
  }

  /** A session may be able to tell again what it does not hold. */
  void complete(SessionTrack track, Family family, Instant now) {
    if (track.knowledge(family).canTell()) {
      book.observedAbsent(track.session.id(), family, now);
      leaks.complete(track, now);
    }
    knowledgeChanged(track, now);
    standings.complete(track, family, now);
  }

  /** The session is not configured, or not awaited, any more: its routes are no observation. */
  void sessionRemoved(SessionTrack track, CloseReason reason, Instant now) {
    for (WatchedRoute gone : List.copyOf(track.routes.values())) {
      remove(track, gone, reason, now);
    }
    for (WatchedPrefix watched : track.covers) {
      watched.coverage.retain(session -> !session.id().equals(track.session.id()));
      availability.reassess(watched, now);
      standings.touch(watched, true, now);
    }
    track.covers.clear();
    leaks.sessionRemoved(track, reason, now);
    book.sessionRemoved(track.session.id(), reason, now);
  }

  /** An exception that a route fell under is over; nobody announced anything. */
  private void exemptionEnded(SessionTrack track, WatchedRoute before, Instant now) {
    if (track.routes.get(nlri(before.route)) == before) {
      RegisteredPrefix registered = before.judge.registered;
      place(track, before.route, registered, before, CloseReason.RECONFIGURED, now);
    }
  }

  // What the RPKI says.

  /** Judges the routes that a change of the RPKI touches; nobody announced anything. */
  void rpkiChanged(RpkiChange change, Iterable<SessionTrack> tracks, Instant now) {
    rpki = change.data();
    judge = judge();
    verdictLog.follow(registry, rpki, newLinks());
    for (SessionTrack track : tracks) {
      for (WatchedRoute before : List.copyOf(track.routes.values())) {
        HeldRoute route = before.route;
        if (change.touches(route.prefix(), route.attributes().asPath())) {
          place(track, route, before.judge.registered, before, CloseReason.RESTORED, now);
        }
      }
    }
  }

  // Configuration.

  /** Judges everything that is held by a new registry. */
  void reconfigure(Registry changed, Iterable<SessionTrack> tracks, Instant now) {
    registry = changed;
    judge = judge();
    verdictLog.follow(registry, rpki, newLinks());
    standings.configure(changed);
    retireUnregistered(now);
    for (SessionTrack track : tracks) {
      for (WatchedRoute before : new ArrayList<>(track.routes.values())) {
        HeldRoute route = inSession(before.route, track);
        RegisteredPrefix registered = changed.judgeOf(route.prefix());
        if (registered == null) {
          remove(track, before, CloseReason.RECONFIGURED, now);
        } else {
          place(track, route, registered, before, CloseReason.RECONFIGURED, now);
        }
      }
    }
    leaks.reconfigure(changed, tracks, now);
    for (SessionTrack track : tracks) {
      track.covers.removeIf(watched -> prefixes.get(watched.registered.prefix()) != watched);
    }
    Map<String, Session> current = new HashMap<>();
    tracks.forEach(track -> current.put(track.session.id(), track.session));
    for (WatchedPrefix watched : List.copyOf(prefixes.values())) {
      Registration registration = watched.registered.registration();
      // As the session is configured now: it may have moved to a site that is not expected.
      watched.coverage.retain(s -> registration.expects(current.getOrDefault(s.id(), s)));
      consistency.reassess(watched, now);
      availability.reassess(watched, now);
      standings.touch(watched, true, now);
    }
  }

  private void retireUnregistered(Instant now) {
    List<WatchedPrefix> gone = new ArrayList<>();
    for (WatchedPrefix watched : prefixes.values()) {
      RegisteredPrefix still = registry.exact(watched.registered.prefix());
      if (still == null) {
        gone.add(watched);
      } else {
        watched.registered = still;
        watched.standing.expectation = null;
      }
    }
    for (WatchedPrefix watched : gone) {
      availability.retire(watched, now);
      flaps.retire(watched.registered.prefix(), now);
      consistency.retire(watched.registered.prefix(), now);
      watched.coverage.retain(session -> false);
      watched.standing.retired = true;
      prefixes.remove(watched.registered.prefix(), watched);
    }
  }

  /** The same route, seen by the session as it is configured now. */
  private static HeldRoute inSession(HeldRoute route, SessionTrack track) {
    return new HeldRoute(
        track.session, route.prefix(), route.pathId(), route.attributes(), route.since());
  }
}

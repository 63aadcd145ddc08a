package io.prefixwatch.monitor.engine;

import io.prefixwatch.bgp.attribute.AsPath;
import io.prefixwatch.bgp.attribute.Communities;
import io.prefixwatch.bgp.attribute.ExtendedCommunities;
import io.prefixwatch.bgp.attribute.LargeCommunities;
import io.prefixwatch.bgp.attribute.NextHop;
import io.prefixwatch.bgp.attribute.Origin;
import io.prefixwatch.bgp.attribute.PathAttributes;
import io.prefixwatch.bgp.message.Nlri;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.session.DownReason;
import io.prefixwatch.bgp.session.DownReason.Cause;
import io.prefixwatch.monitor.coverage.Standing;
import io.prefixwatch.monitor.event.Effect;
import io.prefixwatch.monitor.event.EngineEvent;
import io.prefixwatch.monitor.event.MonitorEvent;
import io.prefixwatch.monitor.event.RefusedConnections;
import io.prefixwatch.monitor.incident.Alert;
import io.prefixwatch.monitor.incident.MalformedMessage;
import io.prefixwatch.monitor.incident.PastIncident;
import io.prefixwatch.monitor.incident.Problem;
import io.prefixwatch.monitor.incident.Silence;
import io.prefixwatch.monitor.registry.PrefixLimit;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.rpki.RpkiChange;
import io.prefixwatch.monitor.rpki.RpkiData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells the engine what happens, second by second, and remembers what it said. */
final class Story {

  private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
  private static final Set<Family> BOTH = Set.of(Family.IPV4_UNICAST, Family.IPV6_UNICAST);

  private final Engine engine;
  private final List<Effect> effects = new ArrayList<>();
  private Instant now = START;
  private RpkiData rpki = RpkiData.NONE;

  Story(Registry registry) {
    engine = new Engine(registry);
  }

  /** A session that is up and has sent all it has. */
  Story synced(Session... sessions) {
    for (Session session : sessions) {
      up(session).endOfRib(session);
    }
    return this;
  }

  /** Moves the clock; timers fire. */
  Story at(long seconds) {
    now = START.plusSeconds(seconds);
    return tell(new EngineEvent.Tick(now));
  }

  Story up(Session session) {
    return tell(new EngineEvent.SessionUp(now, session, BOTH));
  }

  Story expected(Session session) {
    return tell(new EngineEvent.SessionExpected(now, session));
  }

  Story endOfRib(Session session) {
    for (Family family : List.of(Family.IPV4_UNICAST, Family.IPV6_UNICAST)) {
      tell(new EngineEvent.SessionSynced(now, session.id(), family, false));
    }
    return this;
  }

  /** A session that has not said that it has sent everything, when we stop waiting for it. */
  Story gaveUpWaiting(Session session) {
    for (Family family : List.of(Family.IPV4_UNICAST, Family.IPV6_UNICAST)) {
      tell(new EngineEvent.SessionSynced(now, session.id(), family, true));
    }
    return this;
  }

  Story down(Session session) {
    return down(session, DownReason.of(Cause.CONNECTION_LOST));
  }

  Story down(Session session, DownReason reason) {
    return tell(new EngineEvent.SessionDown(now, session.id(), reason, Set.of()));
  }

  Story gracefullyDown(Session session) {
    return tell(
        new EngineEvent.SessionDown(now, session.id(), DownReason.of(Cause.CONNECTION_LOST), BOTH));
  }

  Story refused(String subject, RefusedConnections... refused) {
    return tell(new EngineEvent.ConnectionsRefused(now, subject, null, List.of(refused)));
  }

  /** A session that nobody configured will not be waited for. */
  Story forgotten(Session session) {
    return tell(new EngineEvent.SessionForgotten(now, session.id()));
  }

  Story restartExpired(Session session) {
    return tell(new EngineEvent.RestartExpired(now, session.id()));
  }

  Story refreshStarted(Session session) {
    return tell(new EngineEvent.RefreshStarted(now, session.id(), Family.IPV4_UNICAST));
  }

  Story refreshEnded(Session session) {
    return tell(new EngineEvent.RefreshEnded(now, session.id(), Family.IPV4_UNICAST, false));
  }

  Story limited(Session session, boolean limited) {
    return tell(new EngineEvent.SessionLimited(now, session.id(), Family.IPV4_UNICAST, limited));
  }

  Story count(Session session, Family family, PrefixLimit.Level level, int routes) {
    return tell(new EngineEvent.PrefixCountChanged(now, session.id(), family, level, routes));
  }

  Story malformed(Session session, MalformedMessage message, String... lost) {
    List<Prefix> prefixes = Arrays.stream(lost).map(Prefix::parse).toList();
    return tell(new EngineEvent.UpdateMalformed(now, session.id(), message, prefixes));
  }

  Story announce(Session session, String prefix, long... path) {
    return announce(session, prefix, AsPath.of(path));
  }

  Story announce(Session session, String prefix, AsPath path, String... communities) {
    return tell(
        new EngineEvent.RouteAnnounced(
            now,
            session.id(),
            Prefix.parse(prefix),
            Nlri.NO_PATH_ID,
            attributes(path, communities)));
  }

  Story withdraw(Session session, String prefix) {
    return tell(
        new EngineEvent.RouteWithdrawn(now, session.id(), Prefix.parse(prefix), Nlri.NO_PATH_ID));
  }

  Story reload(Registry registry) {
    return tell(new EngineEvent.RegistryChanged(now, registry));
  }

  /** The RPKI says this from now on. */
  Story rpki(RpkiData data) {
    RpkiChange change = RpkiChange.between(rpki, data);
    rpki = data;
    return tell(new EngineEvent.RpkiChanged(now, change));
  }

  Story tell(EngineEvent event) {
    effects.addAll(engine.apply(event));
    return this;
  }

  static PathAttributes attributes(AsPath path, String... communities) {
    int[] values = new int[communities.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Communities.parse(communities[i]);
    }
    return new PathAttributes(
        Origin.IGP,
        path,
        new NextHop(Address.parse("192.0.2.9"), null),
        null,
        null,
        false,
        null,
        Communities.of(values),
        ExtendedCommunities.NONE,
        LargeCommunities.NONE,
        null,
        List.of(),
        null,
        List.of());
  }

  /** Another engine goes on where this one was killed. */
  Story restarted(Registry registry) {
    return restarted(registry, List.of());
  }

  /** The same with silences that were kept. */
  Story restarted(Registry registry, List<Silence> silences) {
    tell(new EngineEvent.Tick(now));
    Map<String, PastIncident> past = new LinkedHashMap<>();
    for (Effect effect : effects) {
      if (effect instanceof Effect.AlertRaised raised) {
        past.put(raised.alert().dedupKey(), past(raised, registry));
      }
    }
    Story next = new Story(registry);
    next.now = now;
    next.engine.continueSilenced(silences, now);
    next.effects.addAll(next.engine.resume(List.copyOf(past.values()), now));
    return next;
  }

  Instant now() {
    return now;
  }

  private static PastIncident past(Effect.AlertRaised raised, Registry registry) {
    Alert alert = raised.alert();
    Problem told = alert.problem();
    RegisteredPrefix before = told.registered();
    RegisteredPrefix still = before == null ? null : registry.exact(before.prefix());
    return new PastIncident(
        raised.trace(),
        alert.incidentId(),
        alert.groupId(),
        alert.occurrence(),
        Long.parseLong(alert.id().substring(alert.id().lastIndexOf('-') + 1)),
        alert.state(),
        alert.openedAt(),
        alert.updatedAt(),
        alert.closedAt(),
        alert.silenced(),
        new Problem(
            raised.trace().severity(),
            still,
            told.partner(),
            told.subject(),
            told.affected(),
            told.affectedTotal(),
            told.rule(),
            told.observed(),
            told.previous(),
            told.suspectAsn(),
            told.evidence(),
            told.summary(),
            raised.trace().why(),
            told.firstWithdrawnAt(),
            told.maintenance() && !raised.trace().planned(),
            told.cause(),
            told.losses(),
            told.details()));
  }

  // What the engine said.

  /** Of what has happened up to now; the instant is over. */
  List<Alert> alertRecords() {
    tell(new EngineEvent.Tick(now));
    return effects.stream()
        .filter(Effect.AlertRaised.class::isInstance)
        .map(effect -> ((Effect.AlertRaised) effect).alert())
        .toList();
  }

  Alert lastAlert() {
    List<Alert> alerts = alertRecords();
    return alerts.get(alerts.size() - 1);
  }

  /** Each alert in a line: {@code +60 open availability.lost 203.0.113.0/24}. */
  List<String> alerts() {
    return alertRecords().stream().map(Story::line).toList();
  }

  private static String line(Alert alert) {
    String about =
        alert.problem().registered() != null
            ? alert.problem().registered().prefix().toString()
            : alert.problem().subject();
    String suspect =
        alert.problem().suspectAsn() == null ? "" : " AS" + alert.problem().suspectAsn();
    String state = alert.action().label().equals("update") ? " " + alert.state().label() : "";
    String reason = alert.closeReason() == null ? "" : " " + alert.closeReason().label();
    return "+"
        + (alert.time().getEpochSecond() - START.getEpochSecond())
        + " "
        + alert.action().label()
        + " "
        + alert.kind().label()
        + " "
        + about
        + suspect
        + state
        + reason;
  }

  /** Each event in a line: {@code PrefixWithdrawalEvent acme-lon1-a 203.0.113.0/24}. */
  List<String> events() {
    return eventRecords().stream()
        .map(
            event ->
                event.type().label()
                    + (event.session() == null ? "" : " " + event.session())
                    + (event.prefix() == null ? "" : " " + event.prefix()))
        .toList();
  }

  List<MonitorEvent> eventRecords() {
    return effects.stream()
        .filter(Effect.EventRaised.class::isInstance)
        .map(effect -> ((Effect.EventRaised) effect).event())
        .toList();
  }

  Story forget() {
    tell(new EngineEvent.Tick(now));
    effects.clear();
    return this;
  }

  /** How a registered prefix stands now; null if it is none. */
  @Nullable Standing standing(String prefix) {
    return engine.standing(Prefix.parse(prefix));
  }

  int openIncidents() {
    tell(new EngineEvent.Tick(now));
    return engine.openIncidents();
  }

  static Instant second(long seconds) {
    return START.plusSeconds(seconds);
  }
}

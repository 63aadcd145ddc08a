package io.prefixwatch.monitor.rib;

import io.prefixwatch.bgp.capability.Role;
import io.prefixwatch.bgp.error.Disposition;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.session.DownReason;
import io.prefixwatch.bgp.speak.UpdateBuilder;
import io.prefixwatch.bgp.update.PeerSort;
import io.prefixwatch.bgp.update.ScanContext;
import io.prefixwatch.bgp.update.UpdateScan;
import io.prefixwatch.monitor.event.EngineEvent;
import io.prefixwatch.monitor.event.EngineEvent.PrefixCountChanged;
import io.prefixwatch.monitor.event.EngineEvent.RefreshEnded;
import io.prefixwatch.monitor.event.EngineEvent.RefreshStarted;
import io.prefixwatch.monitor.event.EngineEvent.RouteAnnounced;
import io.prefixwatch.monitor.event.EngineEvent.RouteWithdrawn;
import io.prefixwatch.monitor.event.EngineEvent.SessionLimited;
import io.prefixwatch.monitor.event.EngineEvent.UpdateMalformed;
import io.prefixwatch.monitor.index.PrefixIndex;
import io.prefixwatch.monitor.registry.Preference;
import io.prefixwatch.monitor.registry.PrefixLimit;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.registry.SessionKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One session's intake, second by second, and what the engine would hear. 203.0.113.0/24 and
 * 2001:db8:1::/48 are registered.
 */
final class IntakeScript {

  static final Set<Family> BOTH = Set.of(Family.IPV4_UNICAST, Family.IPV6_UNICAST);

  private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
  private static final Session SESSION =
      new Session(
          "acme",
          SessionKind.COLLECTOR,
          null,
          null,
          null,
          Preference.PRIMARY,
          Address.parse("192.0.2.9"),
          64496,
          Role.PROVIDER);

  private static final PrefixIndex REGISTERED =
      PrefixIndex.of(List.of(Prefix.parse("203.0.113.0/24"), Prefix.parse("2001:db8:1::/48")));

  private final RouteTable table;
  private final UpdateScan scan = new UpdateScan();
  private final List<EngineEvent> events = new ArrayList<>();
  private final SessionIntake intake;
  private ScanContext context = ScanContext.of(PeerSort.EBGP);
  private Instant now = START;

  private IntakeScript(PrefixLimit limit, Set<Family> addPath, long secret) {
    table = new RouteTable(Watchlist.of(REGISTERED), secret);
    intake = table.open(SESSION.withPrefixLimit(limit), events::add);
    intake.up(now, BOTH, addPath, false);
    boolean paths = !addPath.isEmpty();
    context = context.withAddPath(paths, paths);
  }

  /** A session that has just come up. */
  static IntakeScript up() {
    return up(PrefixLimit.NONE);
  }

  static IntakeScript up(PrefixLimit limit) {
    return new IntakeScript(limit, Set.of(), 1);
  }

  /** A session with path identifiers, in a table with this secret. */
  static IntakeScript upWithPaths(long secret) {
    return new IntakeScript(PrefixLimit.NONE, BOTH, secret);
  }

  /** These prefixes are registered, too. */
  IntakeScript register(String prefix) {
    PrefixIndex added = PrefixIndex.of(List.of(Prefix.parse(prefix)));
    table.reindex(Watchlist.of(added), added, now);
    return this;
  }

  RouteTable table() {
    return table;
  }

  SessionIntake intake() {
    return intake;
  }

  Instant now() {
    return now;
  }

  IntakeScript context(ScanContext changed) {
    context = changed;
    return this;
  }

  ScanContext context() {
    return context;
  }

  IntakeScript at(double seconds) {
    now = START.plusMillis(Math.round(seconds * 1000));
    table.advance(now);
    return this;
  }

  IntakeScript send(UpdateBuilder update) {
    return send(update.encode());
  }

  IntakeScript send(byte[] message) {
    long micros = SyncWatch.micros(now);
    Disposition outcome = scan.scan(message, 0, message.length, context);
    if (outcome.isAtLeast(Disposition.FAMILY_DISABLE)) {
      intake.fatalUpdate(scan, micros, scan.notification());
    } else {
      intake.update(scan, micros);
    }
    return this;
  }

  /** The End-of-RIB of both families. */
  IntakeScript synced() {
    intake.endOfRib(Family.IPV4_UNICAST, now);
    intake.endOfRib(Family.IPV6_UNICAST, now);
    return this;
  }

  IntakeScript begin(Family family) {
    intake.beginRefresh(family, false, now);
    return this;
  }

  IntakeScript end(Family family) {
    intake.endRefresh(family, now);
    return this;
  }

  IntakeScript down(Set<Family> stale) {
    intake.down(now, DownReason.of(DownReason.Cause.CONNECTION_LOST), stale);
    return this;
  }

  IntakeScript upAgain() {
    intake.up(now, BOTH, Set.of(), false);
    return this;
  }

  IntakeScript forget() {
    events.clear();
    return this;
  }

  // What the engine would hear.

  List<UpdateMalformed> malformed() {
    return events.stream()
        .filter(UpdateMalformed.class::isInstance)
        .map(UpdateMalformed.class::cast)
        .toList();
  }

  UpdateMalformed lastMalformed() {
    List<UpdateMalformed> all = malformed();
    return all.get(all.size() - 1);
  }

  /** Each in a few words, in order. */
  List<String> events() {
    return events.stream().map(IntakeScript::words).toList();
  }

  private static String words(EngineEvent event) {
    if (event instanceof RouteAnnounced announced) {
      return "announced " + announced.prefix();
    }
    if (event instanceof RouteWithdrawn withdrawn) {
      return "withdrawn " + withdrawn.prefix();
    }
    if (event instanceof UpdateMalformed malformed) {
      return "malformed " + malformed.message().disposition().outcome();
    }
    if (event instanceof RefreshStarted started) {
      return "refresh-started " + started.family();
    }
    if (event instanceof RefreshEnded ended) {
      return "refresh-ended " + ended.family() + (ended.expired() ? " expired" : "");
    }
    if (event instanceof SessionLimited limited) {
      return (limited.limited() ? "limited " : "complete ") + limited.family();
    }
    if (event instanceof PrefixCountChanged count) {
      return "count " + count.family() + " " + count.level() + " " + count.routes();
    }
    return event.getClass().getSimpleName();
  }
}

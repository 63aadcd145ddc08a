package io.prefixwatch.monitor.rib;

import io.prefixwatch.bgp.attribute.PathAttributes;
import io.prefixwatch.bgp.error.Disposition;
import io.prefixwatch.bgp.message.Nlri;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.session.DownReason;
import io.prefixwatch.bgp.update.NextHopOctets;
import io.prefixwatch.bgp.update.NlriCursor;
import io.prefixwatch.bgp.update.UpdateScan;
import io.prefixwatch.monitor.event.EngineEvent;
import io.prefixwatch.monitor.index.PrefixIndex;
import io.prefixwatch.monitor.registry.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One session's way into its Adj-RIB-In, and what the engine hears of it: the same for a live
 * session, a recording and BMP. Owned by its {@link RouteTable}'s owner.
 *
 * <p>An UPDATE that touches no registered prefix allocates nothing here.
 */
public final class SessionIntake {

  private static final int NO_SET = -1;
  private static final List<Family> FAMILIES = List.of(Family.IPV4_UNICAST, Family.IPV6_UNICAST);

  final RouteTable table;
  private final Consumer<EngineEvent> out;
  private final AdjRibIn ipv4;
  private final AdjRibIn ipv6;
  private final SyncWatch sync;
  private final RefreshWatch refreshes;
  private final MalformedTally malformed = new MalformedTally();
  private final SessionLimits limits;
  private final ToldRoutes told = new ToldRoutes();
  private final SurgeWatch surge;
  private @Nullable PathScreen screen;
  private Session session;
  private boolean up;

  /** Families of which routes are stale, because their session was lost (RFC 4724). */
  private Set<Family> stale = Set.of();

  /** Families whose End-of-RIB has come since the session is up. */
  private final Set<Family> ended = new HashSet<>();

  // Of the UPDATE in hand.
  private long atMicros;
  private int decodedSet = NO_SET;
  private @Nullable PathAttributes decoded;
  private boolean suspicious;

  SessionIntake(RouteTable table, Session session, Consumer<EngineEvent> out) {
    this.table = table;
    this.session = session;
    this.out = out;
    this.ipv4 = new AdjRibIn(table, false);
    this.ipv6 = new AdjRibIn(table, true);
    this.sync = new SyncWatch(table.timers(), this::synced);
    this.refreshes = new RefreshWatch(table.timers(), () -> atMicros, new RefreshEvents());
    this.limits = new SessionLimits(session.id(), ipv4, ipv6, this::isComplete, out);
    limits.configure(session.prefixLimit());
    this.surge = new SurgeWatch(session.id(), out);
    this.screen = table.watchlist().screen(session);
  }

  public Session session() {
    return session;
  }

  /** The same session under a changed configuration. */
  public void reconfigure(Session changed, Instant at) {
    session = changed;
    rescreen(at);
    limits.configure(changed.prefixLimit());
    limits.review(SyncWatch.micros(at));
  }

  /** Routes held of a family. */
  public int routes(Family family) {
    return rib(family).size();
  }

  /** Routes of a family that were not stored because of a limit, since the start. */
  public long leftOut(Family family) {
    return limits.of(family).leftOut();
  }

  /** UPDATEs whose errors cost this much (RFC 7606), since the start. */
  public long malformed(Disposition disposition) {
    return malformed.count(disposition);
  }

  AdjRibIn rib(Family family) {
    return family.equals(Family.IPV6_UNICAST) ? ipv6 : ipv4;
  }

  /** Whether the session is up and its peer has sent all routes of a family that it has. */
  public boolean isComplete(Family family) {
    return up && !sync.isWaiting(family);
  }

  // The session.

  /**
   * The session is Established.
   *
   * @param families that it carries
   * @param addPath families whose routes carry path identifiers
   * @param restarting the peer says that it has just restarted
   */
  public void up(Instant at, Set<Family> families, Set<Family> addPath, boolean restarting) {
    up = true;
    ended.clear();
    for (Family family : FAMILIES) {
      limits.of(family).restart();
      AdjRibIn rib = rib(family);
      boolean wanted = addPath.contains(family);
      if (wanted != rib.isAddPath()) {
        dropStale(Set.of(family), at);
        clear(family);
        rib.useAddPath(wanted);
      }
    }
    out.accept(new EngineEvent.SessionUp(at, session, families));
    sync.start(families, at, restarting);
  }

  /** Routes of these families carry path identifiers from here on; what is held stays. */
  public void useAddPath(Set<Family> families) {
    families.forEach(family -> rib(family).useAddPath(true));
  }

  /** The session is over; what is not stale goes. */
  public void down(Instant at, DownReason reason, Set<Family> nowStale) {
    if (!up) {
      return;
    }
    up = false;
    stale = nowStale;
    sync.stop();
    surge.stop();
    refreshes.stop();
    for (Family family : FAMILIES) {
      if (nowStale.contains(family)) {
        rib(family).markStale();
      } else {
        clear(family);
      }
    }
    out.accept(new EngineEvent.SessionDown(at, session.id(), reason, nowStale));
  }

  /**
   * What is still stale goes: withdrawn if the session is back and did not send it again, unknown
   * if the session never came back.
   */
  public void dropStale(Set<Family> families, Instant at) {
    List<Family> going = families.stream().filter(stale::contains).toList();
    if (going.isEmpty()) {
      return;
    }
    if (!up) {
      families.forEach(this::clear);
      stale = Set.of();
      out.accept(new EngineEvent.RestartExpired(at, session.id()));
      return;
    }
    going.forEach(family -> purge(family, at));
    Set<Family> left = new LinkedHashSet<>(stale);
    left.removeAll(families);
    stale = left;
  }

  private void clear(Family family) {
    rib(family).clear();
    told.clear(family);
  }

  private void purge(Family family, Instant at) {
    // Told in the order of the prefixes: that of the table depends on its secret.
    List<Nlri> gone = new ArrayList<>();
    AdjRibIn rib = rib(family);
    rib.dropStale(
        (prefixId, pathId, attributeId, isStale) -> {
          Prefix prefix = rib.prefix(prefixId);
          if (told.withdrawn(prefix, pathId) || table.index().longestCover(prefix) >= 0) {
            gone.add(new Nlri(prefix, pathId));
          }
        });
    Collections.sort(gone);
    for (Nlri route : gone) {
      out.accept(new EngineEvent.RouteWithdrawn(at, session.id(), route.prefix(), route.pathId()));
    }
    limits.review(SyncWatch.micros(at));
  }

  /** An End-of-RIB marker; stale routes of the family are dropped by the session machine. */
  public void endOfRib(Family family, Instant at) {
    ended.add(family);
    out.accept(new EngineEvent.EndOfRib(at, session.id(), family));
    sync.complete(family, at);
  }

  /** A recording has shown all that the session held. */
  public void complete(Family family, Instant at) {
    sync.complete(family, at);
  }

  private void synced(Family family, boolean partial, Instant at) {
    out.accept(new EngineEvent.SessionSynced(at, session.id(), family, partial));
    if (!partial && FAMILIES.stream().noneMatch(sync::isWaiting)) {
      surge.start(ipv4.size() + ipv6.size(), SyncWatch.micros(at));
    }
    limits.review(SyncWatch.micros(at));
  }

  void clear() {
    sync.stop();
    refreshes.stop();
    ipv4.clear();
    ipv6.clear();
  }

  // Route refresh (RFC 2918, RFC 7313).

  /**
   * The peer begins to send a family once more (BoRR): what it does not send again goes at the end.
   *
   * @param gracefulPeer the peer announced graceful restart, so what comes before its first
   *     End-of-RIB is no refresh (RFC 7313 section 4)
   */
  public void beginRefresh(Family family, boolean gracefulPeer, Instant at) {
    boolean starting = gracefulPeer && !ended.contains(family);
    boolean ours = FAMILIES.contains(family);
    if (up && ours && !starting && !stale.contains(family)) {
      refreshes.begin(family, at);
    }
  }

  /** The peer has sent everything once more (EoRR); ignored if it did not say that it began. */
  public void endRefresh(Family family, Instant at) {
    refreshes.end(family, at);
  }

  /** The peer was asked to send a family once more, and will not say when it is done. */
  public void refreshAsked(Family family, Instant at) {
    if (up) {
      refreshes.asked(family, at);
    }
  }

  /** True while the session sends a family once more. */
  public boolean isRefreshing(Family family) {
    return refreshes.isRunning(family);
  }

  private final class RefreshEvents implements RefreshWatch.Listener {

    @Override
    public void begun(Family family, boolean delimited, boolean tell, Instant at) {
      limits.of(family).refreshBegun();
      if (delimited) {
        rib(family).markStale();
      }
      if (tell) {
        out.accept(new EngineEvent.RefreshStarted(at, session.id(), family));
      }
    }

    @Override
    public void ended(Family family, boolean delimited, boolean tell, boolean expired, Instant at) {
      if (delimited) {
        purge(family, at);
      }
      if (!expired) {
        limits.refreshed(family, at);
      }
      if (!expired && delimited) {
        sync.complete(family, at);
      }
      if (tell) {
        out.accept(new EngineEvent.RefreshEnded(at, session.id(), family, expired));
      }
    }
  }

  // Limits.

  /** The family that has more routes than a limit allows that ends the session, or null. */
  public @Nullable Family overLimit() {
    return limits.overLimit();
  }

  /** A family of which routes were left out that would fit by now, or null. */
  public @Nullable Family refreshWish() {
    Family family = limits.refreshWish();
    return family == null || isRefreshing(family) ? null : family;
  }

  // Routes.

  /**
   * Takes a scanned UPDATE that does not reset the session.
   *
   * @param micros microseconds since 1970
   */
  public void update(UpdateScan scan, long micros) {
    begin(micros);
    if (scan.disposition() != Disposition.NONE) {
      tell(malformed.keeping(scan, table.index(), session.id(), micros));
    }
    boolean withdrawAll = scan.disposition().isAtLeast(Disposition.WITHDRAW);
    boolean announces = !withdrawAll && scan.announcesRoutes();
    withdraw(scan.withdrawnPlain(), announces ? scan : null);
    withdraw(scan.withdrawnMultiprotocol(), announces ? scan : null);
    if (withdrawAll) {
      withdraw(scan.announcedPlain(), null);
      withdraw(scan.announcedMultiprotocol(), null);
    } else if (announces) {
      announce(scan.announcedPlain(), scan, scan.plainNextHop());
      announce(scan.announcedMultiprotocol(), scan, scan.multiprotocolNextHop());
    }
    end();
  }

  /**
   * Takes a scanned UPDATE that cannot be read: it changes no route.
   *
   * @param sent the NOTIFICATION that answers it and ends the session; null for a recording or a
   *     monitored router, where the session goes on
   */
  public void fatalUpdate(UpdateScan scan, long micros, @Nullable Notification sent) {
    tell(malformed.resetting(scan, session.id(), micros, sent));
  }

  private void tell(@Nullable EngineEvent report) {
    if (report != null) {
      out.accept(report);
    }
  }

  /**
   * Takes one recorded RIB entry, whose attributes were scanned.
   *
   * @param pathId {@link Nlri#NO_PATH_ID} for none
   */
  public void ribEntry(UpdateScan scan, Prefix prefix, long pathId, long micros) {
    begin(micros);
    if (scan.disposition() != Disposition.NONE) {
      tell(malformed.entry(scan, table.index(), prefix, session.id(), micros));
    }
    if (scan.disposition().isAtLeast(Disposition.WITHDRAW)) {
      withdraw(prefix.ipv6(), prefix.hi(), prefix.lo(), prefix.length(), pathId);
    } else {
      NextHopOctets nextHop =
          scan.hasMultiprotocolNextHop() ? scan.multiprotocolNextHop() : scan.plainNextHop();
      int set = table.attributes().intern(scan.attributes(), scan.context().as4(), nextHop);
      suspicious = isSuspicious(scan);
      announce(prefix.ipv6(), prefix.hi(), prefix.lo(), prefix.length(), pathId, set);
      table.attributes().release(set);
    }
    end();
  }

  private void begin(long micros) {
    atMicros = micros;
    sync.update(micros);
  }

  private void end() {
    decoded = null;
    decodedSet = NO_SET;
    limits.review(atMicros);
    surge.review(ipv4.size() + ipv6.size(), atMicros);
  }

  private void announce(NlriCursor cursor, UpdateScan scan, NextHopOctets nextHop) {
    int set = NO_SET;
    while (cursor.next()) {
      if (set == NO_SET) {
        set = table.attributes().intern(scan.attributes(), scan.context().as4(), nextHop);
        suspicious = isSuspicious(scan);
      }
      announce(cursor.ipv6(), cursor.hi(), cursor.lo(), cursor.length(), cursor.pathId(), set);
    }
    if (set != NO_SET) {
      table.attributes().release(set);
    }
  }

  private void announce(boolean isIpv6, long hi, long lo, int length, long pathId, int set) {
    AdjRibIn rib = isIpv6 ? ipv6 : ipv4;
    if (limits.leavesOut(isIpv6, hi, lo, length, pathId, table.index(), atMicros)) {
      return;
    }
    boolean changed = rib.announce(hi, lo, length, pathId, set) == AdjRibIn.Change.CHANGED;
    if (changed && isTold(isIpv6, hi, lo, length, pathId)) {
      Prefix prefix = table.index().shared(isIpv6, hi, lo, length);
      out.accept(
          new EngineEvent.RouteAnnounced(
              SyncWatch.instant(atMicros), session.id(), prefix, pathId, attributes(set)));
    }
  }

  private boolean isSuspicious(UpdateScan scan) {
    PathScreen own = screen;
    return own != null && own.suspects(scan.attributes(), scan.context().as4());
  }

  /** Whether the engine hears of a route that was announced. */
  private boolean isTold(boolean isIpv6, long hi, long lo, int length, long pathId) {
    if (table.index().longestCover(isIpv6, hi, lo, length) >= 0) {
      told.withdrawn(isIpv6, hi, lo, length, pathId);
      return true;
    }
    boolean suspect =
        suspicious
            || table.watchlist().covers(isIpv6, hi, lo, length)
            || (session.isPni() && table.watchlist().isOwn(isIpv6, hi, lo, length));
    return told.announced(suspect, isIpv6, hi, lo, length, pathId);
  }

  private PathAttributes attributes(int set) {
    PathAttributes known = decoded;
    if (known == null || decodedSet != set) {
      known = table.attributes().decode(set);
      decoded = known;
      decodedSet = set;
    }
    return known;
  }

  /**
   * @param announcing the same UPDATE, if it announces routes, too: a prefix that is both withdrawn
   *     and announced in one message is announced (RFC 4271 section 4.3)
   */
  private void withdraw(NlriCursor cursor, @Nullable UpdateScan announcing) {
    while (cursor.next()) {
      if (announcing == null || !isReplaced(cursor, announcing)) {
        withdraw(cursor.ipv6(), cursor.hi(), cursor.lo(), cursor.length(), cursor.pathId());
      }
    }
  }

  /** Only where somebody would hear of the withdrawal is it worth a search. */
  private boolean isReplaced(NlriCursor cursor, UpdateScan announcing) {
    boolean hit =
        table.index().longestCover(cursor.ipv6(), cursor.hi(), cursor.lo(), cursor.length()) >= 0
            || told.contains(
                cursor.ipv6(), cursor.hi(), cursor.lo(), cursor.length(), cursor.pathId());
    return hit
        && announcing.announces(
            cursor.ipv6(), cursor.hi(), cursor.lo(), cursor.length(), cursor.pathId());
  }

  private void withdraw(boolean isIpv6, long hi, long lo, int length, long pathId) {
    AdjRibIn rib = isIpv6 ? ipv6 : ipv4;
    boolean gone = rib.withdraw(hi, lo, length, pathId);
    boolean wasTold = gone && told.withdrawn(isIpv6, hi, lo, length, pathId);
    if (wasTold || (gone && table.index().longestCover(isIpv6, hi, lo, length) >= 0)) {
      Prefix prefix = table.index().shared(isIpv6, hi, lo, length);
      out.accept(
          new EngineEvent.RouteWithdrawn(
              SyncWatch.instant(atMicros), session.id(), prefix, pathId));
    }
  }

  /** What is suspicious may have changed: then everything that is held is looked at once more. */
  void rescreen(Instant now) {
    PathScreen changed = table.watchlist().screen(session);
    if (changed != null && !changed.equals(screen)) {
      HeldReport report = new HeldReport(table, session.id(), out);
      report.suspicious(ipv4, changed, told, now);
      report.suspicious(ipv6, changed, told, now);
    }
    screen = changed;
  }

  /** Reports everything held that touches one of these prefixes, as if it came now. */
  void report(PrefixIndex added, Instant now) {
    HeldReport report = new HeldReport(table, session.id(), out);
    report.touching(ipv4, added, now);
    report.touching(ipv6, added, now);
  }
}

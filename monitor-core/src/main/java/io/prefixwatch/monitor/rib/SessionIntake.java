package io.prefixwatch.monitor.rib;

import io.prefixwatch.bgp.attribute.PathAttributes;
import io.prefixwatch.bgp.error.Disposition;
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

  private final RouteTable table;
  private final Consumer<EngineEvent> out;
  private final AdjRibIn ipv4;
  private final AdjRibIn ipv6;
  private final SyncWatch sync;
  private Session session;
  private boolean up;
  private Set<Family> stale = Set.of();

  // Of the UPDATE in hand.
  private long atMicros;
  private int decodedSet = NO_SET;
  private @Nullable PathAttributes decoded;

  SessionIntake(RouteTable table, Session session, Consumer<EngineEvent> out) {
    this.table = table;
    this.session = session;
    this.out = out;
    this.ipv4 = new AdjRibIn(table.dictionary(false), table.attributes());
    this.ipv6 = new AdjRibIn(table.dictionary(true), table.attributes());
    this.sync = new SyncWatch(table.timers(), this::synced);
  }

  public Session session() {
    return session;
  }

  /** The same session under a changed configuration. */
  public void reconfigure(Session changed) {
    session = changed;
  }

  /** Routes held of a family. */
  public int routes(Family family) {
    return rib(family).size();
  }

  private AdjRibIn rib(Family family) {
    return family.equals(Family.IPV6_UNICAST) ? ipv6 : ipv4;
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
    for (Family family : List.of(Family.IPV4_UNICAST, Family.IPV6_UNICAST)) {
      AdjRibIn rib = rib(family);
      boolean wanted = addPath.contains(family);
      if (wanted != rib.isAddPath()) {
        dropStale(Set.of(family), at);
        rib.clear();
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
    for (Family family : List.of(Family.IPV4_UNICAST, Family.IPV6_UNICAST)) {
      if (nowStale.contains(family)) {
        rib(family).markStale();
      } else {
        rib(family).clear();
      }
    }
    out.accept(new EngineEvent.SessionDown(at, session.id(), reason, nowStale));
  }

  /**
   * What is still stale goes: withdrawn if the session is back and did not send it again, unknown
   * if the session never came back.
   */
  public void dropStale(Set<Family> families, Instant at) {
    boolean anyStale = families.stream().anyMatch(stale::contains);
    if (!anyStale) {
      return;
    }
    if (!up) {
      families.forEach(family -> rib(family).clear());
      stale = Set.of();
      out.accept(new EngineEvent.RestartExpired(at, session.id()));
      return;
    }
    for (Family family : families) {
      AdjRibIn rib = rib(family);
      rib.dropStale(
          (prefixId, pathId, attributeId, isStale) ->
              reportWithdrawal(rib.prefix(prefixId), pathId, at));
    }
    Set<Family> left = new LinkedHashSet<>(stale);
    left.removeAll(families);
    stale = left;
  }

  private void reportWithdrawal(Prefix prefix, long pathId, Instant at) {
    if (table.index().longestCover(prefix) >= 0) {
      out.accept(new EngineEvent.RouteWithdrawn(at, session.id(), prefix, pathId));
    }
  }

  /** An End-of-RIB marker; stale routes of the family are dropped by the session machine. */
  public void endOfRib(Family family, Instant at) {
    out.accept(new EngineEvent.EndOfRib(at, session.id(), family));
    sync.complete(family, at);
  }

  /** A recording has shown all that the session held. */
  public void complete(Family family, Instant at) {
    sync.complete(family, at);
  }

  private void synced(Family family, boolean partial, Instant at) {
    out.accept(new EngineEvent.SessionSynced(at, session.id(), family, partial));
  }

  void clear() {
    sync.stop();
    ipv4.clear();
    ipv6.clear();
  }

  // Routes.

  /**
   * Takes a scanned UPDATE that does not reset the session.
   *
   * @param micros microseconds since 1970
   */
  public void update(UpdateScan scan, long micros) {
    begin(micros);
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
   * Takes one recorded RIB entry, whose attributes were scanned.
   *
   * @param pathId {@link io.prefixwatch.bgp.message.Nlri#NO_PATH_ID} for none
   */
  public void ribEntry(UpdateScan scan, Prefix prefix, long pathId, long micros) {
    begin(micros);
    if (scan.disposition().isAtLeast(Disposition.WITHDRAW)) {
      withdraw(prefix.ipv6(), prefix.hi(), prefix.lo(), prefix.length(), pathId);
    } else {
      NextHopOctets nextHop =
          scan.hasMultiprotocolNextHop() ? scan.multiprotocolNextHop() : scan.plainNextHop();
      int set = table.attributes().intern(scan.attributes(), scan.context().as4(), nextHop);
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
  }

  private void announce(NlriCursor cursor, UpdateScan scan, NextHopOctets nextHop) {
    int set = NO_SET;
    while (cursor.next()) {
      if (set == NO_SET) {
        set = table.attributes().intern(scan.attributes(), scan.context().as4(), nextHop);
      }
      announce(cursor.ipv6(), cursor.hi(), cursor.lo(), cursor.length(), cursor.pathId(), set);
    }
    if (set != NO_SET) {
      table.attributes().release(set);
    }
  }

  private void announce(boolean isIpv6, long hi, long lo, int length, long pathId, int set) {
    AdjRibIn rib = isIpv6 ? ipv6 : ipv4;
    boolean changed = rib.announce(hi, lo, length, pathId, set) == AdjRibIn.Change.CHANGED;
    if (changed && table.index().longestCover(isIpv6, hi, lo, length) >= 0) {
      Prefix prefix = new Prefix(isIpv6, hi, lo, length);
      out.accept(
          new EngineEvent.RouteAnnounced(
              SyncWatch.instant(atMicros), session.id(), prefix, pathId, attributes(set)));
    }
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
        table.index().longestCover(cursor.ipv6(), cursor.hi(), cursor.lo(), cursor.length()) >= 0;
    return hit
        && announcing.announces(
            cursor.ipv6(), cursor.hi(), cursor.lo(), cursor.length(), cursor.pathId());
  }

  private void withdraw(boolean isIpv6, long hi, long lo, int length, long pathId) {
    AdjRibIn rib = isIpv6 ? ipv6 : ipv4;
    boolean gone = rib.withdraw(hi, lo, length, pathId);
    if (gone && table.index().longestCover(isIpv6, hi, lo, length) >= 0) {
      Prefix prefix = new Prefix(isIpv6, hi, lo, length);
      out.accept(
          new EngineEvent.RouteWithdrawn(
              SyncWatch.instant(atMicros), session.id(), prefix, pathId));
    }
  }

  /** Reports everything held that touches one of these prefixes, as if it came now. */
  void report(PrefixIndex added, Instant now) {
    report(ipv4, added, now);
    report(ipv6, added, now);
  }

  private void report(AdjRibIn rib, PrefixIndex added, Instant now) {
    rib.forEach(
        (prefixId, pathId, set, isStale) -> {
          Prefix prefix = rib.prefix(prefixId);
          if (added.longestCover(prefix) >= 0) {
            out.accept(
                new EngineEvent.RouteAnnounced(
                    now, session.id(), prefix, pathId, table.attributes().decode(set)));
          }
        });
  }
}

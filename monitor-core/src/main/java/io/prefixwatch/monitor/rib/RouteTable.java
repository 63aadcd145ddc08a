package io.prefixwatch.monitor.rib;

import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.update.ScanContext;
import io.prefixwatch.monitor.event.EngineEvent;
import io.prefixwatch.monitor.index.PrefixIndex;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.timer.TimerQueue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The Adj-RIBs-In of the sessions of one event loop: they share prefix numbers and attribute sets,
 * with nobody else. Mutable and not thread safe; owned by that event loop, or by one replay.
 */
public final class RouteTable {

  private final Mixing mixing;
  private final Ipv4Dictionary ipv4;
  private final Ipv6Dictionary ipv6;
  private final AttributeStore attributes;
  private final FormerRoutes former;
  private final Foresight foresight;
  private final TimerQueue timers = new TimerQueue();
  private final List<SessionIntake> intakes = new ArrayList<>();
  private Watchlist watchlist;

  /**
   * An empty table.
   *
   * @param watchlist what is reported
   * @param secret a number that no peer can know: where things stand in memory follows from it, and
   *     nothing that is seen from outside
   */
  public RouteTable(Watchlist watchlist, long secret) {
    this.watchlist = watchlist;
    this.mixing = new Mixing(secret);
    this.ipv4 = new Ipv4Dictionary(mixing);
    this.ipv6 = new Ipv6Dictionary(mixing);
    this.attributes = new AttributeStore(mixing);
    this.former = new FormerRoutes(attributes);
    this.foresight = new Foresight(ipv4, ipv6, attributes);
  }

  /**
   * A way in for one session.
   *
   * @param out takes what touches a registered prefix, and what happens to the session
   */
  public SessionIntake open(Session session, Consumer<EngineEvent> out) {
    SessionIntake intake = new SessionIntake(this, session, out);
    intakes.add(intake);
    return intake;
  }

  /**
   * Has at hand what the next UPDATEs of a session will look for: many reads at once cost little
   * more than one. Changes nothing.
   *
   * @param octets messages that were not looked at yet, at {@code [from, to)}
   * @return up to where it looked; {@code to} if there is nothing more to look at
   */
  public int foresee(SessionIntake intake, byte[] octets, int from, int to, ScanContext context) {
    AdjRibIn four = intake.rib(Family.IPV4_UNICAST);
    return foresight.look(octets, from, to, context, four, intake.rib(Family.IPV6_UNICAST));
  }

  /** Forgets a session that is not configured any more, with all its routes. */
  public void close(SessionIntake intake) {
    intake.clear();
    intakes.remove(intake);
  }

  /** From here on the owner calls {@link #releaseFormer} as long as it {@link #isReleasing}. */
  public void spreadReleases() {
    former.spread();
  }

  /** True if sessions have left routes behind that still take memory. */
  public boolean isReleasing() {
    return !former.isEmpty();
  }

  /**
   * Gives back some of the memory of routes that sessions left behind.
   *
   * @param most routes, roughly
   * @return how many it was
   */
  public int releaseFormer(int most) {
    return former.release(most);
  }

  /** Lets time pass: sessions become synced. */
  public void advance(Instant now) {
    timers.runUntil(now);
  }

  /** When {@link #advance} has something to do, or null. */
  public @Nullable Instant nextDue() {
    return timers.nextDue();
  }

  /**
   * Takes a new list. Routes of prefixes that were registered with it, and those that it makes
   * suspicious, are reported from what is held: no session needs to send them again.
   *
   * @param added the registered prefixes that the old list did not have
   */
  public void reindex(Watchlist changed, PrefixIndex added, Instant now) {
    watchlist = changed;
    intakes.forEach(intake -> intake.rescreen(now));
    if (added.size() > 0) {
      intakes.forEach(intake -> intake.report(added, now));
    }
  }

  /** Attribute sets in use. */
  public int attributeSets() {
    return attributes.size();
  }

  /** Prefixes of a family that some session holds. */
  public int prefixes(Family family) {
    return dictionary(family.equals(Family.IPV6_UNICAST)).size();
  }

  PrefixIndex index() {
    return watchlist.registered();
  }

  Watchlist watchlist() {
    return watchlist;
  }

  PrefixDictionary dictionary(boolean isIpv6) {
    return isIpv6 ? ipv6 : ipv4;
  }

  AttributeStore attributes() {
    return attributes;
  }

  FormerRoutes former() {
    return former;
  }

  Mixing mixing() {
    return mixing;
  }

  TimerQueue timers() {
    return timers;
  }
}

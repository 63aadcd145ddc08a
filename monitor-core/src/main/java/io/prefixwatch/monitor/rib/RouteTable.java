package io.prefixwatch.monitor.rib;

import io.prefixwatch.bgp.net.Family;
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

  private final PrefixDictionary ipv4 = new PrefixDictionary(false);
  private final PrefixDictionary ipv6 = new PrefixDictionary(true);
  private final AttributeStore attributes = new AttributeStore();
  private final TimerQueue timers = new TimerQueue();
  private final List<SessionIntake> intakes = new ArrayList<>();
  private PrefixIndex index;

  /** An empty table that reports what touches these registered prefixes. */
  public RouteTable(PrefixIndex index) {
    this.index = index;
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

  /** Forgets a session that is not configured any more, with all its routes. */
  public void close(SessionIntake intake) {
    intake.clear();
    intakes.remove(intake);
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
   * Takes a new index. Routes of prefixes that were registered with it are reported from what is
   * held: no session needs to send them again.
   *
   * @param added the registered prefixes that the old index did not have
   */
  public void reindex(PrefixIndex changed, PrefixIndex added, Instant now) {
    index = changed;
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
    return index;
  }

  PrefixDictionary dictionary(boolean isIpv6) {
    return isIpv6 ? ipv6 : ipv4;
  }

  AttributeStore attributes() {
    return attributes;
  }

  TimerQueue timers() {
    return timers;
  }
}

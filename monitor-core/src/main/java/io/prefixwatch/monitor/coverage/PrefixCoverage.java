package io.prefixwatch.monitor.coverage;

import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.monitor.detect.HeldRoute;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.registry.Site;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which expected sessions hold one registered prefix. Mutable, owned by the engine.
 *
 * <p>Only sessions that held it once count: what was never held is pending, not lost.
 */
public final class PrefixCoverage {

  /** One expected session that holds the prefix or held it. */
  private static final class Holding {
    private HeldRoute route;
    private boolean holds;
    private Instant heldSince = Instant.EPOCH;
    private Instant lostAt = Instant.EPOCH;

    Holding(HeldRoute route) {
      this.route = route;
    }
  }

  /** Most registered prefixes are held by nobody who should. */
  private Map<String, Holding> holdings = Map.of();

  /** The session holds the prefix by this route. */
  public void held(HeldRoute route) {
    if (holdings.isEmpty()) {
      holdings = new LinkedHashMap<>(2);
    }
    Holding holding = holdings.computeIfAbsent(route.session().id(), unused -> new Holding(route));
    if (!holding.holds) {
      holding.holds = true;
      holding.heldSince = route.since();
    }
    holding.route = route;
  }

  /** The session does not hold it any more. */
  public void lost(String session, Instant at) {
    Holding holding = holdings.get(session);
    if (holding != null && holding.holds) {
      holding.holds = false;
      holding.lostAt = at;
    }
  }

  /** Sessions that hold the prefix or held it. */
  public Set<String> sessions() {
    return Collections.unmodifiableSet(holdings.keySet());
  }

  /** Forgets sessions that are not expected to hold it any more. */
  public void retain(Predicate<Session> expected) {
    if (!holdings.isEmpty()) {
      holdings.values().removeIf(holding -> !expected.test(holding.route.session()));
      holdings = holdings.isEmpty() ? Map.of() : holdings;
    }
  }

  /** True if nobody ever held it: there is nothing to lose. */
  public boolean isPending() {
    return holdings.isEmpty();
  }

  /**
   * How it stands, with what each session can say.
   *
   * @param primarySite where two routers should hold it; null if no site is named
   */
  public Assessment assess(Family family, @Nullable Site primarySite, Knowledge.Source knowledge) {
    List<Observer> observers = new ArrayList<>();
    List<HeldRoute> holding = new ArrayList<>();
    List<Session> absent = new ArrayList<>();
    Instant first = null;
    boolean partial = false;
    for (Holding entry : holdings.values()) {
      Session session = entry.route.session();
      if (entry.holds) {
        holding.add(entry.route);
        observers.add(new Observer(session, Observer.Says.HOLDS, entry.heldSince));
        continue;
      }
      Knowledge known = knowledge.of(session.id(), family);
      if (!known.canTell()) {
        observers.add(new Observer(session, Observer.Says.UNKNOWN, entry.lostAt));
        continue;
      }
      observers.add(new Observer(session, Observer.Says.ABSENT, entry.lostAt));
      partial |= known == Knowledge.PARTIAL;
      absent.add(session);
      first = first == null || entry.lostAt.isBefore(first) ? entry.lostAt : first;
    }
    Absences absences = new Absences(observers);
    return new Assessment(
        absences.conditions(primarySite),
        holding,
        absent,
        first,
        lastRoute(),
        partial,
        absences.failoverMs());
  }

  /** The route of the session that lost it last, else of any that holds it. */
  private @Nullable HeldRoute lastRoute() {
    Holding latest = null;
    for (Holding entry : holdings.values()) {
      boolean later = latest == null || latest.holds || entry.lostAt.isAfter(latest.lostAt);
      if (latest == null || (!entry.holds && later)) {
        latest = entry;
      }
    }
    return latest == null ? null : latest.route;
  }
}

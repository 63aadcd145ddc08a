package io.prefixwatch.monitor.rib;

import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.monitor.event.EngineEvent;
import io.prefixwatch.monitor.index.PrefixIndex;
import io.prefixwatch.monitor.registry.PrefixLimit;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one session holds, against its limits: which routes are left out, and what the engine hears
 * of that. Owned by one {@link SessionIntake}.
 */
final class SessionLimits {

  private final String session;
  private final AdjRibIn ipv4;
  private final AdjRibIn ipv6;
  private final Predicate<Family> complete;
  private final Consumer<EngineEvent> out;
  private final LimitWatch ipv4Limit = new LimitWatch(false);
  private final LimitWatch ipv6Limit = new LimitWatch(true);

  /**
   * Limits that nothing reaches, until they are configured.
   *
   * @param complete whether the session has sent all it has of a family: only then does a smaller
   *     count mean anything
   */
  SessionLimits(
      String session,
      AdjRibIn ipv4,
      AdjRibIn ipv6,
      Predicate<Family> complete,
      Consumer<EngineEvent> out) {
    this.session = session;
    this.ipv4 = ipv4;
    this.ipv6 = ipv6;
    this.complete = complete;
    this.out = out;
  }

  void configure(PrefixLimit limit) {
    ipv4Limit.configure(limit);
    ipv6Limit.configure(limit);
  }

  LimitWatch of(Family family) {
    return family.equals(Family.IPV6_UNICAST) ? ipv6Limit : ipv4Limit;
  }

  /** Looks at both counts after an UPDATE. */
  void review(long micros) {
    if (ipv4Limit.isMoving(ipv4.size())) {
      review(Family.IPV4_UNICAST, ipv4.size(), micros);
    }
    if (ipv6Limit.isMoving(ipv6.size())) {
      review(Family.IPV6_UNICAST, ipv6.size(), micros);
    }
  }

  private void review(Family family, int routes, long micros) {
    LimitWatch limit = of(family);
    if (limit.review(routes, complete.test(family))) {
      Instant at = SyncWatch.instant(micros);
      out.accept(new EngineEvent.PrefixCountChanged(at, session, family, limit.level(), routes));
    }
  }

  /** True if a route is beyond a limit that blocks; it is counted then. */
  boolean leavesOut(
      boolean isIpv6, long hi, long lo, int length, long pathId, PrefixIndex index, long micros) {
    AdjRibIn rib = isIpv6 ? ipv6 : ipv4;
    LimitWatch limit = isIpv6 ? ipv6Limit : ipv4Limit;
    if (!limit.isFull(rib.size()) || rib.holds(hi, lo, length, pathId)) {
      return false;
    }
    boolean hit = index.longestCover(isIpv6, hi, lo, length) >= 0;
    if (hit && !limit.isOverfull(rib.size())) {
      return false;
    }
    if (limit.leaveOut()) {
      limited(isIpv6 ? Family.IPV6_UNICAST : Family.IPV4_UNICAST, true, SyncWatch.instant(micros));
    }
    return true;
  }

  /** The session has sent a family once more, from beginning to end. */
  void refreshed(Family family, Instant at) {
    if (of(family).refreshEnded()) {
      limited(family, false, at);
    }
  }

  private void limited(Family family, boolean limited, Instant at) {
    out.accept(new EngineEvent.SessionLimited(at, session, family, limited));
  }

  /** The family that has more routes than a limit allows that ends the session, or null. */
  @Nullable Family overLimit() {
    if (ipv4Limit.endsSession(ipv4.size())) {
      return Family.IPV4_UNICAST;
    }
    return ipv6Limit.endsSession(ipv6.size()) ? Family.IPV6_UNICAST : null;
  }

  /** A family of which routes were left out that would fit by now, or null. */
  @Nullable Family refreshWish() {
    if (ipv4Limit.wantsRefresh(ipv4.size())) {
      return Family.IPV4_UNICAST;
    }
    return ipv6Limit.wantsRefresh(ipv6.size()) ? Family.IPV6_UNICAST : null;
  }
}

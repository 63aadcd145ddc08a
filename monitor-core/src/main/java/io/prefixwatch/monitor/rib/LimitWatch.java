package io.prefixwatch.monitor.rib;

import io.prefixwatch.monitor.registry.PrefixLimit;
import io.prefixwatch.monitor.registry.PrefixLimit.Action;
import io.prefixwatch.monitor.registry.PrefixLimit.Level;

/**
 * One session's routes of one family against their limit. Costs a few comparisons per UPDATE and
 * allocates nothing. Owned by one {@link SessionIntake}.
 */
final class LimitWatch {

  private final boolean ipv6;
  private PrefixLimit limit = PrefixLimit.NONE;
  private int room = PrefixLimit.UNLIMITED;
  private Level level = Level.BELOW;
  private boolean limited;
  private boolean leftOutSinceRefresh;
  private long leftOut;

  LimitWatch(boolean ipv6) {
    this.ipv6 = ipv6;
  }

  void configure(PrefixLimit changed) {
    limit = changed;
    room = changed.action() == Action.BLOCK ? changed.of(ipv6) : PrefixLimit.UNLIMITED;
  }

  /** True if a further route is beyond a limit that blocks. */
  boolean isFull(int routes) {
    return routes >= room;
  }

  /**
   * True if even a route that touches a registered prefix is too many. Such routes may take as much
   * room again as all others: who fills a session must not hide a hijack behind that.
   */
  boolean isOverfull(int routes) {
    return routes >= 2L * room;
  }

  /** Counts a route that is not stored; true if it is the first since the session was complete. */
  boolean leaveOut() {
    leftOut++;
    leftOutSinceRefresh = true;
    boolean first = !limited;
    limited = true;
    return first;
  }

  /** Routes that were not stored, ever. */
  long leftOut() {
    return leftOut;
  }

  /** True if the peer may have announced routes that are not held. */
  boolean isLimited() {
    return limited;
  }

  /** True if something was left out and there is room for it again. */
  boolean wantsRefresh(int routes) {
    return limited && limit.level(ipv6, routes) == Level.BELOW;
  }

  /** The peer begins to send everything. */
  void refreshBegun() {
    leftOutSinceRefresh = false;
  }

  /** It has sent everything; true if it was limited and now holds all of it. */
  boolean refreshEnded() {
    boolean complete = limited && !leftOutSinceRefresh;
    if (complete) {
      limited = false;
    }
    return complete;
  }

  /** The session starts from nothing. */
  void restart() {
    limited = false;
    leftOutSinceRefresh = false;
  }

  /**
   * Looks at the count.
   *
   * @param mayFall false while the session is still sending: a smaller count proves nothing
   * @return true if the level changed
   */
  boolean review(int routes, boolean mayFall) {
    Level now = limit.level(ipv6, routes);
    if (now == level || (!mayFall && now.compareTo(level) < 0)) {
      return false;
    }
    level = now;
    return true;
  }

  /** True if {@link #review} may have something to say; costs next to nothing. */
  boolean isMoving(int routes) {
    return limit.level(ipv6, routes) != level;
  }

  Level level() {
    return level;
  }

  /** True if so many routes cost the session. */
  boolean endsSession(int routes) {
    return limit.action().endsSession() && routes > limit.of(ipv6);
  }
}

package io.prefixwatch.monitor.rib;

import io.prefixwatch.bgp.message.Nlri;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Prefix;
import java.util.HashSet;
import java.util.Set;

/**
 * Routes of one session that were told to the engine though no registered prefix covers them: it
 * has to hear what becomes of them. Owned by the session's {@link SessionIntake}. Nearly always
 * empty, and then asking costs nothing.
 */
final class ToldRoutes {

  /** So many are told of a session; a leak of more is known well enough by then. */
  static final int MAX = 100_000;

  private final Set<Nlri> told = new HashSet<>();
  private long leftOut;

  /**
   * A route was announced.
   *
   * @param suspicious the engine should look at it
   * @return whether to tell
   */
  boolean announced(boolean suspicious, boolean isIpv6, long hi, long lo, int length, long pathId) {
    if (!suspicious) {
      return withdrawn(isIpv6, hi, lo, length, pathId);
    }
    Nlri route = new Nlri(new Prefix(isIpv6, hi, lo, length), pathId);
    if (told.size() >= MAX && !told.contains(route)) {
      leftOut++;
      return false;
    }
    told.add(route);
    return true;
  }

  boolean announced(boolean suspicious, Prefix prefix, long pathId) {
    return announced(suspicious, prefix.ipv6(), prefix.hi(), prefix.lo(), prefix.length(), pathId);
  }

  boolean withdrawn(Prefix prefix, long pathId) {
    return withdrawn(prefix.ipv6(), prefix.hi(), prefix.lo(), prefix.length(), pathId);
  }

  /** A route went; whether to tell. */
  boolean withdrawn(boolean isIpv6, long hi, long lo, int length, long pathId) {
    return !told.isEmpty() && told.remove(new Nlri(new Prefix(isIpv6, hi, lo, length), pathId));
  }

  /** True if the engine knows of it. */
  boolean contains(boolean isIpv6, long hi, long lo, int length, long pathId) {
    return !told.isEmpty() && told.contains(new Nlri(new Prefix(isIpv6, hi, lo, length), pathId));
  }

  /** Everything of a family went with the session, which the engine hears of. */
  void clear(Family family) {
    told.removeIf(route -> route.prefix().family().equals(family));
  }

  /** Routes that were not told because there were so many. */
  long leftOut() {
    return leftOut;
  }
}

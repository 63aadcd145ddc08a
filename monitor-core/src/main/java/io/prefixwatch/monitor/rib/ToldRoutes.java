package io.prefixwatch.monitor.rib;

import io.prefixwatch.bgp.message.Nlri;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.index.HashSlots;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * Routes of one session that were told to the engine though no registered prefix covers them: it
 * has to hear what becomes of them. Owned by the session's {@link SessionIntake}. Nearly always
 * empty or nearly so, and then asking costs next to nothing.
 */
final class ToldRoutes {

  /** So many are told of a session; a leak of more is known well enough by then. */
  static final int MAX = 100_000;

  private static final int FILTER_BITS = 1 << 17;

  private Set<Nlri> told = new HashSet<>();

  /** A bit for each that is told, by hash; emptied with the last of them. */
  private BitSet filter = new BitSet();

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
    filter.set(bit(hi, lo, length));
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
    if (!mayContain(hi, lo, length)) {
      return false;
    }
    boolean was = told.remove(new Nlri(new Prefix(isIpv6, hi, lo, length), pathId));
    tidy();
    return was;
  }

  /** True if the engine knows of it. */
  boolean contains(boolean isIpv6, long hi, long lo, int length, long pathId) {
    return mayContain(hi, lo, length)
        && told.contains(new Nlri(new Prefix(isIpv6, hi, lo, length), pathId));
  }

  /** Lets nearly all routes pass without an object for them. */
  private boolean mayContain(long hi, long lo, int length) {
    return !told.isEmpty() && filter.get(bit(hi, lo, length));
  }

  private static int bit(long hi, long lo, int length) {
    return HashSlots.mix(hi, lo, length) & FILTER_BITS - 1;
  }

  private void tidy() {
    if (told.isEmpty()) {
      filter.clear();
    }
  }

  /** Everything of a family went with the session, which the engine hears of. */
  void clear(Family family) {
    told.removeIf(route -> route.prefix().family().equals(family));
    if (told.isEmpty()) {
      // Not only emptied: there may have been very many.
      told = new HashSet<>();
      filter = new BitSet();
    }
  }

  /** Routes that were not told because there were so many. */
  long leftOut() {
    return leftOut;
  }
}

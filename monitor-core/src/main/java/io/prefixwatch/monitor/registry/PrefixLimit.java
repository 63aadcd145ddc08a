package io.prefixwatch.monitor.registry;

import java.util.Locale;

/**
 * How many routes of a session are too many.
 *
 * @param ipv4 routes of IPv4, at least 1; {@link #UNLIMITED} for no limit
 * @param ipv6 routes of IPv6, likewise
 * @param action what happens beyond the limit
 */
public record PrefixLimit(int ipv4, int ipv6, Action action) {

  /** In place of a number: as many as come. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  /** Nothing is counted. */
  public static final PrefixLimit NONE = new PrefixLimit(UNLIMITED, UNLIMITED, Action.WARN);

  /** What happens beyond the limit; an alert in any case. */
  public enum Action {
    /** Nothing else. */
    WARN,
    /** Further routes are not stored, and the session says nothing about absence any more. */
    BLOCK,
    /** The session is ended with Cease 6/1 (RFC 4486) and tried again after a pause. */
    RESTART,
    /** The session is ended with Cease 6/1 and stays down until a reload or restart. */
    DISABLE;

    /** As written in the configuration. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** True if exceeding the limit costs the session. */
    public boolean endsSession() {
      return this == RESTART || this == DISABLE;
    }
  }

  /** How near a count is. */
  public enum Level {
    BELOW,
    /** At least 80 %. */
    NEAR,
    /** At least 100 %. */
    REACHED
  }

  public PrefixLimit {
    if (ipv4 < 1 || ipv6 < 1) {
      throw new IllegalArgumentException("a prefix limit must be at least 1");
    }
  }

  /** The limit of a family. */
  public int of(boolean isIpv6) {
    return isIpv6 ? ipv6 : ipv4;
  }

  /** How near so many routes are to the limit of their family. */
  public Level level(boolean isIpv6, int routes) {
    int limit = of(isIpv6);
    if (limit == UNLIMITED || routes * 5L < limit * 4L) {
      return Level.BELOW;
    }
    return routes < limit ? Level.NEAR : Level.REACHED;
  }
}

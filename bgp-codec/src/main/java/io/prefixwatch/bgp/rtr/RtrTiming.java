package io.prefixwatch.bgp.rtr;

/**
 * When to ask again, and how long data are good for, in seconds (RFC 8210 section 6).
 *
 * @param refresh after which to ask what is new, 1 to 86400
 * @param retry after which to try again where that failed, 1 to 7200
 * @param expire after which data that were not refreshed must not be used, 600 to 172800
 */
public record RtrTiming(int refresh, int retry, int expire) {

  /** What version 0 leaves to us, and what stands in for values that are out of range. */
  public static final RtrTiming DEFAULT = new RtrTiming(3600, 600, 7200);

  /** What a cache said, each value that is out of range replaced. */
  public static RtrTiming of(RtrPdu.EndOfData end) {
    int refresh = inRange(end.refresh(), 1, 86_400, DEFAULT.refresh);
    int retry = inRange(end.retry(), 1, 7_200, DEFAULT.retry);
    int expire = inRange(end.expire(), 600, 172_800, DEFAULT.expire);
    return new RtrTiming(refresh, retry, Math.max(expire, Math.max(refresh, retry) + 1));
  }

  private static int inRange(long value, int least, int most, int instead) {
    return value >= least && value <= most ? (int) value : instead;
  }
}

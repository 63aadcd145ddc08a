package io.prefixwatch.monitor.detect;

import java.util.ArrayList;
import java.util.List;

/** What routers say about a route in well-known communities; evidence that decides nothing. */
public final class RouteMarks {

  private RouteMarks() {}

  /** The AS that marked the route to go to its customers only (RFC 9234), if one did. */
  static Evidence otc(HeldRoute route) {
    Long otc = route.attributes().otc();
    return otc == null
        ? Evidence.neutral("otc", "absent", null)
        : new Evidence("otc", "present", null, Long.toString(otc), null, 0);
  }

  /** The marks of a route; none on nearly all. */
  public static List<Evidence> of(HeldRoute route) {
    List<Evidence> marks = new ArrayList<>();
    if (route.isDraining()) {
      marks.add(
          Evidence.neutral(
              "community", "graceful-shutdown", "65535:0: it will be withdrawn soon (RFC 8326)"));
    }
    if (route.isLongLivedStale()) {
      marks.add(
          Evidence.neutral(
              "community", "llgr-stale", "65535:6: kept for a neighbour that is gone (RFC 9494)"));
    }
    return marks;
  }
}

package io.prefixwatch.daemon.propose;

import io.prefixwatch.bgp.attribute.AsPath;
import io.prefixwatch.bgp.attribute.AsPathBuilder;
import io.prefixwatch.bgp.attribute.SegmentType;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.daemon.json.JsonTree;
import io.prefixwatch.monitor.detect.RouteOrigin;
import java.util.List;

/** The answers of a running daemon's {@code routes}, read for who originates what. */
public final class HeldRoutes {

  private HeldRoutes() {}

  /**
   * Takes over one answer.
   *
   * @return true if the daemon has more than it told
   * @throws IllegalArgumentException if it is not understood
   */
  public static boolean read(String answer, SeenOrigins into) {
    JsonTree page = JsonTree.parse(answer);
    for (JsonTree route : page.get("routes").items()) {
      List<JsonTree> path = route.get("as_path").items();
      // An empty path is our own AS's: nobody else originates it.
      if (!path.isEmpty()) {
        into.here(
            Prefix.parse(route.get("prefix").text()),
            route.get("session").text(),
            RouteOrigin.of(path(path), 0));
      }
    }
    return page.get("truncated").isTrue();
  }

  private static AsPath path(List<JsonTree> hops) {
    AsPathBuilder path = new AsPathBuilder();
    boolean inSequence = false;
    for (JsonTree hop : hops) {
      List<JsonTree> set = hop.items();
      if (!set.isEmpty()) {
        path.segment(SegmentType.AS_SET);
        set.forEach(member -> path.hop(Long.parseLong(member.text())));
        inSequence = false;
      } else if (!hop.text().isEmpty()) {
        if (!inSequence) {
          path.segment(SegmentType.AS_SEQUENCE);
          inSequence = true;
        }
        path.hop(Long.parseLong(hop.text()));
      }
    }
    return path.build();
  }
}

package io.prefixwatch.monitor.rib;

import io.prefixwatch.bgp.message.Nlri;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.event.EngineEvent;
import io.prefixwatch.monitor.index.PrefixIndex;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Tells what a session holds, as if it came now: of newly registered prefixes, and what a new
 * screen suspects. In the order of the prefixes: that of the table depends on its secret.
 */
final class HeldReport {

  private final RouteTable table;
  private final String session;
  private final Consumer<EngineEvent> out;

  HeldReport(RouteTable table, String session, Consumer<EngineEvent> out) {
    this.table = table;
    this.session = session;
    this.out = out;
  }

  /** Everything that touches one of these prefixes. */
  void touching(AdjRibIn rib, PrefixIndex added, Instant now) {
    SortedMap<Nlri, Integer> routes = new TreeMap<>();
    rib.forEach(
        (prefixId, pathId, set, isStale) -> {
          Prefix prefix = rib.prefix(prefixId);
          if (added.longestCover(prefix) >= 0) {
            routes.put(new Nlri(prefix, pathId), set);
          }
        });
    routes.forEach((route, set) -> tell(route, set, now));
  }

  /**
   * Everything suspicious that touches no registered prefix: the engine has what does, or is told
   * of it otherwise.
   *
   * @param told what was told before, which grows
   */
  void suspicious(AdjRibIn rib, PathScreen screen, ToldRoutes told, Instant now) {
    Map<Integer, Boolean> verdicts = new HashMap<>();
    SortedMap<Nlri, Integer> routes = new TreeMap<>();
    rib.forEach(
        (prefixId, pathId, set, isStale) -> {
          boolean suspicious =
              verdicts.computeIfAbsent(
                  set, unused -> screen.suspects(table.attributes().decode(set)));
          Prefix prefix = rib.prefix(prefixId);
          if (suspicious && table.index().longestCover(prefix) < 0) {
            routes.put(new Nlri(prefix, pathId), set);
          }
        });
    routes.forEach(
        (route, set) -> {
          if (told.announced(true, route.prefix(), route.pathId())) {
            tell(route, set, now);
          }
        });
  }

  private void tell(Nlri route, int set, Instant now) {
    out.accept(
        new EngineEvent.RouteAnnounced(
            now, session, route.prefix(), route.pathId(), table.attributes().decode(set)));
  }
}

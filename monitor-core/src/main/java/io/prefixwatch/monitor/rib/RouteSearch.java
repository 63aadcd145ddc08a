package io.prefixwatch.monitor.rib;

import io.prefixwatch.bgp.attribute.PathAttributes;
import io.prefixwatch.bgp.message.Nlri;
import io.prefixwatch.bgp.net.Prefix;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Looks for routes in what a session holds. Runs on the thread that owns the table, and changes
 * nothing.
 */
public final class RouteSearch {

  /** Which routes answer to a prefix. */
  public enum Match {
    EXACT,
    /** It, and those around it. */
    COVERING,
    /** It, and those inside it. */
    COVERED;

    /** As it is written: lower case. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A route that is held.
   *
   * @param pathId {@link Nlri#NO_PATH_ID} for none
   */
  public record Found(Prefix prefix, long pathId, PathAttributes attributes) {}

  private RouteSearch() {}

  /**
   * The first of the routes that answer, in the order of prefixes. Exact and covering ones are
   * looked up, unless the session has several paths for a prefix; for covered ones everything that
   * it holds is looked at.
   *
   * @param most how many
   */
  public static List<Found> find(SessionIntake intake, Prefix prefix, Match match, int most) {
    AdjRibIn rib = intake.rib(prefix.family());
    TreeMap<Nlri, Integer> first = new TreeMap<>();
    RouteColumn.Visitor keep =
        (prefixId, pathId, set, stale) -> {
          first.put(new Nlri(rib.prefix(prefixId), pathId), set);
          if (first.size() > most) {
            first.pollLastEntry();
          }
        };
    if (match == Match.COVERED) {
      rib.forEach(
          (prefixId, pathId, set, stale) -> {
            if (prefix.covers(rib.prefix(prefixId))) {
              keep.route(prefixId, pathId, set, stale);
            }
          });
    } else {
      rib.visit(match == Match.EXACT ? List.of(prefix) : around(prefix), keep);
    }
    List<Found> found = new ArrayList<>();
    first.forEach(
        (route, set) ->
            found.add(
                new Found(route.prefix(), route.pathId(), intake.table.attributes().decode(set))));
    return found;
  }

  /** The prefix and all that cover it, down to the default route. */
  private static List<Prefix> around(Prefix prefix) {
    List<Prefix> around = new ArrayList<>();
    for (int length = prefix.length(); length >= 0; length--) {
      around.add(
          new Prefix(
              prefix.ipv6(),
              prefix.hi() & Prefix.highMask(length),
              prefix.lo() & Prefix.lowMask(length),
              length));
    }
    return around;
  }

  /** Those of some prefixes that the session holds a route for. */
  public static Set<Prefix> held(SessionIntake intake, Collection<Prefix> prefixes) {
    Set<Prefix> held = new TreeSet<>();
    for (boolean ipv6 : new boolean[] {false, true}) {
      List<Prefix> some = prefixes.stream().filter(prefix -> prefix.ipv6() == ipv6).toList();
      if (!some.isEmpty()) {
        AdjRibIn rib = intake.rib(some.get(0).family());
        rib.visit(some, (prefixId, pathId, set, stale) -> held.add(rib.prefix(prefixId)));
      }
    }
    return held;
  }
}

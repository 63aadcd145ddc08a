package io.prefixwatch.monitor.engine;

import io.prefixwatch.monitor.registry.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The losses at each router and site and of each partner. Owned by {@link SessionWatch}. */
final class RecentLosses {

  /** By router, site and partner, each marked with what it is. */
  private final Map<String, Set<LossGroup>> byPlace = new HashMap<>();

  /** A session of these places is part of the group. */
  void add(Session session, LossGroup group) {
    for (String place : places(session)) {
      byPlace.computeIfAbsent(place, unused -> new LinkedHashSet<>()).add(group);
    }
  }

  /**
   * The oldest group that has a member at the session's router or site, or of its partner.
   *
   * @param joinable whether the session's loss is close enough to the group
   * @param over whether nothing will ever join the group again
   */
  @Nullable LossGroup find(
      Session session, Predicate<LossGroup> joinable, Predicate<LossGroup> over) {
    LossGroup oldest = null;
    for (String place : places(session)) {
      Set<LossGroup> there = byPlace.getOrDefault(place, new LinkedHashSet<>());
      there.removeIf(over);
      if (there.isEmpty()) {
        byPlace.remove(place);
      }
      for (LossGroup group : there) {
        if (joinable.test(group) && (oldest == null || isBefore(group, oldest))) {
          oldest = group;
        }
      }
    }
    return oldest;
  }

  private static boolean isBefore(LossGroup a, LossGroup b) {
    int byTime = a.startedAt.compareTo(b.startedAt);
    return byTime < 0
        || (byTime == 0 && a.key.discriminator().compareTo(b.key.discriminator()) < 0);
  }

  private static List<String> places(Session session) {
    List<String> places = new ArrayList<>(3);
    addPlace(places, "router ", session.router());
    addPlace(places, "site ", session.siteId());
    addPlace(places, "partner ", session.partnerId());
    return places;
  }

  private static void addPlace(List<String> places, String what, @Nullable String id) {
    if (id != null) {
      places.add(what + id);
    }
  }
}

package io.prefixwatch.monitor.incident;

import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.monitor.detect.RouteKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Routes that were lost with their sessions, by incident. There are as many as the sessions had
 * that offend, for as long as the sessions are away: so of each only its key is kept. Owned by the
 * {@link IncidentBook}.
 */
final class UnobservedRoutes {

  /** By session, in the order in which they were lost. A route is nearly always of one incident. */
  private final Map<String, Map<RouteKey, List<Incident>>> sessions = new HashMap<>();

  void add(Incident incident, RouteKey route) {
    if (incident.unobserved.isEmpty()) {
      incident.unobserved = new HashSet<>(2);
    }
    if (incident.unobserved.add(route)) {
      sessions
          .computeIfAbsent(route.session(), unused -> new LinkedHashMap<>())
          .merge(route, incident.alone, UnobservedRoutes::joined);
    }
  }

  private static List<Incident> joined(List<Incident> some, List<Incident> more) {
    List<Incident> all = new ArrayList<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }

  void forget(Incident incident, RouteKey route) {
    if (incident.unobserved.isEmpty() || !incident.unobserved.remove(route)) {
      return;
    }
    Map<RouteKey, List<Incident>> ofSession = sessions.get(route.session());
    if (ofSession != null) {
      ofSession.computeIfPresent(route, (unused, sharing) -> without(sharing, incident));
      if (ofSession.isEmpty()) {
        sessions.remove(route.session());
      }
    }
  }

  /** Null, so that the route goes, if there is no other. */
  @SuppressWarnings("ReferenceEquality") // there is one object of each incident
  private static @Nullable List<Incident> without(List<Incident> sharing, Incident gone) {
    return sharing.size() == 1
        ? null
        : sharing.stream().filter(incident -> incident != gone).toList();
  }

  /** Forgets all routes of an incident. */
  void drop(Incident incident) {
    for (RouteKey route : List.copyOf(incident.unobserved)) {
      forget(incident, route);
    }
    incident.unobserved = Set.of();
  }

  List<Incident> of(RouteKey route) {
    return sessions.getOrDefault(route.session(), Map.of()).getOrDefault(route, List.of());
  }

  List<RouteKey> ofSession(String session) {
    return List.copyOf(sessions.getOrDefault(session, Map.of()).keySet());
  }

  List<RouteKey> ofSession(String session, Family family) {
    return ofSession(session).stream()
        .filter(route -> route.prefix().family().equals(family))
        .toList();
  }
}

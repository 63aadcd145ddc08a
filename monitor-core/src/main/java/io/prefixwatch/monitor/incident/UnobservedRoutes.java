package io.prefixwatch.monitor.incident;

import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.monitor.detect.HeldRoute;
import io.prefixwatch.monitor.detect.RouteKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Routes that were lost with their sessions, by incident. Owned by the {@link IncidentBook}. */
final class UnobservedRoutes {

  private final Map<RouteKey, Set<Incident>> incidents = new LinkedHashMap<>();

  void add(Incident incident, RouteKey route, HeldRoute lost) {
    incident.unobserved.put(route, lost);
    incidents.computeIfAbsent(route, unused -> new LinkedHashSet<>()).add(incident);
  }

  void forget(Incident incident, RouteKey route) {
    if (incident.unobserved.remove(route) != null) {
      Set<Incident> sharing = incidents.get(route);
      if (sharing != null) {
        sharing.remove(incident);
        if (sharing.isEmpty()) {
          incidents.remove(route);
        }
      }
    }
  }

  /** Forgets all routes of an incident. */
  void drop(Incident incident) {
    for (RouteKey route : new ArrayList<>(incident.unobserved.keySet())) {
      forget(incident, route);
    }
  }

  List<Incident> of(RouteKey route) {
    return List.copyOf(incidents.getOrDefault(route, Set.of()));
  }

  List<RouteKey> ofSession(String session) {
    return incidents.keySet().stream().filter(route -> route.session().equals(session)).toList();
  }

  List<RouteKey> ofSession(String session, Family family) {
    return ofSession(session).stream()
        .filter(route -> route.prefix().family().equals(family))
        .toList();
  }
}

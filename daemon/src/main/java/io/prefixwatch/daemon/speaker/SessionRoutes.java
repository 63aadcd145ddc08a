package io.prefixwatch.daemon.speaker;

import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.rib.RouteSearch.Found;
import java.util.List;

/** What was found on one session, in the order of prefixes. */
public record SessionRoutes(Session session, List<Found> routes) {

  public SessionRoutes {
    routes = List.copyOf(routes);
  }
}

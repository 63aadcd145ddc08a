package io.prefixwatch.monitor.incident;

import io.prefixwatch.monitor.registry.Session;
import org.jspecify.annotations.Nullable;

/**
 * Where a session is.
 *
 * @param session its id
 */
public record Place(String session, @Nullable String site, @Nullable String router) {

  public static Place of(Session session) {
    return new Place(session.id(), session.siteId(), session.router());
  }

  public static Place of(Sighting sighting) {
    return new Place(sighting.session(), sighting.site(), sighting.router());
  }
}

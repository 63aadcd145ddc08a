package io.prefixwatch.monitor.incident;

import io.prefixwatch.monitor.registry.Session;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One session that sees a problem.
 *
 * @param session its id
 * @param site where it is
 * @param router what it lands on
 * @param peerAsn the neighbour
 * @param since when it saw it first
 */
public record Sighting(
    String session, @Nullable String site, @Nullable String router, long peerAsn, Instant since) {

  public static Sighting of(Session session, Instant since) {
    return new Sighting(session.id(), session.siteId(), session.router(), session.peerAsn(), since);
  }
}

package io.prefixwatch.monitor.engine;

import io.prefixwatch.monitor.detect.Evidence;
import io.prefixwatch.monitor.detect.Kind;
import io.prefixwatch.monitor.detect.Weights;
import io.prefixwatch.monitor.event.EngineEvent.RoutesSurged;
import io.prefixwatch.monitor.incident.CloseReason;
import io.prefixwatch.monitor.incident.IncidentBook;
import io.prefixwatch.monitor.incident.IncidentKey;
import io.prefixwatch.monitor.incident.Problem;
import io.prefixwatch.monitor.incident.Sighting;
import io.prefixwatch.monitor.registry.Session;
import java.time.Instant;
import java.util.List;

/** Incidents of sessions that have far more routes than they use to have. Owned by the engine. */
final class SurgeAlarms {

  private final IncidentBook book;

  SurgeAlarms(IncidentBook book) {
    this.book = book;
  }

  private static IncidentKey key(Session session) {
    return IncidentKey.ofSession(Kind.LEAK_SURGE, session.id());
  }

  void changed(Session session, RoutesSurged event, Instant now) {
    if (!event.surging()) {
      book.clear(key(session), CloseReason.RESTORED, now, now);
      return;
    }
    String usual = Long.toString(event.before());
    // Where nobody else is named, a leak is the doing of the partner that passed it on.
    Long suspect = session.isPni() && session.peerAsn() != 0 ? session.peerAsn() : null;
    Problem problem =
        Problem.ofSession(
                Kind.LEAK_SURGE.severity(),
                session,
                List.of(
                    new Evidence(
                        "volume",
                        "surge",
                        "about " + usual,
                        Integer.toString(event.routes()),
                        "routes of all families",
                        Weights.OBSERVED_STATE)),
                "Session " + session.id() + " has " + event.routes() + " routes, usually " + usual,
                "The session suddenly has far more routes than it uses to have.")
            .suspecting(suspect);
    book.raise(key(session), problem, List.of(Sighting.of(session, now)), now);
  }

  /** The session is lost, and its routes with it. */
  void lost(Session session, Instant now) {
    book.unobserve(key(session), now);
  }

  /** A session is not configured any more, or not awaited. */
  void removed(Session session, CloseReason reason, Instant now) {
    book.closeNow(key(session), reason, now);
  }
}

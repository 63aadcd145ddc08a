package io.prefixwatch.monitor.engine;

import io.prefixwatch.monitor.coverage.Assessment;
import io.prefixwatch.monitor.detect.Evidence;
import io.prefixwatch.monitor.detect.HeldRoute;
import io.prefixwatch.monitor.detect.Kind;
import io.prefixwatch.monitor.detect.RouteMarks;
import io.prefixwatch.monitor.detect.Weights;
import io.prefixwatch.monitor.incident.Problem;
import io.prefixwatch.monitor.incident.ProblemDetails;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Registration;
import io.prefixwatch.monitor.registry.Session;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an alert says about an absence. */
final class AvailabilityProblems {

  /** Knows the incident of a lost session. */
  interface SessionIncidents {

    /** Id of the incident that tells of this session's loss, or null. */
    @Nullable String incidentOf(String session);
  }

  private final SessionIncidents sessions;

  AvailabilityProblems(SessionIncidents sessions) {
    this.sessions = sessions;
  }

  Problem describe(Kind kind, WatchedPrefix watched, Assessment assessment) {
    RegisteredPrefix registered = watched.registered;
    Registration registration = registered.registration();
    HeldRoute lastGood = assessment.lastRoute();
    HeldRoute replacing = replacing(watched, assessment);
    Long failover = kind == Kind.AVAILABILITY_ON_BACKUP ? assessment.failoverMs() : null;
    AvailabilityWords words = new AvailabilityWords(registered, assessment);
    return new Problem(
        kind.severity(),
        registered,
        registration.partnerId(),
        null,
        List.of(),
        0,
        registration.id() + " " + registered.prefix() + " availability",
        replacing != null ? replacing : lastGood,
        replacing != null ? lastGood : null,
        null,
        evidence(assessment),
        words.summary(kind),
        words.why(kind),
        assessment.firstWithdrawnAt(),
        lastGood != null && lastGood.isDraining(),
        cause(assessment),
        List.of(),
        (failover == null ? ProblemDetails.NONE : ProblemDetails.ofFailover(failover))
            .at(assessment.absent()));
  }

  /** What stands in the place of the good route on a session that lost it, or null. */
  private static @Nullable HeldRoute replacing(WatchedPrefix watched, Assessment assessment) {
    for (Session session : assessment.absent()) {
      WatchedRoute other = watched.anyOn(session.id());
      if (other != null) {
        return other.route;
      }
    }
    return null;
  }

  private @Nullable String cause(Assessment assessment) {
    String cause = null;
    for (Session session : assessment.absent()) {
      String incident = sessions.incidentOf(session.id());
      cause = incident != null ? incident : cause;
    }
    return cause;
  }

  private static List<Evidence> evidence(Assessment assessment) {
    int held = assessment.holding().size();
    int total = held + assessment.absent().size();
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(
        new Evidence(
            "visibility",
            held == 0 ? "absent" : "reduced",
            total + " sessions",
            held + " sessions",
            "absent on " + AvailabilityWords.names(assessment.absent()),
            Weights.OBSERVED_STATE));
    String last = lastLeg(assessment);
    if (last != null) {
      evidence.add(Evidence.neutral("visibility", "n-1", last));
    }
    if (assessment.partial()) {
      evidence.add(
          new Evidence(
              "visibility",
              "partial",
              null,
              null,
              "a session never sent End-of-RIB",
              Weights.PARTIAL_VISIBILITY));
    }
    if (assessment.lastRoute() != null) {
      evidence.addAll(RouteMarks.of(assessment.lastRoute()));
    }
    return evidence;
  }

  /** What nothing more may happen to, or the prefix is lost; null if there is no single thing. */
  private static @Nullable String lastLeg(Assessment assessment) {
    Set<String> sessions = new LinkedHashSet<>();
    Set<String> routers = new LinkedHashSet<>();
    Set<String> sites = new LinkedHashSet<>();
    for (HeldRoute route : assessment.holding()) {
      Session session = route.session();
      sessions.add(session.id());
      routers.add(session.router() == null ? session.id() : session.router());
      sites.add(session.site() == null ? session.id() : session.site().id());
    }
    if (sessions.size() == 1) {
      return "one failure from outage: only session " + sessions.iterator().next() + " holds it";
    }
    if (routers.size() == 1) {
      return "one failure from outage: only router " + routers.iterator().next() + " holds it";
    }
    return sites.size() == 1
        ? "one failure from outage: only site " + sites.iterator().next() + " holds it"
        : null;
  }
}

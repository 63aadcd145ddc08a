package io.prefixwatch.monitor.engine;

import io.prefixwatch.monitor.coverage.Assessment;
import io.prefixwatch.monitor.detect.Evidence;
import io.prefixwatch.monitor.detect.HeldRoute;
import io.prefixwatch.monitor.detect.Kind;
import io.prefixwatch.monitor.detect.RouteMarks;
import io.prefixwatch.monitor.detect.Weights;
import io.prefixwatch.monitor.incident.Problem;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
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
    HeldRoute lastGood = assessment.lastRoute();
    HeldRoute replacing = replacing(watched, assessment);
    boolean lost = kind == Kind.AVAILABILITY_LOST;
    return new Problem(
        kind.severity(),
        registered,
        registered.registration().partner() == null
            ? null
            : registered.registration().partner().id(),
        null,
        List.of(),
        0,
        registered.registration().id() + " " + registered.prefix() + " availability",
        replacing != null ? replacing : lastGood,
        replacing != null ? lastGood : null,
        null,
        evidence(assessment),
        lost ? lostSummary(registered, assessment) : missingSummary(registered, assessment),
        why(assessment),
        assessment.firstWithdrawnAt(),
        lastGood != null && lastGood.isDraining(),
        cause(assessment),
        List.of());
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
            "absent on " + names(assessment.absent()),
            Weights.OBSERVED_STATE));
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

  private static String lostSummary(RegisteredPrefix registered, Assessment assessment) {
    return name(registered)
        + " is lost: no expected session holds it any more, last "
        + names(assessment.absent());
  }

  private static String missingSummary(RegisteredPrefix registered, Assessment assessment) {
    int held = assessment.holding().size();
    return name(registered)
        + " is missing on "
        + names(assessment.absent())
        + ", held on "
        + held
        + " of "
        + (held + assessment.absent().size())
        + " sessions";
  }

  private static String why(Assessment assessment) {
    return "The prefix was held on "
        + (assessment.holding().size() + assessment.absent().size())
        + " expected sessions; since "
        + assessment.firstWithdrawnAt()
        + " it is absent on "
        + names(assessment.absent())
        + ".";
  }

  private static String name(RegisteredPrefix registered) {
    return registered.registration().customer() + " " + registered.prefix();
  }

  private static String names(List<Session> sessions) {
    return sessions.stream()
        .map(s -> s.site() == null ? s.id() : s.id() + " at " + s.site().id())
        .collect(Collectors.joining(", "));
  }
}

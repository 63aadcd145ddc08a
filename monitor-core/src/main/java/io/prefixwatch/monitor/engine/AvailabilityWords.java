package io.prefixwatch.monitor.engine;

import io.prefixwatch.monitor.coverage.Assessment;
import io.prefixwatch.monitor.detect.HeldRoute;
import io.prefixwatch.monitor.detect.Kind;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Session;
import java.util.List;
import java.util.stream.Collectors;

/** How absences speak to people. */
final class AvailabilityWords {

  private final RegisteredPrefix registered;
  private final Assessment assessment;

  AvailabilityWords(RegisteredPrefix registered, Assessment assessment) {
    this.registered = registered;
    this.assessment = assessment;
  }

  /** One line. */
  String summary(Kind kind) {
    String name = registered.registration().customer() + " " + registered.prefix();
    return switch (kind) {
      case AVAILABILITY_LOST ->
          name + " is lost: no expected session holds it any more, last " + absent();
      case AVAILABILITY_ON_BACKUP ->
          name + " is on backup: only " + holding() + " holds it, absent on " + absent();
      case REDUNDANCY_GEO ->
          name + " is held at one site only, on " + holding() + "; absent on " + absent();
      case REDUNDANCY_LOCAL ->
          name
              + " is held by fewer than two routers of its primary site, on "
              + holding()
              + "; absent on "
              + absent();
      default -> name + " is missing on " + absent() + ", held on " + count();
    };
  }

  /** A sentence or two. */
  String why(Kind kind) {
    String when =
        "The prefix was held on "
            + (assessment.holding().size() + assessment.absent().size())
            + " expected sessions; since "
            + assessment.firstWithdrawnAt()
            + " it is absent on "
            + absent()
            + ".";
    if (kind == Kind.AVAILABILITY_ON_BACKUP) {
      when += " Nobody held it for " + assessment.failoverMs() + " ms before a backup session did.";
    }
    return when;
  }

  private String count() {
    int held = assessment.holding().size();
    return held + " of " + (held + assessment.absent().size()) + " sessions";
  }

  private String holding() {
    List<Session> sessions = assessment.holding().stream().map(HeldRoute::session).toList();
    return sessions.isEmpty() ? "no session" : names(sessions);
  }

  private String absent() {
    return names(assessment.absent());
  }

  static String names(List<Session> sessions) {
    return sessions.stream()
        .map(s -> s.site() == null ? s.id() : s.id() + " at " + s.site().id())
        .collect(Collectors.joining(", "));
  }
}

package io.prefixwatch.monitor.engine;

import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.session.DownReason;
import io.prefixwatch.monitor.detect.Evidence;
import io.prefixwatch.monitor.detect.Kind;
import io.prefixwatch.monitor.detect.Severity;
import io.prefixwatch.monitor.detect.Weights;
import io.prefixwatch.monitor.incident.Problem;
import io.prefixwatch.monitor.incident.SessionLoss;
import io.prefixwatch.monitor.registry.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an alert says about lost sessions. */
final class SessionProblems {

  private final SessionTracks tracks;

  SessionProblems(SessionTracks tracks) {
    this.tracks = tracks;
  }

  Problem down(LossGroup group) {
    boolean planned = group.members().stream().allMatch(LossGroup.Member::isPlanned);
    Severity severity = planned ? Severity.INFO : Kind.SESSION_DOWN.severity();
    return problem(group, severity, planned, subject(group), "down");
  }

  Problem stale(LossGroup group) {
    return problem(group, Kind.SESSION_STALE.severity(), false, group.key.discriminator(), "stale");
  }

  private static Problem problem(
      LossGroup group, Severity severity, boolean maintenance, String subject, String state) {
    Set<Prefix> held = group.held();
    List<SessionLoss> losses =
        group.down().stream()
            .map(member -> new SessionLoss(member.session.id(), member.reason))
            .toList();
    return new Problem(
        severity,
        null,
        group.commonPartner(),
        subject,
        held.stream().limit(Problem.MAX_AFFECTED).toList(),
        held.size(),
        "session " + group.key.discriminator(),
        null,
        null,
        null,
        evidence(group, state),
        summary(group, subject, held.size(), state),
        why(group, state),
        null,
        maintenance,
        group.commonCause(),
        losses);
  }

  private static List<Evidence> evidence(LossGroup group, String state) {
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(
        new Evidence(
            "visibility",
            state,
            "established",
            state,
            group.down().stream()
                .map(member -> member.session.id() + ": " + cause(member.reason))
                .collect(Collectors.joining("; ")),
            Weights.OBSERVED_STATE));
    String drained =
        group.members().stream()
            .filter(member -> member.drained)
            .map(member -> member.session.id())
            .collect(Collectors.joining(", "));
    if (!drained.isEmpty()) {
      evidence.add(
          Evidence.neutral(
              "community", "graceful-shutdown", "65535:0 on all routes of " + drained));
    }
    return evidence;
  }

  /** The session, or the router or site whose sessions are all down. */
  private String subject(LossGroup group) {
    if (group.members().size() > 1) {
      String router = group.commonRouter();
      if (router != null && allDown(session -> router.equals(session.router()))) {
        return "router:" + router;
      }
      String site = group.commonSite();
      if (site != null && allDown(session -> site.equals(LossGroup.siteId(session)))) {
        return "site:" + site;
      }
    }
    return group.key.discriminator();
  }

  private boolean allDown(Predicate<Session> which) {
    return tracks.all().stream()
        .filter(track -> which.test(track.session))
        .noneMatch(track -> track.up);
  }

  private static String summary(LossGroup group, String subject, int held, String state) {
    List<LossGroup.Member> down = group.down();
    String what = subject.contains(":") ? subject.replace(":", " ") : "Session " + subject;
    String together = down.size() > 1 ? " with " + down.size() + " sessions" : "";
    String why = down.isEmpty() ? "" : ": " + cause(down.get(0).reason);
    return what + " is " + state + together + why + "; " + held + " registered prefixes held";
  }

  private static String why(LossGroup group, String state) {
    return group.members().stream()
        .map(
            member ->
                "Session "
                    + member.session.id()
                    + (member.down ? " is " + state + ": " + cause(member.reason) : " is back")
                    + ".")
        .collect(Collectors.joining(" "));
  }

  /** The cause in words, with what a NOTIFICATION said; text from the wire is not repeated here. */
  private static String cause(DownReason reason) {
    Notification notification = reason.notification();
    String cause = reason.cause().label().replace('-', ' ');
    @Nullable Notification effective = notification == null ? null : notification.effective();
    return effective == null
        ? cause
        : cause + " (" + effective.error() + " " + effective.error().label() + ")";
  }
}

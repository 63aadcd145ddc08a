package io.prefixwatch.monitor.engine;

import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.session.DownReason;
import io.prefixwatch.monitor.detect.Evidence;
import io.prefixwatch.monitor.detect.Kind;
import io.prefixwatch.monitor.detect.Severity;
import io.prefixwatch.monitor.detect.Weights;
import io.prefixwatch.monitor.incident.Problem;
import io.prefixwatch.monitor.incident.ProblemDetails;
import io.prefixwatch.monitor.incident.SessionLoss;
import io.prefixwatch.monitor.registry.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an alert says about lost sessions. */
final class SessionProblems {

  /** Sessions that are named in sentences; the record lists more. */
  private static final int MAX_LISTED = 20;

  private final SessionTracks tracks;

  SessionProblems(SessionTracks tracks) {
    this.tracks = tracks;
  }

  Problem down(LossGroup group) {
    boolean planned = group.isPlanned();
    Severity severity = planned ? Severity.INFO : Kind.SESSION_DOWN.severity();
    return problem(group, severity, planned, subject(group), "down");
  }

  Problem stale(LossGroup group) {
    return problem(group, Kind.SESSION_STALE.severity(), false, group.key.discriminator(), "stale");
  }

  private static Problem problem(
      LossGroup group, Severity severity, boolean maintenance, String subject, String state) {
    HeldPrefixes held = group.held();
    List<SessionLoss> losses =
        group.down().stream()
            .limit(Problem.MAX_LOSSES)
            .map(member -> new SessionLoss(member.session.id(), member.reason))
            .toList();
    return new Problem(
        severity,
        null,
        group.commonPartner(),
        subject,
        held.first(Problem.MAX_AFFECTED),
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
        losses,
        ProblemDetails.NONE.at(group.down().stream().map(member -> member.session).toList()));
  }

  private static List<Evidence> evidence(LossGroup group, String state) {
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(
        new Evidence(
            "visibility",
            state,
            "established",
            state,
            listed(group.down(), member -> member.session.id() + ": " + cause(member.reason), "; "),
            Weights.OBSERVED_STATE));
    String drained =
        group.members().stream()
            .filter(member -> member.drained)
            .limit(MAX_LISTED)
            .map(member -> member.session.id())
            .collect(Collectors.joining(", "));
    if (!drained.isEmpty()) {
      evidence.add(
          Evidence.neutral(
              "community", "graceful-shutdown", "65535:0 on all routes of " + drained));
    }
    return evidence;
  }

  /** The session, or the router or site whose sessions were all down; it only grows. */
  private String subject(LossGroup group) {
    String whole = whole(group);
    group.subject = whole == null ? group.subject : whole;
    return group.subject;
  }

  private @Nullable String whole(LossGroup group) {
    if (group.members().size() > 1) {
      String router = group.commonRouter();
      if (router != null && allDown(group, session -> router.equals(session.router()))) {
        return "router:" + router;
      }
      String site = group.commonSite();
      if (site != null && allDown(group, session -> site.equals(session.siteId()))) {
        return "site:" + site;
      }
    }
    return null;
  }

  /** The one that is up is remembered: as long as it is, nobody has to look for another. */
  private boolean allDown(LossGroup group, Predicate<Session> which) {
    SessionTrack witness = group.witness;
    if (witness != null && witness.up && which.test(witness.session)) {
      return false;
    }
    group.witness = null;
    for (SessionTrack track : tracks.all()) {
      if (track.up && which.test(track.session)) {
        group.witness = track;
      }
    }
    return group.witness == null;
  }

  private static String summary(LossGroup group, String subject, int held, String state) {
    Collection<LossGroup.Member> down = group.down();
    String what = subject.contains(":") ? subject.replace(":", " ") : "Session " + subject;
    String together = down.size() > 1 ? " with " + down.size() + " sessions" : "";
    String why = down.isEmpty() ? "" : ": " + cause(down.iterator().next().reason);
    return what + " is " + state + together + why + "; " + held + " registered prefixes held";
  }

  private static String why(LossGroup group, String state) {
    return listed(
        group.members(),
        member ->
            "Session "
                + member.session.id()
                + (member.down ? " is " + state + ": " + cause(member.reason) : " is back")
                + ".",
        " ");
  }

  /** The first of them, and how many more there are. */
  private static String listed(
      Collection<LossGroup.Member> members,
      Function<LossGroup.Member, String> words,
      String between) {
    String first =
        members.stream().limit(MAX_LISTED).map(words).collect(Collectors.joining(between));
    int more = members.size() - MAX_LISTED;
    return more > 0 ? first + between + "and " + more + " more" : first;
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

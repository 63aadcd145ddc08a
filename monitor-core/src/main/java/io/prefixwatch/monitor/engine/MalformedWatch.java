package io.prefixwatch.monitor.engine;

import io.prefixwatch.bgp.error.Disposition;
import io.prefixwatch.bgp.error.Issue;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.detect.Evidence;
import io.prefixwatch.monitor.detect.Kind;
import io.prefixwatch.monitor.detect.Weights;
import io.prefixwatch.monitor.event.EngineEvent.UpdateMalformed;
import io.prefixwatch.monitor.incident.CloseReason;
import io.prefixwatch.monitor.incident.IncidentBook;
import io.prefixwatch.monitor.incident.IncidentKey;
import io.prefixwatch.monitor.incident.MalformedMessage;
import io.prefixwatch.monitor.incident.MalformedReport;
import io.prefixwatch.monitor.incident.Problem;
import io.prefixwatch.monitor.incident.ProblemDetails;
import io.prefixwatch.monitor.incident.Sighting;
import io.prefixwatch.monitor.registry.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Incidents of malformed UPDATEs, one per session: points in time. Owned by the engine. */
final class MalformedWatch {

  /** Lost prefixes that are remembered for one incident. */
  private static final int MAX_LOST = 1000;

  /** Issues that become evidence; all of them stand in the report. */
  private static final int MAX_EVIDENCE = 8;

  /** What one incident has gathered. */
  private static final class Tally {
    private final Instant since;
    private final Set<Prefix> lost = new LinkedHashSet<>();
    private MalformedMessage shown;
    private long messages;

    Tally(Instant since, MalformedMessage shown) {
      this.since = since;
      this.shown = shown;
    }

    void add(MalformedMessage message, List<Prefix> nowLost) {
      messages++;
      boolean worse = message.disposition().compareTo(shown.disposition()) > 0;
      if (message.octets() != null || worse) {
        shown = message;
      }
      for (Prefix prefix : nowLost) {
        if (lost.size() < MAX_LOST) {
          lost.add(prefix);
        }
      }
    }
  }

  private final IncidentBook book;
  private final Map<String, Tally> tallies = new HashMap<>();

  MalformedWatch(IncidentBook book) {
    this.book = book;
  }

  private static IncidentKey key(Session session) {
    return IncidentKey.ofSession(Kind.SESSION_MALFORMED, session.id());
  }

  void malformed(Session session, UpdateMalformed event, Instant now) {
    IncidentKey key = key(session);
    Tally tally = tallies.get(session.id());
    if (tally == null || book.openId(key) == null) {
      tally = new Tally(now, event.message());
      tallies.put(session.id(), tally);
    }
    tally.add(event.message(), event.lost());
    book.happened(key, problem(session, tally), List.of(Sighting.of(session, tally.since)), now);
  }

  /** A session is not configured any more, or not awaited. */
  void removed(Session session, CloseReason reason, Instant now) {
    tallies.remove(session.id());
    book.closeNow(key(session), reason, now);
  }

  private static Problem problem(Session session, Tally tally) {
    return new Problem(
        Kind.SESSION_MALFORMED.severity(),
        null,
        session.partnerId(),
        session.id(),
        tally.lost.stream().limit(Problem.MAX_AFFECTED).toList(),
        tally.lost.size(),
        "session " + session.id(),
        null,
        null,
        null,
        evidence(tally.shown),
        summary(session, tally),
        why(session, tally),
        null,
        false,
        null,
        List.of(),
        ProblemDetails.of(new MalformedReport(tally.shown, tally.messages)));
  }

  private static List<Evidence> evidence(MalformedMessage message) {
    List<Evidence> evidence = new ArrayList<>();
    for (Issue issue : message.issues()) {
      if (evidence.size() < MAX_EVIDENCE) {
        int weight = evidence.isEmpty() ? Weights.OBSERVED_STATE : 0;
        evidence.add(
            new Evidence("rfc7606", issue.action().label(), null, null, describe(issue), weight));
      }
    }
    return evidence;
  }

  private static String describe(Issue issue) {
    String where =
        issue.attribute() == Issue.NO_ATTRIBUTE ? "" : "attribute " + issue.attribute() + " ";
    return where + "at octet " + issue.offset() + ": " + issue.reason();
  }

  private static String summary(Session session, Tally tally) {
    Issue decisive = decisive(tally.shown);
    String fault = decisive == null ? "" : ", " + describe(decisive);
    return "Session "
        + session.id()
        + " sent a malformed UPDATE: "
        + tally.shown.disposition().outcome()
        + fault
        + lost(tally);
  }

  /** The first of the strongest issues. */
  private static @Nullable Issue decisive(MalformedMessage message) {
    Issue strongest = null;
    for (Issue issue : message.issues()) {
      if (strongest == null || issue.action().compareTo(strongest.action()) > 0) {
        strongest = issue;
      }
    }
    return strongest;
  }

  private static String lost(Tally tally) {
    if (tally.lost.isEmpty()) {
      return "";
    }
    String first =
        tally.lost.stream().limit(3).map(Prefix::toString).collect(Collectors.joining(", "));
    int more = tally.lost.size() - 3;
    return "; lost: " + first + (more > 0 ? " and " + more + " more" : "");
  }

  private static String why(Session session, Tally tally) {
    Disposition disposition = tally.shown.disposition();
    String meaning =
        switch (disposition) {
          case NONE, DISCARD -> "an attribute was dropped and its routes were kept";
          case WITHDRAW -> "its routes count as withdrawn, which nobody else will say";
          case FAMILY_DISABLE, RESET ->
              tally.shown.sent() == null
                  ? "it cannot be read and changed no route"
                  : "it cannot be read, and the session was ended with NOTIFICATION "
                      + tally.shown.sent().error();
        };
    String times = tally.messages == 1 ? "one message" : tally.messages + " messages";
    return "Session "
        + session.id()
        + " sent "
        + times
        + " that RFC 7606 calls malformed; of the one that is shown, "
        + meaning
        + ".";
  }
}

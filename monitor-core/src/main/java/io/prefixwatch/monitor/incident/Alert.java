package io.prefixwatch.monitor.incident;

import io.prefixwatch.monitor.detect.Evidence;
import io.prefixwatch.monitor.detect.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of an incident's transition: what sinks deliver. Immutable.
 *
 * @param id incident id and number of the record in it
 * @param sequence counts alerts
 * @param time when the record was made
 * @param action what happened to the incident
 * @param incidentId the same for all records of the incident, recurrences included
 * @param groupId shared by incidents of one kind and suspect that opened together
 * @param occurrence 1, and one more for each recurrence
 * @param dedupKey the same for ever
 * @param instance who says so: our router id
 * @param state of the incident
 * @param kind of the incident
 * @param confidence 0 to 100
 * @param problem what it is about
 * @param seenOn sessions that see it
 * @param sessionsSeen how many
 * @param sessionsTotal synced sessions of the family
 * @param evidence the checks, with visibility
 * @param openedAt of this occurrence
 * @param updatedAt when anything last changed
 * @param closedAt when the condition ended
 * @param closeReason why it is over
 * @param silenced id of the silence that hides it, null if none does
 * @param acknowledgedBy who takes care of it, null if nobody said so
 */
public record Alert(
    String id,
    long sequence,
    Instant time,
    AlertAction action,
    String incidentId,
    String groupId,
    int occurrence,
    String dedupKey,
    String instance,
    IncidentState state,
    Kind kind,
    int confidence,
    Problem problem,
    List<Sighting> seenOn,
    int sessionsSeen,
    int sessionsTotal,
    List<Evidence> evidence,
    Instant openedAt,
    Instant updatedAt,
    @Nullable Instant closedAt,
    @Nullable CloseReason closeReason,
    @Nullable String silenced,
    @Nullable String acknowledgedBy) {

  public Alert {
    seenOn = List.copyOf(seenOn);
    evidence = List.copyOf(evidence);
  }

  /** Everything above in sentences, for whoever asks why. */
  public String explain() {
    return Explanation.of(this);
  }

  /** Whole seconds that the condition lasted, null while it is open. */
  public @Nullable Long durationSeconds() {
    return closedAt == null ? null : (Long) Duration.between(openedAt, closedAt).toSeconds();
  }
}

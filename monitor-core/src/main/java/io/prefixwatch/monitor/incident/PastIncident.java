package io.prefixwatch.monitor.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An incident as a former engine left it: what its last record said.
 *
 * @param trace where it can be seen again
 * @param incidentId goes on
 * @param occurrence of that record
 * @param records how many there were; the next one has the number behind it
 * @param state at the end
 * @param closedAt when the condition ended, null unless it is closed
 * @param silenced id of the silence that its last record was marked with
 * @param problem as it was described, before overrides and planned work
 */
public record PastIncident(
    Trace trace,
    String incidentId,
    String groupId,
    int occurrence,
    long records,
    IncidentState state,
    Instant openedAt,
    Instant updatedAt,
    @Nullable Instant closedAt,
    @Nullable String silenced,
    Problem problem) {}

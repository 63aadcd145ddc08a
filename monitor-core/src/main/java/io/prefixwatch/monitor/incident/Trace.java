package io.prefixwatch.monitor.incident;

import io.prefixwatch.monitor.detect.Severity;
import java.util.List;

/**
 * What it takes to go on with an incident after a restart, beside its last record: where it can be
 * seen again, and what it was before the operator's wishes were applied to it.
 *
 * @param key its key in parts
 * @param sessions those that see it, or did when they were lost, or whose loss it is
 * @param severity its own, whatever an override or planned work made of it
 * @param planned whether the last record was one of planned work because of a window
 * @param why the argument of its explanation
 */
public record Trace(
    IncidentKey key, List<String> sessions, Severity severity, boolean planned, String why) {
  public Trace {
    sessions = List.copyOf(sessions);
  }
}

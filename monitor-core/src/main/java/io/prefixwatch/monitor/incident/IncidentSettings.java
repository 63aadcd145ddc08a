package io.prefixwatch.monitor.incident;

import io.prefixwatch.monitor.registry.DetectionSettings;
import java.time.Duration;

/**
 * The times and counts that rule an incident's life.
 *
 * @param closeHoldDown how long a condition is gone before the incident closes
 * @param unobservedMax how long it stays open while nobody can observe it
 * @param minSessions sessions that must hold an offending route
 */
public record IncidentSettings(Duration closeHoldDown, Duration unobservedMax, int minSessions) {

  /** A key that returns this soon after its close is the same incident again. */
  static final Duration RECURRENCE = Duration.ofMinutes(15);

  /** A point in time that is not repeated for this long is over. */
  public static final Duration QUIET = Duration.ofMinutes(15);

  /** Updates of one incident come this far apart. */
  static final Duration COALESCE = Duration.ofSeconds(5);

  /** Incidents of one kind and suspect that open this close together share a group. */
  static final Duration GROUP = Duration.ofMinutes(5);

  public static IncidentSettings of(DetectionSettings settings) {
    return new IncidentSettings(
        settings.closeHoldDown(), settings.unobservedMax(), settings.minSessions());
  }
}

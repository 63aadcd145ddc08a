package io.prefixwatch.monitor.incident;

import io.prefixwatch.monitor.detect.Kind;
import io.prefixwatch.monitor.detect.Severity;
import io.prefixwatch.monitor.registry.DetectionSettings;
import io.prefixwatch.monitor.registry.KindOverride;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The times and counts that rule an incident's life.
 *
 * @param closeHoldDown how long a condition is gone before the incident closes
 * @param unobservedMax how long it stays open while nobody can observe it
 * @param minSessions sessions that must hold an offending route
 * @param severities of kinds whose severity is not their own
 * @param disabled kinds that are never opened
 */
public record IncidentSettings(
    Duration closeHoldDown,
    Duration unobservedMax,
    int minSessions,
    Map<Kind, Severity> severities,
    Set<Kind> disabled) {

  /** A key that returns this soon after its close is the same incident again. */
  public static final Duration RECURRENCE = Duration.ofMinutes(15);

  /** A point in time that is not repeated for this long is over. */
  public static final Duration QUIET = Duration.ofMinutes(15);

  /** Updates of one incident come this far apart. */
  static final Duration COALESCE = Duration.ofSeconds(5);

  /** Incidents of one kind and suspect that open this close together share a group. */
  static final Duration GROUP = Duration.ofMinutes(5);

  public IncidentSettings {
    severities = Map.copyOf(severities);
    disabled = Set.copyOf(disabled);
  }

  /** Settings that take every kind as it is. */
  public IncidentSettings(Duration closeHoldDown, Duration unobservedMax, int minSessions) {
    this(closeHoldDown, unobservedMax, minSessions, Map.of(), Set.of());
  }

  public static IncidentSettings of(DetectionSettings settings) {
    Map<Kind, Severity> severities = new EnumMap<>(Kind.class);
    Set<Kind> disabled = EnumSet.noneOf(Kind.class);
    for (KindOverride override : settings.overrides()) {
      Kind kind = Kind.ofLabel(override.kind());
      if (kind != null && override.severity() != null) {
        severities.put(kind, Severity.ofLabel(override.severity()));
      }
      if (kind != null && !override.enabled()) {
        disabled.add(kind);
      }
    }
    return new IncidentSettings(
        settings.closeHoldDown(),
        settings.unobservedMax(),
        settings.minSessions(),
        severities,
        disabled);
  }
}

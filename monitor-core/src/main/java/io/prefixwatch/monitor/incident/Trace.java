package io.prefixwatch.monitor.incident;

import java.util.List;

/**
 * Where an incident can be seen again: what it takes to go on with it after a restart, beside its
 * last record.
 *
 * @param key its key in parts
 * @param sessions those that see it, or did when they were lost, or whose loss it is
 */
public record Trace(IncidentKey key, List<String> sessions) {
  public Trace {
    sessions = List.copyOf(sessions);
  }
}

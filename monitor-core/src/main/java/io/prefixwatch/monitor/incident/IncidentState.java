package io.prefixwatch.monitor.incident;

import java.util.Locale;

/** The state of an incident as an alert tells it. */
public enum IncidentState {
  OPEN,
  /** Nobody can tell any more: the last session that saw it is lost. */
  UNOBSERVED,
  CLOSED;

  /** As written in JSON. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package io.prefixwatch.monitor.incident;

import java.util.Locale;

/** What an alert tells of its incident. */
public enum AlertAction {
  OPEN,
  UPDATE,
  CLOSE;

  /** As written in JSON. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

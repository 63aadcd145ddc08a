package io.prefixwatch.monitor.registry;

import java.util.Locale;

/** Which of several PNIs a partner should use. */
public enum Preference {
  PRIMARY,
  BACKUP;

  /** As written in configuration and JSON. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

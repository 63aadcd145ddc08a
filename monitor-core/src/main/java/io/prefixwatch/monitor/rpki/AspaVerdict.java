package io.prefixwatch.monitor.rpki;

import java.util.Locale;

/** What path verification says of a route. */
public enum AspaVerdict {
  VALID,
  INVALID,
  UNKNOWN,
  /** There is no data, or the procedure does not apply. */
  UNAVAILABLE;

  /** As written in JSON. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

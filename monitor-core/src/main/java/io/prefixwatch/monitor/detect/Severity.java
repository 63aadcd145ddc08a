package io.prefixwatch.monitor.detect;

import java.util.Locale;

/** How bad an incident is, worst first. */
public enum Severity {
  CRITICAL,
  MAJOR,
  MINOR,
  INFO;

  /** The severity of this name. */
  public static Severity ofLabel(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** As written in JSON. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The worse of two. */
  public Severity or(Severity other) {
    return compareTo(other) <= 0 ? this : other;
  }
}

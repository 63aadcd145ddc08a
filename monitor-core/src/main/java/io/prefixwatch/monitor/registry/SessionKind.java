package io.prefixwatch.monitor.registry;

import java.util.Locale;

/** What a session is for. */
public enum SessionKind {
  /** A partner's interconnect, held to the registration contract and counted for redundancy. */
  PNI,
  /** A view of the wider internet: hijack and leak verdicts, never counted for redundancy. */
  COLLECTOR;

  /** As written in configuration and JSON. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

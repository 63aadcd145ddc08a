package io.prefixwatch.monitor.incident;

import java.util.Locale;

/** Why an incident is over: that of the last route, or session, to go. */
public enum CloseReason {
  /** The offending route was withdrawn. */
  WITHDRAWN,
  /** Another route took its place. */
  REPLACED,
  /** What was lost is back. */
  RESTORED,
  /** A worse or milder incident of the same prefix took over. */
  SUPERSEDED,
  /** Nobody could observe it for too long. */
  SESSION_GONE,
  /** The configuration changed so that it is no problem any more. */
  RECONFIGURED,
  /** A point in time that was not repeated. */
  EXPIRED;

  /** As written in JSON: {@code session-gone}. */
  public String label() {
    return name().replace('_', '-').toLowerCase(Locale.ROOT);
  }
}

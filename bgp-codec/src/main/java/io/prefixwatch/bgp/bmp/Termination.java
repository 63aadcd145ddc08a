package io.prefixwatch.bgp.bmp;

/**
 * The router is about to close the connection (RFC 7854 section 4.5).
 *
 * @param reason a code, {@link #NO_REASON} if none was given
 * @param information what else is said
 */
public record Termination(int reason, Information information) {

  /** No reason was given. */
  public static final int NO_REASON = -1;

  private static final String[] LABELS = {
    "administratively-closed",
    "unspecified",
    "out-of-resources",
    "redundant-connection",
    "permanently-administratively-closed"
  };

  /** For people; the number where there is no name. */
  public String label() {
    if (reason == NO_REASON) {
      return "none";
    }
    return reason < LABELS.length ? LABELS[reason] : "reason-" + reason;
  }
}

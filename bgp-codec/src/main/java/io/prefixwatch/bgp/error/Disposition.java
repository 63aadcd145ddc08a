package io.prefixwatch.bgp.error;

/**
 * What an error in an UPDATE costs (RFC 7606 section 2), weakest first: of all errors in one
 * message the strongest decides.
 */
public enum Disposition {
  /** Nothing is wrong. */
  NONE,
  /** The attribute is dropped, the route is kept. */
  DISCARD,
  /** All routes of the message count as withdrawn. */
  WITHDRAW,
  /** The address family is disabled for the session. */
  FAMILY_DISABLE,
  /** The session is closed with a NOTIFICATION. */
  RESET;

  /** The stronger of two. */
  public Disposition or(Disposition other) {
    return compareTo(other) >= 0 ? this : other;
  }

  public boolean isAtLeast(Disposition other) {
    return compareTo(other) >= 0;
  }

  /** What became of a message, as written in JSON. */
  public String outcome() {
    return switch (this) {
      case NONE -> "ok";
      case DISCARD -> "attribute-discard";
      case WITHDRAW -> "treat-as-withdraw";
      case FAMILY_DISABLE, RESET -> "session-reset";
    };
  }

  /** What one issue costs, as written in JSON. */
  public String label() {
    return switch (this) {
      case NONE -> "none";
      case DISCARD -> "discard";
      case WITHDRAW -> "withdraw";
      case FAMILY_DISABLE, RESET -> "reset";
    };
  }
}

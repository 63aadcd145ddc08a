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
}

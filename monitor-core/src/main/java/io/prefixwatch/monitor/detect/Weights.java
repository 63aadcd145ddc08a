package io.prefixwatch.monitor.detect;

/**
 * What each piece of evidence adds to the confidence of an alert; the sum is clipped to 0 - 100.
 */
public final class Weights {

  /** The check that the kind is about failed against what the operator declared. */
  public static final int DECLARED = 60;

  /** The route touches a prefix that nobody should announce. */
  public static final int SQUATTING = 80;

  /** The prefix is longer than allowed, from an allowed origin: often the owner's own doing. */
  public static final int LENGTH = 50;

  /** A rule about what a neighbour of this role may send is broken. */
  public static final int LEAK_RULE = 70;

  /** A file of relationships says that a customer passes routes from provider to provider. */
  public static final int HAIRPIN = 40;

  /** A file of relationships says so of smaller networks, or of peers: often wrong. */
  public static final int VALLEY = 5;

  /** Origin validation contradicts an origin that is in question. */
  public static final int ROV_INVALID = 25;

  /** It is the length that origin validation contradicts. */
  public static final int ROV_INVALID_LENGTH = 15;

  /** Origin validation speaks for an origin that is in question. */
  public static final int ROV_VALID = -40;

  /** A stranger's route covers registered prefixes; more-specific routes win over it. */
  public static final int COVERING = 40;

  /** The path goes over a link that nobody here has known for long. */
  public static final int NEW_LINK = 10;

  /** Each further session that sees the same. */
  public static final int FURTHER_SESSION = 10;

  /** All further sessions together. */
  public static final int FURTHER_SESSIONS_MAX = 20;

  /** A state that we observed ourselves, without inference. */
  public static final int OBSERVED_STATE = 100;

  /** Absence that was judged before the session said that it had sent everything. */
  public static final int PARTIAL_VISIBILITY = -20;

  private Weights() {}
}

package io.prefixwatch.bgp.update;

/** How the two ends of a session relate, which decides what attributes mean on it. */
public enum PeerSort {
  /** Different AS numbers. */
  EBGP,
  /** The same AS number. */
  IBGP,
  /** Another member AS of one confederation (RFC 5065). */
  CONFEDERATION
}

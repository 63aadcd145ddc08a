package io.prefixwatch.bgp.session;

/** Which of a peer's two possible connections: who opened it. */
public enum Direction {
  /** The peer connected to us. */
  INCOMING,
  /** We connected to the peer. */
  OUTGOING;

  public Direction other() {
    return this == INCOMING ? OUTGOING : INCOMING;
  }
}

package io.prefixwatch.bgp.session;

import org.jspecify.annotations.Nullable;

/** One of a peer's two possible connections; mutable, owned by its {@link SessionMachine}. */
final class PeerConnection {

  /** How far a connection has come. */
  enum Phase {
    NONE,
    OPEN_SENT,
    OPEN_CONFIRM,
    ESTABLISHED
  }

  private final Direction direction;
  private Phase phase = Phase.NONE;
  private @Nullable Negotiated negotiated;

  PeerConnection(Direction direction) {
    this.direction = direction;
  }

  Direction direction() {
    return direction;
  }

  Phase phase() {
    return phase;
  }

  boolean exists() {
    return phase != Phase.NONE;
  }

  boolean isEstablished() {
    return phase == Phase.ESTABLISHED;
  }

  /** What both OPENs agreed on; only from {@link Phase#OPEN_CONFIRM} on. */
  Negotiated negotiated() {
    Negotiated settled = negotiated;
    if (settled == null) {
      throw new IllegalStateException("no OPEN was accepted on this connection");
    }
    return settled;
  }

  void opened() {
    phase = Phase.OPEN_SENT;
    negotiated = null;
  }

  void confirmed(Negotiated settled) {
    phase = Phase.OPEN_CONFIRM;
    negotiated = settled;
  }

  void established() {
    phase = Phase.ESTABLISHED;
  }

  void gone() {
    phase = Phase.NONE;
    negotiated = null;
  }
}

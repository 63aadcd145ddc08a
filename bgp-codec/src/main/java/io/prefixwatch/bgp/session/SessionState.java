package io.prefixwatch.bgp.session;

import java.util.Locale;

/** States of RFC 4271 section 8.2.2; of a peer with two connections, the further one counts. */
public enum SessionState {
  /** Refuses connections: stopped, or waiting after an error. */
  IDLE,
  /** A TCP connection is being made. */
  CONNECT,
  /** Waiting for the peer to connect, or for the next attempt. */
  ACTIVE,
  /** Our OPEN is sent, theirs is awaited. */
  OPEN_SENT,
  /** Both OPENs agree, their KEEPALIVE is awaited. */
  OPEN_CONFIRM,
  /** Routes are exchanged. */
  ESTABLISHED;

  /** As written in JSON and metrics: {@code opensent}. */
  public String label() {
    return name().replace("_", "").toLowerCase(Locale.ROOT);
  }
}

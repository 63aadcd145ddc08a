package io.prefixwatch.bgp.session;

import java.util.Arrays;
import java.util.List;

/** The timers of a session. The first four belong to one connection, the others to the peer. */
public enum SessionTimer {
  /** Wait for OPEN, then for the KEEPALIVE behind it; short for accepted connections. */
  OPEN_WAIT,
  /** RFC 4271 HoldTimer: nothing was received for the hold time. */
  HOLD,
  /** RFC 4271 KeepaliveTimer: time to send one. */
  KEEPALIVE,
  /** RFC 9687 SendHoldTimer: nothing could be written. */
  SEND_HOLD,
  /** RFC 4271 ConnectRetryTimer. */
  CONNECT_RETRY,
  /** RFC 4271 IdleHoldTimer: the pause after an error. */
  IDLE_HOLD,
  /** RFC 4724 restart time: how long a lost peer's routes stay stale before it is back. */
  RESTART,
  /** How long a session is up before earlier errors are forgotten. */
  STABLE,
  /** Bound on stale routes after the peer is back and before its End-of-RIB. */
  STALE;

  /** Those that end with their connection. */
  static final List<SessionTimer> OF_CONNECTION =
      Arrays.stream(values()).filter(SessionTimer::isPerConnection).toList();

  /** True if each connection has its own. */
  public boolean isPerConnection() {
    return compareTo(SEND_HOLD) <= 0;
  }
}

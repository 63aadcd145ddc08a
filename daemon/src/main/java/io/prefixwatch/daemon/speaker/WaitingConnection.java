package io.prefixwatch.daemon.speaker;

import io.prefixwatch.bgp.net.Address;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An accepted connection on its way to a session: it holds a place in the waiting room until its
 * OPEN has come or it is closed. Thread safe.
 */
final class WaitingConnection {

  private final Address peer;
  private final WaitingRoom.Place place;
  private final RejectionLog log;
  private final AtomicBoolean settled = new AtomicBoolean();

  WaitingConnection(Address peer, WaitingRoom.Place place, RejectionLog log) {
    this.peer = peer;
    this.place = place;
    this.log = log;
  }

  Address peer() {
    return peer;
  }

  /** The OPEN has come; what becomes of it is told by the session. */
  void opened() {
    settled.set(true);
    place.leave();
  }

  /** It does not become a session's. Only what is told first counts. */
  void rejected(Rejection reason, String detail) {
    if (settled.compareAndSet(false, true)) {
      log.rejected(reason, peer, detail);
    }
  }

  /** It is closed. */
  void closed() {
    rejected(Rejection.NO_OPEN, "");
    place.leave();
  }
}

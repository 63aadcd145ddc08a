package io.prefixwatch.bgp.netty;

import io.prefixwatch.bgp.message.RouteRefresh;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.session.DownReason;
import io.prefixwatch.bgp.session.Negotiated;
import io.prefixwatch.bgp.session.SessionState;
import io.prefixwatch.bgp.update.ScanContext;
import io.prefixwatch.bgp.update.UpdateScan;
import java.util.Set;

/** Learns what happens on one session; called on the session's event loop. */
public interface SessionListener {

  /** The state changed. */
  void stateChanged(SessionState state);

  /** The session is Established; the peer's routes follow. */
  void sessionUp(Negotiated negotiated);

  /**
   * An UPDATE that does not reset the session; what it says counts after its disposition.
   *
   * @param scan valid only during the call
   * @param buffer holds the message at {@code [from, from + length)}
   */
  void update(UpdateScan scan, byte[] buffer, int from, int length);

  /**
   * UPDATEs will come that can be looked at early; nothing about them is checked.
   *
   * @param buffer holds messages at {@code [from, to)}, the last of them perhaps cut short
   * @return up to where they were looked at: what is behind that is shown later
   */
  default int foresee(byte[] buffer, int from, int to, ScanContext context) {
    return to;
  }

  /** The messages of one turn of the event loop were given; more come later, if any. */
  default void turnOver() {}

  /**
   * An UPDATE that resets the session. {@link #sessionDown} follows.
   *
   * @param scan valid only during the call
   */
  void fatalUpdate(UpdateScan scan, byte[] buffer, int from, int length);

  /** A well-formed ROUTE-REFRESH: BoRR, EoRR, or a request that was already answered. */
  void routeRefresh(RouteRefresh message);

  /** The session is over; routes of the given families stay, stale, all others go. */
  void sessionDown(DownReason reason, Set<Family> stale);

  /** Routes of these families that are still stale go. */
  void dropStale(Set<Family> families);
}

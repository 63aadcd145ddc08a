package io.prefixwatch.bgp.bmp;

/**
 * What a router tells, in its order. {@link PeerHeader} and {@link MonitoredUpdate} are reused:
 * copy what must last.
 *
 * <p>Called by the thread that drives {@link BmpParser}.
 */
public interface BmpHandler {

  /** The router introduces itself. */
  void initiation(Information information);

  /** The router is about to close the connection. */
  void termination(Termination termination);

  /** The router begins to tell of a peer. */
  void peerUp(PeerHeader peer, PeerUp up);

  /** The router tells of the peer no more. */
  void peerDown(PeerHeader peer, PeerDown down);

  /** Routes of a peer, in one of its tables. */
  void routeMonitoring(PeerHeader peer, MonitoredUpdate update);

  /** Copies of a peer's messages. */
  void routeMirroring(PeerHeader peer, Mirroring mirroring);

  /** What the router counted. */
  void statistics(PeerHeader peer, StatisticsReport report);

  /** A message of a type that nobody here knows; it was skipped. */
  void unknownType(int type);

  /** A message about a kind of peer that nobody here knows; it was skipped. */
  void unknownPeerType(int type, int peerType);

  /** Part of a whole message could not be read; reading goes on. At most a few for a message. */
  void malformed(BmpFault fault);

  /** Messages cannot be told apart any more; nothing more will come of these octets. */
  void broken(BmpFault fault);
}

package io.prefixwatch.daemon.feed.bmp;

import io.prefixwatch.bgp.bmp.MonitoredPeer;
import io.prefixwatch.bgp.bmp.PeerType;
import io.prefixwatch.daemon.config.BmpRouter;
import io.prefixwatch.monitor.registry.Session;

/** Makes the session that a monitored peer is for the monitor. */
final class PeerNames {

  private static final String LOC_RIB = "loc-rib";

  private PeerNames() {}

  /**
   * {@code ROUTER/ADDRESS}, or {@code ROUTER/loc-rib}; with the instance between both where it is
   * not the main one.
   */
  static Session session(BmpRouter router, MonitoredPeer peer, long asn) {
    if (peer.type() == PeerType.GLOBAL) {
      for (Session described : router.peers()) {
        if (described.peerAddress().equals(peer.address())) {
          return with(described, described.id(), asn);
        }
      }
    }
    Session template = router.template();
    String instance = peer.instance().isEmpty() ? "" : peer.instance() + "/";
    if (peer.type() == PeerType.LOC_RIB) {
      // What the router selected came from nobody in particular: the neighbour is the router.
      return with(template, template.id() + "/" + instance + LOC_RIB, asn);
    }
    Session ofPeer = template.forPeer(peer.address(), asn);
    return instance.isEmpty()
        ? ofPeer
        : with(ofPeer, template.id() + "/" + instance + peer.address(), asn);
  }

  private static Session with(Session session, String id, long asn) {
    return new Session(
        id,
        session.kind(),
        session.partner(),
        session.site(),
        session.router(),
        session.preference(),
        session.peerAddress(),
        asn,
        session.role());
  }
}

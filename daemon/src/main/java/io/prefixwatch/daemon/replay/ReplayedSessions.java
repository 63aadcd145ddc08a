package io.prefixwatch.daemon.replay;

import io.prefixwatch.bgp.capability.Role;
import io.prefixwatch.bgp.mrt.RecordedPeer;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.monitor.event.EngineEvent;
import io.prefixwatch.monitor.registry.Preference;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.registry.SessionKind;
import io.prefixwatch.monitor.rib.RouteTable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Finds the session of a recorded peer: the configured one, else one made for it. */
final class ReplayedSessions {

  private final Registry registry;
  private final SessionKind unknownKind;
  private final RouteTable table;
  private final Consumer<EngineEvent> events;
  private final Map<RecordedPeer, ReplayedSession> sessions = new LinkedHashMap<>();
  private final Map<String, ReplayedSession> byId = new LinkedHashMap<>();

  ReplayedSessions(
      Registry registry, SessionKind unknownKind, RouteTable table, Consumer<EngineEvent> events) {
    this.registry = registry;
    this.unknownKind = unknownKind;
    this.table = table;
    this.events = events;
  }

  ReplayedSession of(RecordedPeer peer) {
    ReplayedSession known = sessions.get(peer);
    if (known == null) {
      Session session = sessionFor(peer);
      known = byId.get(session.id());
      if (known == null) {
        known = new ReplayedSession(table.open(session, events));
        byId.put(session.id(), known);
      }
      sessions.put(peer, known);
    }
    return known;
  }

  Collection<ReplayedSession> all() {
    return byId.values();
  }

  private Session sessionFor(RecordedPeer peer) {
    Address address = peer.address().unmapped();
    Session anyAsn = null;
    for (Session session : registry.sessions()) {
      if (session.peerAddress().equals(address)) {
        if (session.peerAsn() == peer.asn()) {
          return session;
        }
        anyAsn = session.peerAsn() == 0 ? session : anyAsn;
      }
    }
    if (anyAsn != null) {
      return anyAsn.known(peer.asn());
    }
    String id = "mrt-" + peer.address();
    // One address with several AS numbers is several peers.
    if (byId.containsKey(id)) {
      id = id + "-as" + peer.asn();
    }
    return new Session(
        id,
        unknownKind,
        null,
        null,
        null,
        Preference.PRIMARY,
        address,
        peer.asn(),
        unknownKind == SessionKind.PNI ? Role.PEER : Role.PROVIDER);
  }
}

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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Finds the session of a recorded peer: the configured one, else one made for it. */
final class ReplayedSessions {

  private final Registry registry;
  private final SessionKind unknownKind;
  private final RouteTable table;
  private final Consumer<EngineEvent> events;
  private final Map<RecordedPeer, ReplayedSession> sessions = new LinkedHashMap<>();
  private final Set<String> ids = new HashSet<>();

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
      known = new ReplayedSession(table.open(sessionFor(peer), events));
      sessions.put(peer, known);
    }
    return known;
  }

  Collection<ReplayedSession> all() {
    return sessions.values();
  }

  private Session sessionFor(RecordedPeer peer) {
    Address address = peer.address().unmapped();
    for (Session session : registry.sessions()) {
      boolean sameAddress = session.peerAddress().equals(address);
      if (sameAddress && (session.peerAsn() == 0 || session.peerAsn() == peer.asn())) {
        if (ids.add(session.id())) {
          return session;
        }
      }
    }
    String id = "mrt-" + peer.address();
    // One address with several AS numbers is several peers.
    if (!ids.add(id)) {
      id = id + "-as" + peer.asn();
      ids.add(id);
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

package io.prefixwatch.monitor.registry;

import io.prefixwatch.bgp.capability.Role;
import io.prefixwatch.bgp.fixture.load.PeerLoad;
import io.prefixwatch.bgp.net.Address;

/** Collector sessions of the peers of the generated load. */
public final class CollectorSession {

  private CollectorSession() {}

  /**
   * The session of a peer.
   *
   * @param peer its number, from 1
   */
  public static Session of(int peer) {
    return new Session(
        "peer-" + peer,
        SessionKind.COLLECTOR,
        null,
        null,
        null,
        Preference.PRIMARY,
        Address.ipv4(0xC000_0200 + peer),
        PeerLoad.asn(peer),
        Role.PROVIDER);
  }
}

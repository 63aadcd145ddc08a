package io.prefixwatch.daemon.config;

import io.prefixwatch.bgp.bmp.RibView;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.monitor.registry.Session;
import java.util.List;
import java.util.Set;

/**
 * A router that tells of its peers.
 *
 * @param address where its connection comes from
 * @param view the one of its tables that is judged, so that no route is judged twice
 * @param template what the sessions of its peers have in common; its id is the router's
 * @param peers peers that are described one by one, and awaited
 * @param known peers that have a session of their own with us, which is listened to instead
 */
public record BmpRouter(
    Address address, RibView view, Session template, List<Session> peers, Set<Address> known) {

  public BmpRouter {
    peers = List.copyOf(peers);
    known = Set.copyOf(known);
  }

  public String id() {
    return template.id();
  }
}

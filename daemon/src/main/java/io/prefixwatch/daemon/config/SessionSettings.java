package io.prefixwatch.daemon.config;

import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.monitor.registry.Session;
import java.util.List;

/**
 * How to run one configured session.
 *
 * @param session what the monitor knows of it, with the peer's address and AS number
 * @param active whether we connect; else we wait
 * @param port the peer's, where we connect
 * @param families what we offer, in ascending order
 * @param addPath whether we offer to receive several paths for a prefix (RFC 7911)
 * @param roles what is said about roles (RFC 9234)
 * @param security what protects its connections
 */
public record SessionSettings(
    Session session,
    boolean active,
    int port,
    List<Family> families,
    boolean addPath,
    RoleOffer roles,
    PeerSecurity security) {

  public SessionSettings {
    families = families.stream().distinct().sorted().toList();
  }

  /** The same for another session. */
  public SessionSettings with(Session other) {
    return new SessionSettings(other, active, port, families, addPath, roles, security);
  }
}

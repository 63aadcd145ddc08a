package io.prefixwatch.bgp.session;

import io.prefixwatch.bgp.capability.GracefulRestartCapability;
import io.prefixwatch.bgp.capability.Role;
import io.prefixwatch.bgp.message.Open;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.update.ScanContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What both OPENs agree on. Immutable for the life of a connection.
 *
 * @param peerOpen the peer's OPEN
 * @param families carried in both directions of the agreement
 * @param holdTime seconds, the smaller of both; 0 switches hold and keepalive timers off
 * @param routeRefresh the peer answers ROUTE-REFRESH
 * @param enhancedRefresh a refresh is delimited by BoRR and EoRR (RFC 7313)
 * @param gracefulRestart the peer's capability, null if it has none
 * @param peerRole the role that the peer's capability states
 * @param scan how UPDATEs of this connection are to be read
 */
public record Negotiated(
    Open peerOpen,
    List<Family> families,
    int holdTime,
    boolean routeRefresh,
    boolean enhancedRefresh,
    @Nullable GracefulRestartCapability gracefulRestart,
    @Nullable Role peerRole,
    ScanContext scan) {

  public Negotiated {
    families = List.copyOf(families);
  }
}

package io.prefixwatch.bgp.bmp;

import io.prefixwatch.bgp.message.Open;
import io.prefixwatch.bgp.net.Address;

/**
 * A peer's session with the router is Established, or the router begins to tell of it (RFC 7854
 * section 4.10).
 *
 * @param localAddress the router's end of the session; unspecified for a Loc-RIB
 * @param localPort TCP port, 0 for a Loc-RIB
 * @param remotePort TCP port, 0 for a Loc-RIB
 * @param sent the OPEN that the router sent; made up for a Loc-RIB (RFC 9069 section 5.3)
 * @param received the OPEN that the peer sent
 * @param information what else is said
 */
public record PeerUp(
    Address localAddress,
    int localPort,
    int remotePort,
    Open sent,
    Open received,
    Information information) {}

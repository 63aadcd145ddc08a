package io.prefixwatch.monitor.registry;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.net.RouterId;
import java.util.List;

/**
 * Who we are.
 *
 * @param asn our AS number
 * @param routerId our BGP identifier; names this instance in every alert
 * @param prefixes our own prefixes, which must not come back over a PNI
 */
public record Speaker(long asn, RouterId routerId, List<Prefix> prefixes) {

  public Speaker {
    prefixes = List.copyOf(prefixes);
  }
}

package io.prefixwatch.daemon.config;

import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.bgp.net.Prefix;
import java.util.List;

/**
 * A range of addresses from which peers are accepted that nobody listed; each gets a session of its
 * own, {@code ID/ADDRESS}.
 *
 * @param template how such a session is run; its peer's address is the range's first, its AS number
 *     0
 * @param range where the peers are
 * @param asns which AS numbers they may have; empty for any
 * @param limit how many sessions there may be
 */
public record DynamicRange(SessionSettings template, Prefix range, List<Long> asns, int limit) {

  public DynamicRange {
    asns = List.copyOf(asns);
  }

  /** The id of the configuration's entry. */
  public String id() {
    return template.session().id();
  }

  /** True if a peer of this AS number may have a session. */
  public boolean accepts(long asn) {
    return asns.isEmpty() || asns.contains(asn);
  }

  /** True if a peer may have a session. */
  public boolean accepts(Address peer, long asn) {
    return range.contains(peer) && accepts(asn);
  }

  /** The session of one peer. */
  public SessionSettings sessionOf(Address peer, long asn) {
    return template.with(template.session().forPeer(peer, asn));
  }
}

package io.prefixwatch.bgp.session;

import io.prefixwatch.bgp.message.Open;

/** Which of two simultaneous connections stays (RFC 4271 section 6.8, RFC 6286 section 2.3). */
final class Collision {

  private Collision() {}

  /** The connection that the speaker with the higher identifier opened; on a tie, higher ASN. */
  static Direction kept(SessionParameters ours, Open theirs) {
    int byId = ours.routerId().compareTo(theirs.routerId());
    int order = byId != 0 ? byId : Long.compare(ours.localAsn(), theirs.asn());
    return order > 0 ? Direction.OUTGOING : Direction.INCOMING;
  }
}

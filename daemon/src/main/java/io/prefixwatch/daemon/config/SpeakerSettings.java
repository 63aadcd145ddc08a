package io.prefixwatch.daemon.config;

import io.prefixwatch.bgp.update.ParserPolicy;
import io.prefixwatch.bgp.update.PeerSort;
import io.prefixwatch.monitor.registry.Speaker;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Our end of every session.
 *
 * @param identity who we are
 * @param listen where peers may connect; empty if they never do
 * @param holdTime what we propose in OPEN: 0 for no timer, else 3 s to 65535 s, whole seconds
 * @param minHoldTime the shortest above 0 that a peer may ask for, 3 s to 65535 s, whole seconds
 * @param confederation what our AS is a member of; null for none
 * @param parser what the operator changed about the judgement of UPDATEs
 */
public record SpeakerSettings(
    Speaker identity,
    List<ListenAddress> listen,
    Duration holdTime,
    Duration minHoldTime,
    @Nullable Confederation confederation,
    ParserPolicy parser) {

  public SpeakerSettings {
    listen = List.copyOf(listen);
  }

  /** How a peer of this AS number and we relate. */
  public PeerSort sortOf(long peerAsn) {
    if (peerAsn == identity.asn()) {
      return PeerSort.IBGP;
    }
    boolean member = confederation != null && confederation.members().contains(peerAsn);
    return member ? PeerSort.CONFEDERATION : PeerSort.EBGP;
  }

  /** The AS number by which a peer of this AS number knows us. */
  public long asnTowards(long peerAsn) {
    boolean outside = sortOf(peerAsn) == PeerSort.EBGP;
    return confederation != null && outside ? confederation.identifier() : identity.asn();
  }
}

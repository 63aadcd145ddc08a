package io.prefixwatch.daemon.speaker;

import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.daemon.config.PeerSecurity;
import io.prefixwatch.daemon.config.SessionSettings;
import io.prefixwatch.monitor.registry.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who may connect, which event loop has their sessions, and what their connections must have. One
 * immutable snapshot, made anew when the configuration changes.
 */
final class PeerDirectory {

  /**
   * Where a connection goes.
   *
   * @param home the event loop of the peer's sessions
   * @param security what the connection must have
   * @param sessions how many sessions are configured with the peer's address; 0: it is in a range
   * @param ranges that the peer is in, the longest first; empty if it is configured
   * @param names the sessions, or the templates of the ranges, for who must be told of a refusal
   */
  record Entrance(
      SpeakerLoop home,
      PeerSecurity security,
      int sessions,
      List<PeerRange> ranges,
      List<Session> names) {}

  private final Map<Address, Entrance> configured = new HashMap<>();
  private final List<PeerRange> ranges;
  private final List<SpeakerLoop> loops;
  private final int lowestTtl;
  private final boolean anyTtl;

  /**
   * A snapshot.
   *
   * @param homes the event loop of a configured address
   * @param ranges in any order
   * @param loops of dynamic sessions, by their address
   */
  PeerDirectory(
      Collection<SessionSettings> sessions,
      Function<Address, SpeakerLoop> homes,
      Collection<PeerRange> ranges,
      List<SpeakerLoop> loops) {
    this.ranges =
        ranges.stream()
            .sorted(
                Comparator.comparingInt((PeerRange range) -> range.settings().range().length())
                    .reversed())
            .toList();
    this.loops = loops;
    for (SessionSettings settings : sessions) {
      Address peer = settings.session().peerAddress();
      configured.merge(
          peer,
          new Entrance(
              homes.apply(peer), settings.security(), 1, List.of(), List.of(settings.session())),
          PeerDirectory::together);
    }
    this.lowestTtl = lowestTtl();
    this.anyTtl =
        configured.values().stream().anyMatch(entrance -> entrance.security.hasTtl())
            || this.ranges.stream().anyMatch(range -> security(range).hasTtl());
  }

  /** Sessions of one address are protected alike. */
  private static Entrance together(Entrance a, Entrance b) {
    List<Session> names = new ArrayList<>(a.names);
    names.addAll(b.names);
    return new Entrance(a.home, a.security, names.size(), List.of(), List.copyOf(names));
  }

  /** What is demanded here; in no order. */
  List<PeerSecurity> securities() {
    return Stream.concat(
            configured.values().stream().map(Entrance::security),
            ranges.stream().map(PeerDirectory::security))
        .distinct()
        .toList();
  }

  private int lowestTtl() {
    int lowest = Integer.MAX_VALUE;
    for (Entrance entrance : configured.values()) {
      lowest = Math.min(lowest, entrance.security.minTtl());
    }
    for (PeerRange range : ranges) {
      lowest = Math.min(lowest, security(range).minTtl());
    }
    return lowest == Integer.MAX_VALUE ? 0 : lowest;
  }

  private static PeerSecurity security(PeerRange range) {
    return range.settings().template().security();
  }

  /** The lowest TTL that anybody here may arrive with; 0 if it does not matter for all. */
  int minTtl() {
    return lowestTtl;
  }

  /** True if somebody expects our packets from nearby. */
  boolean hasTtl() {
    return anyTtl;
  }

  /** Null if nobody knows this address. */
  @Nullable Entrance find(Address peer) {
    Entrance known = configured.get(peer);
    if (known != null) {
      return known;
    }
    List<PeerRange> around =
        ranges.stream().filter(range -> range.settings().range().contains(peer)).toList();
    if (around.isEmpty()) {
      return null;
    }
    // The kernel asks for the keys of the longest range. Who has shown those has not shown others.
    PeerSecurity security = security(around.get(0));
    SpeakerLoop home = loops.get(Math.floorMod(peer.hashCode(), loops.size()));
    List<PeerRange> alike =
        around.stream().filter(range -> security(range).equals(security)).toList();
    List<Session> names =
        alike.stream().map(range -> range.settings().template().session()).toList();
    return new Entrance(home, security, 0, alike, names);
  }
}

package io.prefixwatch.daemon.replay;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;

import io.prefixwatch.bgp.speak.UpdateBuilder;
import io.prefixwatch.daemon.fixture.Recording;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A made-up recording of seven peers: hijacks, leaks and losses that overlap. Things happen in
 * bursts, far enough apart that no hold-down ends within one.
 */
final class Timeline {

  /** Seconds between bursts; none of the engine's times is near a multiple. */
  static final int BURST = 97;

  private static final int BURSTS = 40;

  private static final List<Peer> PEERS =
      List.of(
          new Peer("192.0.2.11", 64496),
          new Peer("192.0.2.12", 64496),
          new Peer("192.0.2.13", 64496),
          new Peer("192.0.2.21", 64499),
          new Peer("192.0.2.22", 64499),
          new Peer("192.0.2.31", 64510),
          new Peer("192.0.2.32", 64511));

  private static final String GOOD = "203.0.113.0/24";
  private static final List<String> OTHERS =
      List.of("203.0.113.0/25", "203.0.113.128/25", "203.0.112.0/22");

  /** One peer of the recording. */
  private static final class Peer {
    private final String address;
    private final long asn;
    private boolean up = true;

    Peer(String address, long asn) {
      this.address = address;
      this.asn = asn;
    }
  }

  private final Random random;
  private final int spread;
  private final Recording recording = new Recording();

  /**
   * A timeline that follows from a seed.
   *
   * @param spread seconds over which the routes of one burst are told; 0 for one instant, at which
   *     sessions fall together too
   */
  Timeline(long seed, int spread) {
    this.random = new Random(seed);
    this.spread = spread;
  }

  List<PeerRecord> records() {
    recording.at(0);
    for (Peer peer : PEERS) {
      peer.up = true;
      recording.up(peer.address, peer.asn);
      recording.update(peer.address, peer.asn, announce(peer, GOOD, 64501));
      recording.endOfRib(peer.address, peer.asn);
    }
    for (int burst = 1; burst <= BURSTS; burst++) {
      if (random.nextInt(4) == 0) {
        sessionsChange(burst);
      } else {
        routesChange(burst);
      }
    }
    return PeerRecord.of(recording.octets());
  }

  /** Those that fall together do at one instant; else one does, so that it is clear which. */
  private void sessionsChange(int burst) {
    recording.at((double) burst * BURST);
    for (Peer peer : some(spread == 0 ? 4 : 1)) {
      if (peer.up) {
        recording.down(peer.address, peer.asn);
      }
      if (!peer.up || random.nextInt(3) == 0) {
        peer.up = true;
        recording.up(peer.address, peer.asn);
        if (random.nextBoolean()) {
          recording.update(peer.address, peer.asn, route(peer));
        }
        recording.endOfRib(peer.address, peer.asn);
      } else {
        peer.up = false;
      }
    }
  }

  private void routesChange(int burst) {
    List<Double> times = new ArrayList<>();
    List<Peer> peers = some(5);
    peers.forEach(peer -> times.add(spread * random.nextDouble()));
    times.sort(null);
    for (int i = 0; i < peers.size(); i++) {
      Peer peer = peers.get(i);
      if (peer.up) {
        recording.at(burst * BURST + times.get(i));
        for (int routes = 1 + random.nextInt(3); routes > 0; routes--) {
          recording.update(peer.address, peer.asn, spread > 0 && i > 0 ? other(peer) : route(peer));
        }
      }
    }
  }

  private List<Peer> some(int most) {
    List<Peer> chosen = new ArrayList<>(PEERS);
    Collections.shuffle(chosen, random);
    return chosen.subList(0, 1 + random.nextInt(most));
  }

  private UpdateBuilder route(Peer peer) {
    return switch (random.nextInt(8)) {
      case 0, 1 -> announce(peer, GOOD, 64501);
      case 2 -> announce(peer, GOOD, 64666);
      case 3 -> anUpdate().withdrawing(GOOD);
      default -> other(peer);
    };
  }

  /** Of a prefix that is not the registered one: it is there or not, whoever else has it. */
  private UpdateBuilder other(Peer peer) {
    String prefix = OTHERS.get(random.nextInt(OTHERS.size()));
    return switch (random.nextInt(4)) {
      case 0 -> announce(peer, prefix, 64666);
      case 1 -> announce(peer, prefix, 64667);
      case 2 -> announce(peer, prefix, 64501);
      default -> anUpdate().withdrawing(prefix);
    };
  }

  private static UpdateBuilder announce(Peer peer, String prefix, long origin) {
    return anUpdate().announcing(prefix).via(peer.asn, origin);
  }
}

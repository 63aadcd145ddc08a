package io.prefixwatch.daemon.bench;

import io.prefixwatch.bgp.fixture.load.GeneratedTable;
import io.prefixwatch.bgp.fixture.load.PeerLoad;
import io.prefixwatch.bgp.fixture.load.UpdateStream;
import java.util.HashMap;
import java.util.Map;

/** The generated world of a sitting: each peer's streams are made once and kept. */
final class Workload {

  /** Which of a peer's streams. */
  enum Phase {
    TABLE,
    CHURN
  }

  private final GeneratedTable table;
  private final int churn;
  private final Map<Integer, PeerLoad> loads = new HashMap<>();
  private final Map<String, UpdateStream> streams = new HashMap<>();

  /**
   * A world of full size, or a share of it.
   *
   * @param scale 1 for 1.2 million routes and a million UPDATEs of churn
   */
  Workload(double scale) {
    table =
        GeneratedTable.of(
            1, (int) (GeneratedTable.FULL_IPV4 * scale), (int) (GeneratedTable.FULL_IPV6 * scale));
    churn = (int) (PeerLoad.CHURN * scale);
  }

  GeneratedTable table() {
    return table;
  }

  int churnMessages() {
    return churn;
  }

  synchronized UpdateStream stream(int peer, Phase phase) {
    return streams.computeIfAbsent(phase + " " + peer, unused -> make(peer, phase));
  }

  private UpdateStream make(int peer, Phase phase) {
    PeerLoad load = loads.computeIfAbsent(peer, unused -> new PeerLoad(table, peer));
    return phase == Phase.TABLE ? UpdateStream.table(load) : UpdateStream.churn(load, churn);
  }

  static String marker(int peer, Phase phase) {
    return phase == Phase.TABLE ? PeerLoad.tableMarker(peer) : PeerLoad.churnMarker(peer);
  }
}

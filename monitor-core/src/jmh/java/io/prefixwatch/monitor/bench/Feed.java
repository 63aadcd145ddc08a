package io.prefixwatch.monitor.bench;

import io.prefixwatch.bgp.fixture.load.UpdateStream;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.update.PeerSort;
import io.prefixwatch.bgp.update.ScanContext;
import io.prefixwatch.bgp.update.UpdateScan;
import io.prefixwatch.monitor.rib.SessionIntake;
import java.time.Instant;
import java.util.Set;

/** Plays streams of UPDATEs into a session's Adj-RIB-In. */
final class Feed {

  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private static final long NOON_MICROS = NOON.getEpochSecond() * 1_000_000;

  private final UpdateScan scan = new UpdateScan();
  private final ScanContext context = ScanContext.of(PeerSort.EBGP);

  static void up(SessionIntake intake) {
    intake.up(NOON, Set.of(Family.IPV4_UNICAST, Family.IPV6_UNICAST), Set.of(), false);
  }

  void play(UpdateStream stream, SessionIntake intake) {
    play(stream, intake, 1);
  }

  /** Plays one message of {@code step}, the first one first. */
  void play(UpdateStream stream, SessionIntake intake, int step) {
    byte[] octets = stream.octets();
    int at = 0;
    for (int i = 0; i < stream.messages(); i++) {
      int length = (octets[at + 16] & 0xFF) << 8 | octets[at + 17] & 0xFF;
      if (i % step == 0) {
        scan.scan(octets, at, length, context);
        intake.update(scan, NOON_MICROS + i);
      }
      at += length;
    }
  }
}

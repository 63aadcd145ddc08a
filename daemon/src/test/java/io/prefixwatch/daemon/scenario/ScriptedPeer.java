package io.prefixwatch.daemon.scenario;

import io.prefixwatch.bgp.error.Disposition;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.session.DownReason;
import io.prefixwatch.bgp.session.DownReason.Cause;
import io.prefixwatch.bgp.update.PeerSort;
import io.prefixwatch.bgp.update.ScanContext;
import io.prefixwatch.bgp.update.UpdateScan;
import io.prefixwatch.monitor.rib.SessionIntake;
import java.time.Instant;
import java.util.Set;
import java.util.function.LongSupplier;

/** One peer of a story: its octets go the way that those of a live session go. */
final class ScriptedPeer {

  private static final Set<Family> FAMILIES = Set.of(Family.IPV4_UNICAST, Family.IPV6_UNICAST);

  private final SessionIntake intake;
  private final LongSupplier micros;
  private final UpdateScan scan = new UpdateScan();
  private boolean up;

  ScriptedPeer(SessionIntake intake, LongSupplier micros) {
    this.intake = intake;
    this.micros = micros;
  }

  SessionIntake intake() {
    return intake;
  }

  void up(Instant now) {
    up = true;
    intake.up(now, FAMILIES, Set.of(), false);
  }

  void synced(Instant now) {
    if (!up) {
      up(now);
    }
    intake.endOfRib(Family.IPV4_UNICAST, now);
    intake.endOfRib(Family.IPV6_UNICAST, now);
    intake.dropStale(FAMILIES, now);
  }

  void down(DownReason reason, Instant now) {
    up = false;
    intake.down(now, reason, Set.of());
  }

  void lostGracefully(Instant now) {
    up = false;
    intake.down(now, DownReason.of(Cause.CONNECTION_LOST), FAMILIES);
  }

  void restartExpired(Instant now) {
    intake.dropStale(FAMILIES, now);
  }

  void beginRefresh(Instant now) {
    intake.beginRefresh(Family.IPV4_UNICAST, false, now);
  }

  void endRefresh(Instant now) {
    intake.endRefresh(Family.IPV4_UNICAST, now);
  }

  void send(byte[] message) {
    Disposition outcome = scan.scan(message, 0, message.length, ScanContext.of(PeerSort.EBGP));
    if (outcome.isAtLeast(Disposition.FAMILY_DISABLE)) {
      intake.fatalUpdate(scan, micros.getAsLong(), scan.notification());
    } else {
      intake.update(scan, micros.getAsLong());
    }
  }
}

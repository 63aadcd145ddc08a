package io.prefixwatch.daemon.fuzz;

import io.prefixwatch.bgp.error.Disposition;
import io.prefixwatch.bgp.fixture.Costs;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.update.ScanContext;
import io.prefixwatch.bgp.update.UpdateScan;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.rib.RouteTable;
import io.prefixwatch.monitor.rib.SessionIntake;
import io.prefixwatch.monitor.rib.Watchlist;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * One session whose UPDATEs go through scan, Adj-RIB-In and match, with nobody behind it: what a
 * message costs without what a test checks. Everything is registered, so each route is a hit.
 */
final class BareRib {

  private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

  private final UpdateScan scan = new UpdateScan();
  private final ScanContext context;
  private final SessionIntake intake;
  private final RouteTable table;

  BareRib(ScanContext context, Set<Family> families) {
    this.context = context;
    Registry registry = FuzzWorld.registry();
    Session session = registry.sessions().iterator().next();
    table = new RouteTable(Watchlist.of(registry.index()), 1);
    intake = table.open(session, event -> {});
    Set<Family> addPath = new HashSet<>(families);
    addPath.removeIf(
        family ->
            family.equals(Family.IPV4_UNICAST) ? !context.addPathIpv4() : !context.addPathIpv6());
    intake.up(START, families, addPath, false);
  }

  /** Takes a message as often as the costs need; the second time its routes are there already. */
  void measure(Costs costs, byte[] message) {
    costs.measure(message, Long.MAX_VALUE, () -> take(message));
  }

  private void take(byte[] message) {
    Disposition outcome = scan.scan(message, 0, message.length, context);
    if (!outcome.isAtLeast(Disposition.FAMILY_DISABLE)) {
      intake.update(scan, 1_795_000_000_000_000L);
    }
  }

  void close() {
    table.close(intake);
  }
}

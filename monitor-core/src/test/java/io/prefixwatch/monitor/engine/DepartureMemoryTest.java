package io.prefixwatch.monitor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.attribute.PathAttributes;
import io.prefixwatch.bgp.fixture.load.GeneratedTable;
import io.prefixwatch.bgp.fixture.load.PeerLoad;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.RouterId;
import io.prefixwatch.bgp.session.DownReason;
import io.prefixwatch.bgp.update.PeerSort;
import io.prefixwatch.bgp.update.ScanContext;
import io.prefixwatch.bgp.update.UpdateScan;
import io.prefixwatch.monitor.detect.HeldRoute;
import io.prefixwatch.monitor.event.EngineEvent.Tick;
import io.prefixwatch.monitor.registry.AsnSet;
import io.prefixwatch.monitor.registry.CollectorSession;
import io.prefixwatch.monitor.registry.DetectionSettings;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Registration;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.registry.Speaker;
import io.prefixwatch.monitor.rib.RouteTable;
import io.prefixwatch.monitor.rib.SessionIntake;
import io.prefixwatch.monitor.rib.Watchlist;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is alive when all peers have left: as much as if they had never sent anything. */
class DepartureMemoryTest {

  private static final Set<Family> FAMILIES = Set.of(Family.IPV4_UNICAST, Family.IPV6_UNICAST);
  private static final int PEERS = 6;
  private static final int REGISTERED = 2000;

  /**
   * Fewer than one for each registered prefix: the JVM, and this test, make objects of their own.
   */
  private static final int A_FEW = REGISTERED / 2;

  private static final GeneratedTable TABLE = GeneratedTable.of(1, 40_000, 8_000);

  private final Registry registry = registry();
  private final Engine engine = new Engine(registry);
  private final RouteTable table = new RouteTable(Watchlist.of(registry.index()), 1);
  private final List<SessionIntake> peers =
      registry.sessions().stream().map(peer -> table.open(peer, engine::apply)).toList();
  private Instant now = Instant.parse("2026-11-20T12:00:00Z");

  private static Registry registry() {
    List<Session> sessions =
        IntStream.rangeClosed(1, PEERS).mapToObj(CollectorSession::of).toList();
    Registration customer = new Registration("customer", "Customer", null, null, null, null, null);
    List<RegisteredPrefix> prefixes = new ArrayList<>();
    for (GeneratedTable.Registered route : TABLE.registered(REGISTERED)) {
      AsnSet origin = AsnSet.of(route.origin());
      int length = route.prefix().length();
      prefixes.add(new RegisteredPrefix(route.prefix(), customer, origin, length, null, true));
    }
    return Registry.of(
        1,
        new Speaker(64_500, RouterId.parse("192.0.2.1"), List.of()),
        sessions,
        prefixes,
        DetectionSettings.DEFAULT);
  }

  private void comeUp() {
    peers.forEach(peer -> peer.up(now, FAMILIES, Set.of(), false));
  }

  private void sendTables() {
    UpdateScan scan = new UpdateScan();
    ScanContext context = ScanContext.of(PeerSort.EBGP);
    for (int peer = 1; peer <= PEERS; peer++) {
      SessionIntake intake = peers.get(peer - 1);
      new PeerLoad(TABLE, peer)
          .table(
              (octets, length, prefixes, step) -> {
                scan.scan(octets, 0, length, context);
                intake.update(scan, now.getEpochSecond() * 1_000_000);
              });
    }
    peers.forEach(peer -> FAMILIES.forEach(family -> peer.endOfRib(family, now)));
  }

  private void leave() {
    for (SessionIntake peer : peers) {
      now = now.plusSeconds(1);
      peer.down(now, DownReason.of(DownReason.Cause.CONNECTION_LOST), Set.of());
    }
    pass(Duration.ofMinutes(1));
  }

  private void pass(Duration time) {
    now = now.plus(time);
    engine.apply(new Tick(now));
    table.advance(now);
  }

  private void leaveForGood() {
    leave();
    pass(DetectionSettings.DEFAULT.unobservedMax());
    pass(Duration.ofHours(1));
  }

  /** Another engine goes through it first: what the JVM makes once and keeps is there then. */
  private static void rehearse() {
    DepartureMemoryTest other = new DepartureMemoryTest();
    other.comeUp();
    other.sendTables();
    other.leaveForGood();
    LiveObjects.count();
  }

  @Test
  void forgetsAllThatPeersHeldOnceTheirIncidentsAreOver() {
    rehearse();
    comeUp();
    leave();
    LiveObjects before = LiveObjects.count();
    comeUp();
    sendTables();
    assertThat(LiveObjects.count().of(WatchedRoute.class)).isGreaterThan(PEERS * REGISTERED);

    leaveForGood();

    // Each session is still lost, which is an incident of its own.
    assertThat(engine.openIncidents()).isEqualTo(PEERS);
    assertThat(LiveObjects.count().moreThan(before, A_FEW)).isEmpty();
  }

  /** An incident shows one route, and the one before it, however many were seen. */
  @Test
  void keepsNoRouteForAnIncidentThatWaitsButThoseThatItShows() {
    comeUp();
    sendTables();
    leave();

    LiveObjects after = LiveObjects.count();

    int open = engine.openIncidents();
    assertThat(open).isGreaterThan(PEERS);
    assertThat(after.of(HeldRoute.class)).isBetween(1L, 2L * open);
    assertThat(after.of(PathAttributes.class)).isBetween(1L, 2L * open);
    assertThat(after.of(WatchedRoute.class)).isZero();
  }
}

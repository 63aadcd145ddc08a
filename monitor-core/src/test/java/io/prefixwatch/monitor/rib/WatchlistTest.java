package io.prefixwatch.monitor.rib;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.prefixwatch.bgp.capability.Role;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.net.RouterId;
import io.prefixwatch.bgp.speak.UpdateBuilder;
import io.prefixwatch.bgp.update.PeerSort;
import io.prefixwatch.bgp.update.ScanContext;
import io.prefixwatch.bgp.update.UpdateScan;
import io.prefixwatch.monitor.event.EngineEvent;
import io.prefixwatch.monitor.event.EngineEvent.RouteAnnounced;
import io.prefixwatch.monitor.event.EngineEvent.RouteWithdrawn;
import io.prefixwatch.monitor.index.PrefixIndex;
import io.prefixwatch.monitor.registry.AsnSet;
import io.prefixwatch.monitor.registry.DetectionSettings;
import io.prefixwatch.monitor.registry.Partner;
import io.prefixwatch.monitor.registry.Preference;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Registration;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.registry.SessionKind;
import io.prefixwatch.monitor.registry.Speaker;
import io.prefixwatch.monitor.topology.Relationships;
import io.prefixwatch.monitor.topology.Topology;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the engine hears of beside routes that touch a registered prefix, and what that costs. */
class WatchlistTest {

  private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
  private static final Partner ACME =
      new Partner("acme", "Acme", Partner.Service.ISP, AsnSet.of(64496L), AsnSet.of(64501L));
  private static final Session PNI =
      new Session(
          "acme-a",
          SessionKind.PNI,
          ACME,
          null,
          null,
          Preference.PRIMARY,
          Address.parse("192.0.2.9"),
          64496,
          Role.PEER);

  private final List<EngineEvent> events = new ArrayList<>();
  private final UpdateScan scan = new UpdateScan();
  private final RouteTable table = new RouteTable(Watchlist.of(registry(Set.of(64610L))), 1);
  private final SessionIntake intake = table.open(PNI, events::add);

  WatchlistTest() {
    Set<Family> families = Set.of(Family.IPV4_UNICAST, Family.IPV6_UNICAST);
    intake.up(START, families, Set.of(), false);
    events.clear();
  }

  private static Registry registry(Set<Long> transitFree) {
    Registration contoso = new Registration("c", "Contoso", ACME, null, null, null, null);
    RegisteredPrefix registered =
        new RegisteredPrefix(
            Prefix.parse("203.0.113.0/24"), contoso, AsnSet.of(64501L), 24, null, true);
    Speaker speaker =
        new Speaker(64500, RouterId.parse("192.0.2.1"), List.of(Prefix.parse("198.18.0.0/15")));
    return Registry.of(1, speaker, List.of(PNI), List.of(registered), DetectionSettings.DEFAULT)
        .withTopology(new Topology(transitFree, Relationships.NONE));
  }

  private void send(UpdateBuilder update) {
    byte[] message = update.encode();
    scan.scan(message, 0, message.length, ScanContext.of(PeerSort.EBGP));
    intake.update(scan, SyncWatch.micros(START));
  }

  private List<String> told() {
    List<String> told = new ArrayList<>();
    for (EngineEvent event : events) {
      if (event instanceof RouteAnnounced announced) {
        told.add("+" + announced.prefix());
      } else if (event instanceof RouteWithdrawn withdrawn) {
        told.add("-" + withdrawn.prefix());
      }
    }
    events.clear();
    return told;
  }

  @Test
  void tellsOfSuspiciousPathsAndOfWhatBecomesOfThem() {
    send(anUpdate().announcing("100.64.0.0/24").via(64496, 64610, 64501));
    send(anUpdate().announcing("100.64.1.0/24").via(64496, 64500, 64501));
    send(anUpdate().announcing("100.64.2.0/24").via(64505, 64501));
    send(anUpdate().announcing("100.64.3.0/24").via(64496, 64505));
    send(anUpdate().announcing("100.64.4.0/24").via(64496, 64501).otc(64505));
    assertThat(told())
        .containsExactly(
            "+100.64.0.0/24",
            "+100.64.1.0/24",
            "+100.64.2.0/24",
            "+100.64.3.0/24",
            "+100.64.4.0/24");

    send(anUpdate().announcing("100.64.0.0/24").via(64496, 64501));
    send(anUpdate().announcing("100.64.0.0/24").via(64496, 64496, 64501));
    send(anUpdate().withdrawing("100.64.1.0/24"));
    send(anUpdate().withdrawing("100.64.1.0/24", "100.64.9.0/24"));
    assertThat(told()).containsExactly("+100.64.0.0/24", "-100.64.1.0/24");
  }

  @Test
  void tellsOfOwnPrefixesAndOfWhatCoversARegisteredOne() {
    send(anUpdate().announcing("198.18.7.0/24", "203.0.112.0/23").via(64496, 64501));

    assertThat(told()).containsExactly("+198.18.7.0/24", "+203.0.112.0/23");
  }

  @Test
  void saysNothingOfOrdinaryRoutesAndAllocatesNothingForThem() {
    List<byte[]> messages = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String prefix = "100.64." + i + ".0/24";
      messages.add(anUpdate().announcing(prefix).via(64496, 64501).encode());
      messages.add(anUpdate().announcing(prefix).via(64496, 64496, 64501).otc(64496).encode());
    }
    send(anUpdate().announcing("100.64.99.0/24").via(64496, 64501));
    send(anUpdate().announcing("100.64.98.0/24").via(64496, 64496, 64501).otc(64496));
    events.clear();
    ScanContext context = ScanContext.of(PeerSort.EBGP);
    long micros = SyncWatch.micros(START);
    Runnable round =
        () -> {
          for (int i = 0; i < messages.size(); i++) {
            byte[] message = messages.get(i);
            scan.scan(message, 0, message.length, context);
            intake.update(scan, micros);
          }
        };

    long least = Long.MAX_VALUE;
    for (int run = 0; run < 6; run++) {
      least = Math.min(least, allocatedBy(round));
    }

    assertThat(least).isZero();
    assertThat(events).isEmpty();
  }

  private static long allocatedBy(Runnable round) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    for (int i = 0; i < 300; i++) {
      round.run();
    }
    return threads.getThreadAllocatedBytes(thread) - before;
  }

  @Test
  void looksAtWhatIsHeldAgainWhenTheListChanges() {
    send(anUpdate().announcing("100.64.1.0/24", "100.64.0.0/24").via(64496, 64620, 64501));
    assertThat(told()).isEmpty();

    table.reindex(
        Watchlist.of(registry(Set.of(64620L))), PrefixIndex.of(List.of()), START.plusSeconds(1));

    assertThat(told()).containsExactly("+100.64.0.0/24", "+100.64.1.0/24");
  }

  @Test
  void findsTheSameCoversAsASearchThroughAll() {
    Random random = new Random(11);
    for (int round = 0; round < 200; round++) {
      Set<Prefix> registered = new TreeSet<>();
      for (int i = 0; i < 20; i++) {
        registered.add(random(random));
      }
      CoverSearch search = new CoverSearch(PrefixIndex.of(List.copyOf(registered)), 8, 16);
      for (int i = 0; i < 50; i++) {
        Prefix route = random(random);
        boolean covers =
            route.length() > (route.ipv6() ? 16 : 8)
                && registered.stream().anyMatch(p -> route.covers(p) && !route.equals(p));

        assertThat(search.covers(route.ipv6(), route.hi(), route.lo(), route.length()))
            .as("%s in %s", route, registered)
            .isEqualTo(covers);
      }
    }
  }

  /** Close together, so that many cover one another. */
  private static Prefix random(Random random) {
    boolean ipv6 = random.nextInt(4) == 0;
    int length = ipv6 ? random.nextInt(129) : random.nextInt(33);
    long hi = (long) random.nextInt(4) << 62 | (long) random.nextInt(16) << 44;
    long lo = ipv6 ? (long) random.nextInt(4) << 62 | random.nextInt(4) : 0;
    long highMask = length >= 64 ? -1L : length == 0 ? 0 : -1L << (64 - length);
    long lowMask = length <= 64 ? 0 : length == 128 ? -1L : -1L << (128 - length);
    long cut = ipv6 ? -1L : 0xFFFF_FFFF_0000_0000L;
    return new Prefix(ipv6, hi & highMask & cut, lo & lowMask, length);
  }
}

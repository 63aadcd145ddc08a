package io.prefixwatch.daemon.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.attribute.NextHop;
import io.prefixwatch.bgp.attribute.PathAttributes;
import io.prefixwatch.bgp.error.Disposition;
import io.prefixwatch.bgp.fixture.Costs;
import io.prefixwatch.bgp.message.Nlri;
import io.prefixwatch.bgp.message.UpdateMessage;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.session.DownReason;
import io.prefixwatch.bgp.session.DownReason.Cause;
import io.prefixwatch.bgp.update.AttributeDecoder;
import io.prefixwatch.bgp.update.PeerSort;
import io.prefixwatch.bgp.update.ScanContext;
import io.prefixwatch.bgp.update.UpdateDecoder;
import io.prefixwatch.bgp.update.UpdateScan;
import io.prefixwatch.monitor.event.EngineEvent;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.rib.RouteTable;
import io.prefixwatch.monitor.rib.SessionIntake;
import io.prefixwatch.monitor.rib.Watchlist;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Two sessions of one table against two maps: after any messages, both hold the same, the engine
 * was told just that, and nothing is left when they go.
 */
final class RibTarget {

  private static final List<Family> FAMILIES = List.of(Family.IPV4_UNICAST, Family.IPV6_UNICAST);

  /** As RFC 7313 section 4 allows, and the daemon does. */
  private static final Duration LONGEST_REFRESH = Duration.ofMinutes(10);

  private final Costs costs = new Costs("rib");

  void check(byte[] input) {
    if (input.length == 0) {
      return;
    }
    new Run(input[0]).play(new Script(input, 1));
    measure(context(input[0]), new Script(input, 1));
  }

  private void measure(ScanContext context, Script script) {
    BareRib rib = new BareRib(context, Set.copyOf(FAMILIES));
    while (script.next()) {
      int step = script.kind() & 0xF;
      if (step < 10 && script.payload().length >= 4) {
        rib.measure(costs, script.message(2));
      }
    }
    rib.close();
  }

  private static ScanContext context(int settings) {
    return ScanContext.of(PeerSort.EBGP)
        .withAs4((settings & 1) == 0)
        .withAddPath((settings & 2) != 0, (settings & 4) != 0)
        .withIpv6NextHopForIpv4((settings & 8) != 0);
  }

  void report() {
    costs.report();
  }

  /** One session: its way in, what it should hold, what the engine was told. */
  private static final class Peer {
    final SessionIntake intake;
    final RibModel model = new RibModel();
    final RibModel told = new RibModel();
    final Map<Nlri, PathAttributes> listed = new HashMap<>();
    final Set<Nlri> withdrawals = new HashSet<>();
    final ScanContext context;
    final Map<Family, Instant> refreshUntil = new HashMap<>();
    Set<Family> stale = Set.of();
    boolean up;
    boolean listing;

    Peer(RouteTable table, Session session, ScanContext context) {
      this.context = context;
      intake = table.open(session, this::hear);
    }

    Set<Family> addPath() {
      Set<Family> families = new HashSet<>();
      if (context.addPathIpv4()) {
        families.add(Family.IPV4_UNICAST);
      }
      if (context.addPathIpv6()) {
        families.add(Family.IPV6_UNICAST);
      }
      return families;
    }

    void refreshed(Family family) {
      if (refreshUntil.remove(family) != null) {
        model.dropStale(Set.of(family));
      }
    }

    private void hear(EngineEvent event) {
      if (event instanceof EngineEvent.RouteAnnounced announced) {
        Nlri nlri = new Nlri(announced.prefix(), announced.pathId());
        if (listing) {
          assertThat(listed.put(nlri, announced.attributes())).as("%s stands once", nlri).isNull();
        } else {
          told.announce(nlri, announced.attributes());
        }
      } else if (event instanceof EngineEvent.RouteWithdrawn withdrawn) {
        Nlri nlri = new Nlri(withdrawn.prefix(), withdrawn.pathId());
        assertThat(told.routes()).as("withdraws what it announced").containsKey(nlri);
        told.withdraw(nlri);
        withdrawals.add(nlri);
      } else if (event instanceof EngineEvent.SessionDown down) {
        told.down(down.stale());
      } else if (event instanceof EngineEvent.RestartExpired) {
        told.dropStale(Set.copyOf(FAMILIES));
      }
    }
  }

  /** A table with two sessions, and a time that passes. */
  private static final class Run {

    private final Registry registry = FuzzWorld.registry();
    private final RouteTable table = new RouteTable(Watchlist.of(registry.index()), 1);
    private final UpdateScan scan = new UpdateScan();
    private final Peer fuzzed;
    private final Peer good;
    private Instant now = Instant.parse("2026-11-20T12:00:00Z");

    Run(int settings) {
      List<Session> sessions = List.copyOf(registry.sessions());
      fuzzed = new Peer(table, sessions.get(0), context(settings));
      good = new Peer(table, sessions.get(1), ScanContext.of(PeerSort.EBGP));
    }

    void play(Script script) {
      while (script.next()) {
        now = now.plusMillis(10);
        int kind = script.kind();
        Peer peer = (kind & 0x10) == 0 ? fuzzed : good;
        switch (kind & 0xF) {
          case 10 -> down(peer, script.octet(0));
          case 11 -> dropStale(peer, families(script.octet(0)));
          case 12 -> {
            up(peer);
            peer.intake.endOfRib(FAMILIES.get(script.octet(0) & 1), now);
          }
          case 13 -> pass(Duration.ofSeconds(script.octet(0) * 4L));
          case 14 -> ribEntry(peer, script);
          case 15 -> refresh(peer, FAMILIES.get(script.octet(0) & 1), (script.octet(0) & 2) == 0);
          default -> update(peer, script.message(2));
        }
      }
      checkHeld(fuzzed);
      checkHeld(good);
      checkNothingIsLeft();
    }

    private static Set<Family> families(int bits) {
      Set<Family> families = new HashSet<>();
      FAMILIES.forEach(f -> families.add(f));
      families.removeIf(f -> (bits & (f.equals(Family.IPV4_UNICAST) ? 1 : 2)) == 0);
      return families;
    }

    private void up(Peer peer) {
      if (!peer.up) {
        peer.up = true;
        peer.intake.up(now, Set.copyOf(FAMILIES), peer.addPath(), false);
      }
    }

    private void update(Peer peer, byte[] message) {
      if (message.length < 23) {
        return;
      }
      up(peer);
      scan.scan(message, 0, message.length, peer.context);
      if (scan.disposition().isAtLeast(Disposition.FAMILY_DISABLE)) {
        down(peer, 0);
      } else {
        UpdateMessage decoded = UpdateDecoder.decode(scan);
        peer.model.update(decoded);
        peer.withdrawals.clear();
        peer.intake.update(scan, now.toEpochMilli() * 1000);
        assertThat(decoded.withdrawn())
            .as("a prefix withdrawn and announced in one message is announced")
            .containsAll(peer.withdrawals);
      }
    }

    private void pass(Duration time) {
      now = now.plus(time);
      for (Peer peer : List.of(fuzzed, good)) {
        Set<Family> over = new HashSet<>();
        peer.refreshUntil.forEach(
            (family, end) -> {
              if (!end.isAfter(now)) {
                over.add(family);
              }
            });
        over.forEach(peer::refreshed);
      }
      table.advance(now);
    }

    /** BoRR or EoRR: what the peer does not send in between is gone (RFC 7313). */
    private void refresh(Peer peer, Family family, boolean begins) {
      if (begins && peer.up && !peer.stale.contains(family)) {
        peer.model.markStale(family);
        peer.refreshUntil.put(family, now.plus(LONGEST_REFRESH));
      } else if (!begins) {
        peer.refreshed(family);
      }
      if (begins) {
        peer.intake.beginRefresh(family, false, now);
      } else {
        peer.intake.endRefresh(family, now);
      }
    }

    /** A family, a prefix length and the attributes of a recorded RIB entry. */
    private void ribEntry(Peer peer, Script script) {
      byte[] payload = script.payload();
      if (payload.length < 2 || !peer.addPath().isEmpty()) {
        return;
      }
      up(peer);
      boolean ipv6 = (payload[0] & 1) != 0;
      int bits = 0xCB00_7100 | payload[0];
      int length = (payload[1] & 0xFF) % (ipv6 ? 129 : 33);
      Prefix prefix = new Prefix(ipv6, (long) bits << 32, 0, length);
      byte[] attributes = Arrays.copyOfRange(payload, 2, payload.length);
      ScanContext context = ScanContext.recorded(peer.context.as4(), false);
      scan.scanRibEntry(attributes, 0, attributes.length, context, ipv6);
      Nlri nlri = new Nlri(prefix, Nlri.NO_PATH_ID);
      if (scan.disposition().isAtLeast(Disposition.WITHDRAW)) {
        peer.model.withdraw(nlri);
      } else {
        NextHop nextHop =
            scan.hasMultiprotocolNextHop()
                ? AttributeDecoder.multiprotocolNextHop(scan)
                : AttributeDecoder.plainNextHop(scan.attributes());
        PathAttributes values = AttributeDecoder.decode(scan.attributes(), context.as4(), null);
        peer.model.announce(nlri, RibModel.kept(values, nextHop));
      }
      peer.intake.ribEntry(scan, prefix, Nlri.NO_PATH_ID, now.toEpochMilli() * 1000);
    }

    /** As the session machine does it: what is still stale goes before the session does. */
    private void down(Peer peer, int keptBits) {
      if (!peer.up) {
        return;
      }
      dropStale(peer, peer.stale);
      peer.up = false;
      peer.refreshUntil.clear();
      Set<Family> kept = families(keptBits);
      peer.stale = kept;
      peer.model.down(kept);
      peer.intake.down(now, DownReason.of(Cause.CONNECTION_LOST), kept);
    }

    private void dropStale(Peer peer, Set<Family> families) {
      Set<Family> going = new HashSet<>(families);
      going.retainAll(peer.stale);
      if (going.isEmpty()) {
        return;
      }
      // Of a session that is not back, all stale routes go at once.
      Set<Family> all = peer.up ? going : peer.stale;
      peer.model.dropStale(all);
      Set<Family> left = new HashSet<>(peer.stale);
      left.removeAll(all);
      peer.stale = left;
      peer.intake.dropStale(Set.copyOf(all), now);
    }

    private void checkHeld(Peer peer) {
      assertThat(peer.told.routes()).isEqualTo(peer.model.routes());
      for (Family family : FAMILIES) {
        long expected =
            peer.model.routes().keySet().stream()
                .filter(nlri -> nlri.prefix().family().equals(family))
                .count();
        assertThat(peer.intake.routes(family)).isEqualTo((int) expected);
      }
    }

    private void checkNothingIsLeft() {
      fuzzed.listing = true;
      good.listing = true;
      table.reindex(Watchlist.of(registry.index()), FuzzWorld.everything(), now);
      assertThat(fuzzed.listed).isEqualTo(fuzzed.model.routes());
      assertThat(good.listed).isEqualTo(good.model.routes());
      table.close(fuzzed.intake);
      assertThat(table.prefixes(Family.IPV4_UNICAST) + table.prefixes(Family.IPV6_UNICAST))
          .isEqualTo(good.model.routes().size());
      assertThat(table.attributeSets()).isLessThanOrEqualTo(good.model.routes().size());
      table.close(good.intake);
      assertThat(table.attributeSets()).isZero();
      assertThat(table.prefixes(Family.IPV4_UNICAST)).isZero();
      assertThat(table.prefixes(Family.IPV6_UNICAST)).isZero();
    }
  }
}

package io.prefixwatch.daemon.interop;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.net.Family;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged daemon dies while routes pour in, and is started again. */
class RestartInteropIT {

  /** What BIRD carries besides the registered prefix. */
  private static final int BIRD_ROUTES = 20_000;

  private static final int ENOUGH = 5_000;
  private static final String OF_BIRD = "203.0.113.0/24";
  private static final String OF_FLOOD = "198.51.100.0/24";

  @TempDir private Path temp;
  private Wiring wiring;
  private String flooder;

  /** Made before each test. */
  @SuppressWarnings("NullAway.Init")
  RestartInteropIT() {}

  @BeforeEach
  void wire() {
    RouterKind.BIRD.require();
    wiring = Wiring.of(Transport.THEY_CONNECT, temp);
    flooder = wiring.peer().replaceFirst("2$", "3");
  }

  private String configuration(String holdDown) {
    return """
        speaker: {asn: 64500, router-id: 192.0.2.1, listen: ["%s"]}
        partners: [{id: acme, asns: [64496]}, {id: globex, asns: [64499]}]
        sessions:
          - {id: acme, partner: acme, peer: {address: %s, asn: 64496}}
          - {id: globex, partner: globex, peer: {address: %s, asn: 64499}}
        registrations:
          - {id: contoso, partner: acme, prefixes: [{prefix: 203.0.113.0/24, origins: [64501]}]}
          - {id: fabrikam, partner: globex, prefixes: [{prefix: 198.51.100.0/24, origins: [64502]}]}
        detection: {hold-down: {close: 1s, availability: %s, redundancy: 1h}}
        sinks: [{name: out, type: stdout, events: true}]
        """
        .formatted(wiring.daemonListen(), wiring.peer(), flooder, holdDown);
  }

  private static Map<String, Long> tableOfBird() {
    Map<String, Long> table = new TreeMap<>(Map.of(OF_BIRD, 64501L));
    for (int i = 0; i < BIRD_ROUTES; i++) {
      table.put("198.19.%d.%d/32".formatted(i >> 8, i & 255), 64503L);
    }
    return table;
  }

  @Test
  void raisesNoFalseLossAfterItWasKilledInTheMiddleOfAFlood() throws Exception {
    try (PeerRouter bird = RouterKind.BIRD.router(wiring)) {
      bird.carry(tableOfBird());
      bird.start();
      killInTheMiddleOfAFlood();
      killInTheMiddleOfAFlood();
      try (LiveDaemon daemon = LiveDaemon.start(temp, configuration("1s"));
          Flood flood = Flood.connect(flooder, wiring)) {
        flood.send(0, Flood.ROUTES / 2, 64503);
        daemon
            .records()
            .awaitAll(
                List.of("SessionUp acme", "EndOfRib acme ipv4-unicast", "SessionUp globex"), 0);

        // The hold-down passes for one prefix while the other's session is half-way.
        bird.withdraw(List.of(OF_BIRD));
        daemon.records().awaitAll(List.of("open availability.lost " + OF_BIRD), 0);
        flood.send(Flood.ROUTES / 2, Flood.ROUTES, 64503);
        flood.speaker().send(anUpdate().announcing(OF_FLOOD).via(64499, 64502));
        flood.speaker().sendEndOfRib(Family.IPV4_UNICAST);
        daemon.records().awaitAll(List.of("EndOfRib globex ipv4-unicast"), 0);
        flood.speaker().send(anUpdate().withdrawing(OF_FLOOD));
        daemon.records().awaitAll(List.of("open availability.lost " + OF_FLOOD), 0);

        assertThat(daemon.records().alerts())
            .containsExactly(
                "open availability.lost " + OF_BIRD, "open availability.lost " + OF_FLOOD);
        assertThat(daemon.errors()).isEmpty();
      }
    }
  }

  /** Longer than it takes to connect again, even here: the session itself is down, but not lost. */
  @Test
  void raisesNoFalseLossWhileASessionThatFlappedIsFlooding() throws Exception {
    try (PeerRouter bird = RouterKind.BIRD.router(wiring);
        LiveDaemon daemon = LiveDaemon.start(temp, configuration("5s"))) {
      bird.carry(Map.of(OF_BIRD, 64501L));
      bird.start();
      try (Flood flood = Flood.connect(flooder, wiring)) {
        flood.speaker().send(anUpdate().announcing(OF_FLOOD).via(64499, 64502));
        flood.speaker().sendEndOfRib(Family.IPV4_UNICAST);
        daemon
            .records()
            .awaitAll(List.of("EndOfRib acme ipv4-unicast", "EndOfRib globex ipv4-unicast"), 0);
      }
      daemon.records().awaitAll(List.of("SessionDown globex"), 0);
      try (Flood again = Flood.connect(flooder, wiring)) {
        again.send(0, Flood.ROUTES / 2, 64503);

        // The hold-down passes for both, but one session is half-way and cannot tell.
        bird.withdraw(List.of(OF_BIRD));
        daemon.records().awaitAll(List.of("open availability.lost " + OF_BIRD), 0);
        again.speaker().send(anUpdate().announcing(OF_FLOOD).via(64499, 64502));
        again.speaker().sendEndOfRib(Family.IPV4_UNICAST);
        again.speaker().send(anUpdate().withdrawing(OF_FLOOD));
        daemon.records().awaitAll(List.of("open availability.lost " + OF_FLOOD), 0);

        assertThat(daemon.records().alerts())
            .containsExactly(
                "open major session.down globex connection-lost; held " + OF_FLOOD,
                "close session.down globex restored",
                "open availability.lost " + OF_BIRD,
                "open availability.lost " + OF_FLOOD);
      }
    }
  }

  /** Both sessions are up, the flood has not ended, and would not. */
  private void killInTheMiddleOfAFlood() throws Exception {
    LiveDaemon daemon = LiveDaemon.start(temp, configuration("1s"));
    try (Flood flood = Flood.connect(flooder, wiring)) {
      flood.speaker().send(anUpdate().announcing(OF_FLOOD).via(64499, 64502));
      flood.sendWithoutEnd();
      daemon.records().awaitAll(List.of("SessionUp acme", "SessionUp globex"), 0);
      while (flood.sent() < ENOUGH) {
        Thread.sleep(5);
      }

      daemon.kill();

      assertThat(flood.awaitEnd()).as("the flood was cut off").isNotNull();
      assertThat(daemon.records().alerts()).isEmpty();
    } finally {
      daemon.close();
    }
  }
}

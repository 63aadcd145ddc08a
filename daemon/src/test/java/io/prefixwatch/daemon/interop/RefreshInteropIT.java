package io.prefixwatch.daemon.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The packaged daemon leaves out routes of a real router, asks it for them when there is room, and
 * is complete again when the router says that it has sent everything (RFC 2918, RFC 7313).
 */
class RefreshInteropIT {

  private static final String REGISTERED = "203.0.113.0/24";
  private static final String LATER = "198.51.100.0/24";
  private static final int OTHERS = 24;

  @TempDir private Path temp;

  private static String configuration(Wiring wiring) {
    return """
        speaker: {asn: 64500, router-id: 192.0.2.1, listen: ["%s"]}
        partners: [{id: acme, asns: [64496]}]
        sessions:
          - id: acme
            partner: acme
            peer: {address: "%s", asn: 64496}
            prefix-limit: {ipv4: 10, action: block}
        registrations:
          - {id: contoso, partner: acme, prefixes: [{prefix: 203.0.113.0/24, origins: [64501]}]}
          - {id: fabrikam, partner: acme, prefixes: [{prefix: 198.51.100.0/24, origins: [64501]}]}
        detection: {hold-down: {close: 1s, availability: 1s, redundancy: 1h}}
        sinks: [{name: out, type: stdout, events: true}]
        """
        .formatted(wiring.daemonListen(), wiring.peer());
  }

  private static String other(int i) {
    return "198.19.0." + i + "/32";
  }

  private static Map<String, Long> table() {
    Map<String, Long> table = new TreeMap<>(Map.of(REGISTERED, 64501L));
    IntStream.range(0, OTHERS).forEach(i -> table.put(other(i), 64501L));
    return table;
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = {"BIRD", "FRR"})
  void isCompleteAgainAfterARefreshThatFits(RouterKind kind) throws Exception {
    refreshes(kind);
  }

  /** It takes half a minute before it connects. */
  @Test
  @Tag("long")
  void isCompleteAgainAfterARefreshOfOpenbgpd() throws Exception {
    refreshes(RouterKind.OPENBGPD);
  }

  private void refreshes(RouterKind kind) throws Exception {
    kind.require();
    Wiring wiring = Wiring.of(Transport.THEY_CONNECT, temp);
    try (LiveDaemon daemon = LiveDaemon.start(temp, configuration(wiring));
        PeerRouter router = kind.router(wiring)) {
      router.carry(table());
      router.start();
      daemon.records().awaitAll(List.of("open major session.prefix-limit acme on acme"), 0);

      router.withdraw(IntStream.range(2, OTHERS).mapToObj(RefreshInteropIT::other).toList());

      daemon
          .records()
          .awaitAll(
              List.of("RouteRefresh acme ipv4-unicast", "close session.prefix-limit acme restored"),
              0);
      // Absence is judged again.
      router.announce(Map.of(LATER, 64501L));
      router.withdraw(List.of(REGISTERED));
      daemon.records().awaitAll(List.of("open availability.lost " + REGISTERED), 0);
      assertThat(daemon.records().alerts())
          .containsExactly(
              "open major session.prefix-limit acme on acme",
              "close session.prefix-limit acme restored",
              "open availability.lost " + REGISTERED);
      assertThat(daemon.errors()).isEmpty();
    }
  }
}

package io.prefixwatch.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.capability.Role;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.daemon.config.PeerSecurity;
import io.prefixwatch.daemon.config.Secret;
import io.prefixwatch.daemon.speaker.socket.ConnectionCheck.Cause;
import io.prefixwatch.daemon.speaker.socket.ConnectionCheck.Refusal;
import io.prefixwatch.monitor.event.EngineEvent.ConnectionsRefused;
import io.prefixwatch.monitor.event.RefusedConnections;
import io.prefixwatch.monitor.registry.Preference;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.registry.SessionKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthReporterTest {

  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Address PEER = Address.parse("192.0.2.9");
  private static final PeerSecurity KEYED =
      new PeerSecurity(Secret.of("opensesame"), List.of(), false, 0);

  private final Map<String, Long> counters = new HashMap<>(Map.of("TCPMD5Failure", 100L));
  private final AuthReporter reporter = new AuthReporter(() -> Map.copyOf(counters));

  private static Session session(String id) {
    return new Session(
        id,
        SessionKind.COLLECTOR,
        null,
        null,
        null,
        Preference.PRIMARY,
        PEER,
        64496,
        Role.PROVIDER);
  }

  private List<ConnectionsRefused> report() {
    List<ConnectionsRefused> told = new ArrayList<>();
    reporter.report(NOW, () -> "not up: a", event -> told.add((ConnectionsRefused) event));
    return told;
  }

  @Test
  void hasNothingToTellAtFirst() {
    reporter.watch(List.of(KEYED));

    assertThat(report()).isEmpty();
  }

  @Test
  void addsUpWhatASessionRefusedAndTellsItOnce() {
    reporter.refused(List.of(session("a")), PEER, new Refusal(Cause.TTL, "TTL 64"));
    reporter.refused(List.of(session("a")), PEER, new Refusal(Cause.TTL, "TTL 63"));
    reporter.refused(List.of(session("a")), PEER, new Refusal(Cause.UNSIGNED, "no signature"));

    assertThat(report())
        .containsExactly(
            new ConnectionsRefused(
                NOW,
                "a",
                null,
                List.of(
                    new RefusedConnections(RefusedConnections.Cause.TTL, 2, "192.0.2.9: TTL 63"),
                    new RefusedConnections(
                        RefusedConnections.Cause.UNSIGNED, 1, "192.0.2.9: no signature"))));
    assertThat(report()).isEmpty();
  }

  /** Before the OPEN nobody knows which of them it was for. */
  @Test
  void tellsAllSessionsOfAnAddress() {
    reporter.refused(List.of(session("a"), session("b")), PEER, new Refusal(Cause.TTL, "TTL 64"));

    assertThat(report()).extracting(ConnectionsRefused::subject).containsExactly("a", "b");
  }

  @Test
  void tellsHowMuchACounterHasRisenSinceTheLastTime() {
    reporter.watch(List.of(KEYED));
    counters.put("TCPMD5Failure", 103L);
    counters.put("TCPMD5NotFound", 1L);

    assertThat(report())
        .containsExactly(
            new ConnectionsRefused(
                NOW,
                "host",
                null,
                List.of(
                    new RefusedConnections(RefusedConnections.Cause.MD5_MISSING, 1, "not up: a"),
                    new RefusedConnections(RefusedConnections.Cause.MD5_WRONG, 3, "not up: a"))));
    assertThat(report()).isEmpty();
  }

  @Test
  void doesNotLookAtWhatNobodyDemands() {
    counters.put("TCPMD5Failure", 103L);
    counters.put("TCPMinTTLDrop", 5L);
    counters.put("TCPAOBad", 5L);
    assertThat(report()).isEmpty();

    reporter.watch(List.of(new PeerSecurity(null, List.of(), false, 1)));
    assertThat(report()).isEmpty();
    counters.put("TCPMinTTLDrop", 6L);

    assertThat(report())
        .singleElement()
        .extracting(ConnectionsRefused::refused)
        .isEqualTo(
            List.of(new RefusedConnections(RefusedConnections.Cause.TTL_DROPPED, 1, "not up: a")));
  }

  /** A peer that signs where no key is configured: nobody here demands anything. */
  @Test
  void tellsOfSignaturesThatNobodyExpects() {
    counters.put("TCPMD5Unexpected", 1L);

    assertThat(report())
        .singleElement()
        .extracting(event -> event.refused().get(0).cause())
        .isEqualTo(RefusedConnections.Cause.MD5_UNEXPECTED);
  }
}

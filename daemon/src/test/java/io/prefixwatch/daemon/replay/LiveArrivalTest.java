package io.prefixwatch.daemon.replay;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import io.prefixwatch.bgp.speak.UpdateBuilder;
import io.prefixwatch.daemon.fixture.Recording;
import io.prefixwatch.daemon.fixture.RunningDaemon;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sessions say over TCP is judged as the recording of it. */
class LiveArrivalTest {

  private static final String CONFIG =
      """
      speaker: {asn: 64500, router-id: 192.0.2.1, listen: ["127.0.0.1:0"]}
      sessions:
        - {id: a, kind: collector, peer: {address: 127.0.0.2, asn: 64511}}
        - {id: b, kind: collector, peer: {address: 127.0.0.3, asn: 64512}}
        - {id: c, kind: collector, peer: {address: 127.0.0.4, asn: 64513}}
      detection: {hold-down: {close: 2s}}
      registrations:
        - {id: contoso, customer: Contoso, prefixes: [{prefix: 203.0.113.0/24, origins: [64501]}]}
      """;

  private static final List<String> PREFIXES =
      List.of("203.0.113.0/24", "203.0.113.0/25", "203.0.113.128/25", "203.0.113.64/26");
  private static final List<Long> SUSPECTS = List.of(64666L, 64667L, 64668L);
  private static final int ROUTES = 60;

  @TempDir private Path temp;
  private RunningDaemon daemon;
  private final Random random = new Random(6);

  @BeforeEach
  void start() throws Exception {
    daemon = new RunningDaemon(temp);
    daemon.start(CONFIG);
  }

  @AfterEach
  void stop() throws Exception {
    daemon.close();
  }

  /** A peer, what it announces as it comes, and how its routes end. */
  private record Peer(
      String address, long asn, List<UpdateBuilder> routes, List<UpdateBuilder> end) {}

  private Peer peer(int number) {
    long asn = 64510L + number;
    List<UpdateBuilder> routes = new ArrayList<>();
    for (int i = 0; i < ROUTES; i++) {
      routes.add(announce(asn, SUSPECTS.get(random.nextInt(3))));
    }
    List<UpdateBuilder> end = new ArrayList<>();
    for (long suspect : SUSPECTS) { // so that the last word on each is said while one speaks alone
      PREFIXES.forEach(prefix -> end.add(anUpdate().announcing(prefix).via(asn, suspect)));
    }
    for (String prefix : PREFIXES) {
      end.add(
          random.nextBoolean()
              ? anUpdate().withdrawing(prefix)
              : anUpdate().announcing(prefix).via(asn, 64501));
    }
    // Inside the registered prefix its own origin is a leak; that ends as well.
    PREFIXES.forEach(prefix -> end.add(anUpdate().withdrawing(prefix)));
    return new Peer("127.0.0." + (1 + number), asn, routes, end);
  }

  private UpdateBuilder announce(long asn, long origin) {
    String prefix = PREFIXES.get(random.nextInt(PREFIXES.size()));
    return random.nextInt(6) == 0
        ? anUpdate().withdrawing(prefix)
        : anUpdate().announcing(prefix).via(asn, origin);
  }

  @Test
  void findsWhatTheReplayOfItsRecordingFinds() throws Exception {
    List<Peer> peers = List.of(peer(1), peer(2), peer(3));

    Outcome replayed = Outcome.of(Outcome.registry(temp, CONFIG), recording(peers).octets(), temp);
    play(peers);

    assertThat(replayed.set()).hasSizeGreaterThan(10);
    assertThat(replayed.set()).anyMatch(one -> one.contains("\"replaced\""));
    Awaitility.await("everything is closed")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(Outcome.of(daemon.sink().lines()).set()).isEqualTo(replayed.set()));
  }

  /** All of them at the same time; then one after the other, each when the last is through. */
  private void play(List<Peer> peers) throws Exception {
    List<ScriptedSpeaker> speakers = new ArrayList<>();
    for (Peer peer : peers) {
      ScriptedSpeaker speaker = daemon.establish(peer.address(), peer.asn());
      speaker.sendEndOfRib(Family.IPV4_UNICAST);
      speakers.add(speaker);
    }
    for (int i = 0; i < ROUTES; i++) {
      for (int peer = 0; peer < peers.size(); peer++) {
        speakers.get(peer).send(peers.get(peer).routes().get(i));
      }
    }
    for (int peer = 0; peer < peers.size(); peer++) {
      for (UpdateBuilder update : peers.get(peer).end()) {
        speakers.get(peer).send(update);
      }
      speakers.get(peer).sendEndOfRib(Family.IPV6_UNICAST);
      awaitEndsOfRib(peer + 1);
    }
  }

  /** They tell that the daemon has come so far. */
  private void awaitEndsOfRib(int count) {
    Awaitility.await("End-of-RIB of " + count + " sessions")
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(5))
        .until(
            () ->
                daemon.sink().lines().stream()
                        .filter(line -> line.contains("sent End-of-RIB for ipv6"))
                        .count()
                    == count);
  }

  private static Recording recording(List<Peer> peers) {
    Recording recording = new Recording().at(0);
    for (Peer peer : peers) {
      recording.up(peer.address(), peer.asn()).endOfRib(peer.address(), peer.asn());
    }
    for (Peer peer : peers) {
      recording.at(0.1);
      peer.routes().forEach(update -> recording.update(peer.address(), peer.asn(), update));
    }
    double second = 1;
    for (Peer peer : peers) {
      recording.at(second);
      peer.end().forEach(update -> recording.update(peer.address(), peer.asn(), update));
      second += 0.1;
    }
    return recording;
  }
}

package io.prefixwatch.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import io.prefixwatch.daemon.fixture.KernelCounters;
import io.prefixwatch.daemon.fixture.RunningDaemon;
import io.prefixwatch.daemon.speaker.socket.SocketSupport;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GTSM (RFC 5082) over real sockets: who is near gets in, who is far does not. */
class GtsmSessionTest {

  private static final int NO_ANSWER_MILLIS = 1_500;

  private static final String SPEAKER =
      "speaker: {asn: 64500, router-id: 192.0.2.1, listen: [\"%s\"]}\nsessions:\n";
  private static final String NEAR =
      "  - {id: near, kind: collector, peer: {address: \"%s\", asn: 64496}, ttl-security: 1}\n";
  private static final String ANYWHERE =
      "  - {id: anywhere, kind: collector, peer: {address: 127.0.0.3, asn: 64497}}\n";

  @TempDir private Path temp;
  private RunningDaemon daemon;

  @BeforeAll
  static void needsGtsm() {
    String missing = new SocketSupport().ttlSecurity();
    assumeTrue(missing == null, () -> "GTSM cannot be tried here: " + missing);
  }

  @BeforeEach
  void setUp() {
    daemon = new RunningDaemon(temp);
  }

  @AfterEach
  void close() throws Exception {
    daemon.close();
  }

  private void start(String listen, String sessions) throws Exception {
    daemon.start(SPEAKER.formatted(listen) + sessions);
  }

  private String nextUp() throws InterruptedException {
    return daemon.sink().awaitEvent("SessionUp").get("session").asString();
  }

  private long rejected(Rejection reason) {
    return daemon.application().speaker().rejections(reason);
  }

  /** All peers have it, so the listener itself has it: the kernel does not even answer. */
  @ParameterizedTest(name = "{0} from {1}")
  @CsvSource({"127.0.0.1:0, 127.0.0.2", "[::]:0, 127.0.0.2", "[::1]:0, ::1"})
  void doesNotAnswerWhoIsFarIfAllMustBeNear(String listen, String peer) throws Exception {
    start(listen, NEAR.formatted(peer));
    long dropped = KernelCounters.tcp("TCPMinTTLDrop");

    assertThatIOException()
        .isThrownBy(() -> daemon.relay(peer).ttl(64).timeoutMillis(NO_ANSWER_MILLIS).connect());
    daemon.establish(daemon.relay(peer).ttl(255), 64496);

    assertThat(KernelCounters.tcp("TCPMinTTLDrop")).isGreaterThan(dropped);
    assertThat(nextUp()).isEqualTo("near");
  }

  /** Peers of one listener differ, so the first packet tells, and the rest is the socket's. */
  @ParameterizedTest(name = "{0} from {1}")
  @CsvSource({"127.0.0.1:0, 127.0.0.2", "[::]:0, 127.0.0.2", "[::]:0, ::1"})
  void closesWhoIsFarUnreadIfOthersMayBe(String listen, String peer) throws Exception {
    start(listen, NEAR.formatted(peer) + ANYWHERE);

    assertThat(readOrReset(daemon.relay(peer).ttl(64).connect())).isEqualTo(-1);
    assertThat(readOrReset(daemon.relay(peer).ttl(254).connect())).isEqualTo(-1);
    daemon.establish("127.0.0.3", 64497);
    daemon.establish(daemon.relay(peer).ttl(255), 64496);

    assertThat(rejected(Rejection.TTL)).isEqualTo(2);
    assertThat(nextUp()).isEqualTo("anywhere");
    assertThat(nextUp()).isEqualTo("near");
  }

  private static int readOrReset(Socket socket) {
    try (socket) {
      socket.setSoTimeout(10_000);
      return socket.getInputStream().read();
    } catch (IOException reset) {
      return -1;
    }
  }

  @Test
  void countsHops() throws Exception {
    start("127.0.0.1:0", NEAR.formatted("127.0.0.2").replace("y: 1", "y: 3") + ANYWHERE);

    assertThat(readOrReset(daemon.relay("127.0.0.2").ttl(252).connect())).isEqualTo(-1);
    daemon.establish(daemon.relay("127.0.0.2").ttl(253), 64496);

    assertThat(nextUp()).isEqualTo("near");
  }

  /** What the peer checks, too. */
  @Test
  void sendsFromNearby() throws Exception {
    start("127.0.0.1:0", NEAR.formatted("127.0.0.2") + ANYWHERE);

    daemon.establish(daemon.relay("127.0.0.2").ttl(255).requiringTtl(255), 64496);

    assertThat(nextUp()).isEqualTo("near");
  }

  /** A forged packet into a session that is up comes from farther than its peer. */
  @Test
  void dropsWhatComesFromFarOnASessionThatIsUp() throws Exception {
    start("127.0.0.1:0", NEAR.formatted("127.0.0.2") + ANYWHERE);
    var relay = daemon.relay("127.0.0.2").ttl(255);
    ScriptedSpeaker near = daemon.establish(relay, 64496);
    long dropped = KernelCounters.tcp("TCPMinTTLDrop");

    relay.changeTtl(64);
    near.sendEndOfRib(Family.IPV4_UNICAST);
    awaitCounter("TCPMinTTLDrop", dropped);
    relay.changeTtl(255);

    assertThat(daemon.sink().awaitEvent("EndOfRib").get("session").asString()).isEqualTo("near");
  }

  private static void awaitCounter(String name, long before) {
    await(name).until(() -> KernelCounters.tcp(name) > before);
  }

  @Test
  void protectsARange() throws Exception {
    start(
        "127.0.0.1:0",
        "  - {id: lan, kind: collector, dynamic: {range: 127.0.5.0/24}, ttl-security: 1}\n"
            + ANYWHERE);

    assertThat(readOrReset(daemon.relay("127.0.5.7").ttl(64).connect())).isEqualTo(-1);
    daemon.establish(daemon.relay("127.0.5.7").ttl(255), 64496);

    assertThat(nextUp()).isEqualTo("lan/127.0.5.7");
  }

  @Test
  void takesADistanceAwayAndGivesOneOnReload() throws Exception {
    String near = NEAR.formatted("127.0.0.2");
    start("127.0.0.1:0", near);

    daemon.reload(
        SPEAKER.formatted("127.0.0.1:0")
            + near.replace(", ttl-security: 1", "")
            + ANYWHERE.replace("}}", "}, ttl-security: 1}"));

    daemon.establish(daemon.relay("127.0.0.2").ttl(64), 64496);
    assertThat(readOrReset(daemon.relay("127.0.0.3").ttl(64).connect())).isEqualTo(-1);
    daemon.establish(daemon.relay("127.0.0.3").ttl(255), 64497);
    assertThat(nextUp()).isEqualTo("near");
    assertThat(nextUp()).isEqualTo("anywhere");
  }

  @Test
  void protectsAndKeysTogether() throws Exception {
    start(
        "127.0.0.1:0",
        NEAR.formatted("127.0.0.2").replace("ttl-security", "password: opensesame, ttl-security")
            + ANYWHERE);

    assertThat(readOrReset(daemon.relay("127.0.0.2").key("opensesame").ttl(64).connect()))
        .isEqualTo(-1);
    daemon.establish(daemon.relay("127.0.0.2").key("opensesame").ttl(255), 64496);

    assertThat(nextUp()).isEqualTo("near");
  }
}

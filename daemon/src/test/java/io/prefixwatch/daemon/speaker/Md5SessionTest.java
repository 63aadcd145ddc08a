package io.prefixwatch.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import io.prefixwatch.daemon.Application;
import io.prefixwatch.daemon.fixture.KernelCounters;
import io.prefixwatch.daemon.fixture.QueueSink;
import io.prefixwatch.daemon.fixture.RunningDaemon;
import io.prefixwatch.daemon.speaker.socket.SocketSupport;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TCP MD5 (RFC 2385) over real sockets: the right key gets in, and nothing else does. */
class Md5SessionTest {

  /** The kernel does not answer: how long it may not do so. */
  private static final int NO_ANSWER_MILLIS = 1_500;

  private static final Path OPTMEM = Path.of("/proc/sys/net/core/optmem_max");

  private static final String SPEAKER =
      "speaker: {asn: 64500, router-id: 192.0.2.1, listen: [\"%s\"]}\nsessions:\n";
  private static final String KEYED =
      "  - {id: keyed, kind: collector, peer: {address: \"%s\", asn: 64496}, password: opensesame}\n";
  private static final String PLAIN =
      "  - {id: plain, kind: collector, peer: {address: 127.0.0.3, asn: 64497}}\n";

  @TempDir private Path temp;
  private RunningDaemon daemon;

  @BeforeAll
  static void needsMd5() {
    String missing = new SocketSupport().password();
    assumeTrue(missing == null, () -> "TCP MD5 cannot be tried here: " + missing);
  }

  @BeforeEach
  void setUp() {
    daemon = new RunningDaemon(temp);
  }

  @AfterEach
  void close() throws Exception {
    daemon.close();
  }

  private void start(String sessions) throws Exception {
    start("127.0.0.1:0", sessions);
  }

  private void start(String listen, String sessions) throws Exception {
    daemon.start(SPEAKER.formatted(listen) + sessions);
  }

  @ParameterizedTest(name = "{0} from {1}")
  @CsvSource({"127.0.0.1:0, 127.0.0.2", "[::]:0, 127.0.0.2", "[::1]:0, ::1"})
  void takesThePeerWithTheKeyAndNoOther(String listen, String peer) throws Exception {
    start(listen, KEYED.formatted(peer));
    long unsigned = KernelCounters.tcp("TCPMD5NotFound");
    long wrong = KernelCounters.tcp("TCPMD5Failure");

    assertThatIOException().isThrownBy(() -> connectBriefly(peer, null));
    assertThatIOException().isThrownBy(() -> connectBriefly(peer, "wrong"));
    daemon.establish(daemon.relay(peer).key("opensesame"), 64496);

    assertThat(KernelCounters.tcp("TCPMD5NotFound")).isGreaterThan(unsigned);
    assertThat(KernelCounters.tcp("TCPMD5Failure")).isGreaterThan(wrong);
    assertThat(daemon.sink().awaitEvent("SessionUp").get("session").asString()).isEqualTo("keyed");
  }

  private void connectBriefly(String peer, @Nullable String key) throws IOException {
    var relay = daemon.relay(peer).timeoutMillis(NO_ANSWER_MILLIS);
    if (key != null) {
      relay.key(key);
    }
    relay.connect();
  }

  @Test
  void takesPeersWithoutAKeyBesideIt() throws Exception {
    start(KEYED.formatted("127.0.0.2") + PLAIN);

    daemon.establish("127.0.0.3", 64497);

    assertThat(daemon.sink().awaitEvent("SessionUp").get("session").asString()).isEqualTo("plain");
  }

  @Test
  void refusesAPeerThatSignsWhereNoKeyIsConfigured() throws Exception {
    start(KEYED.formatted("127.0.0.2") + PLAIN);

    assertThatIOException().isThrownBy(() -> connectBriefly("127.0.0.3", "opensesame"));
    daemon.establish("127.0.0.3", 64497);
  }

  @Test
  void keysAWholeRangeAndAnotherInsideIt() throws Exception {
    start(
        """
          - {id: lan, kind: collector, dynamic: {range: 127.0.5.0/24}, password: of-the-lan}
          - {id: corner, kind: collector, dynamic: {range: 127.0.5.128/25}, password: of-the-corner}
        """);

    daemon.establish(daemon.relay("127.0.5.7").key("of-the-lan"), 64496);
    daemon.establish(daemon.relay("127.0.5.200").key("of-the-corner"), 64497);

    assertThatIOException().isThrownBy(() -> connectBriefly("127.0.5.8", null));
    assertThatIOException().isThrownBy(() -> connectBriefly("127.0.5.8", "of-the-corner"));
    assertThatIOException().isThrownBy(() -> connectBriefly("127.0.5.201", "of-the-lan"));
    daemon.establish(daemon.relay("127.0.5.8").key("of-the-lan"), 64498);
    assertThat(List.of(nextUp(), nextUp(), nextUp()))
        .containsExactlyInAnyOrder("lan/127.0.5.7", "corner/127.0.5.200", "lan/127.0.5.8");
  }

  /** Sessions of different event loops come up in any order. */
  private String nextUp() throws InterruptedException {
    return daemon.sink().awaitEvent("SessionUp").get("session").asString();
  }

  // Reload.

  @Test
  void takesANewKeyAtOnceAndTheOldNoMore() throws Exception {
    String keyed = KEYED.formatted("127.0.0.2");
    start(keyed + PLAIN);
    ScriptedSpeaker before = daemon.establish(daemon.relay("127.0.0.2").key("opensesame"), 64496);
    ScriptedSpeaker plain = daemon.establish("127.0.0.3", 64497);

    daemon.reload(
        SPEAKER.formatted("127.0.0.1:0") + keyed.replace("opensesame", "newsesame") + PLAIN);

    assertThat(before.expectNotification().error()).isEqualTo(ErrorCode.CONFIGURATION_CHANGE);
    assertThatIOException().isThrownBy(() -> connectBriefly("127.0.0.2", "opensesame"));
    daemon.establish(daemon.relay("127.0.0.2").key("newsesame"), 64496);
    plain.sendKeepalive();
    assertThat(List.of(nextUp(), nextUp(), nextUp()))
        .containsExactlyInAnyOrder("keyed", "plain", "keyed");
  }

  @Test
  void takesAKeyAwayAndGivesOneOnReload() throws Exception {
    String keyed = KEYED.formatted("127.0.0.2");
    start(keyed + PLAIN);

    daemon.reload(
        SPEAKER.formatted("127.0.0.1:0")
            + keyed.replace(", password: opensesame", "")
            + PLAIN.replace("}}", "}, password: its-own}"));

    daemon.establish("127.0.0.2", 64496);
    assertThatIOException().isThrownBy(() -> connectBriefly("127.0.0.3", null));
    daemon.establish(daemon.relay("127.0.0.3").key("its-own"), 64497);
  }

  // Failing closed.

  /** Keys for more peers than one socket has room for. */
  private static String moreThanFit() throws IOException {
    int octets;
    try (BufferedReader limit = Files.newBufferedReader(OPTMEM)) {
      octets = Integer.parseInt(limit.readLine());
    }
    StringBuilder sessions = new StringBuilder();
    for (int i = 0; i < octets / 64; i++) {
      sessions.append(
          "  - {id: s%d, kind: collector, peer: {address: 198.18.%d.%d, asn: 64496}, password: p}\n"
              .formatted(i, i / 256, i % 256));
    }
    return sessions.toString();
  }

  @Test
  void doesNotStartWithFewerKeysThanConfigured() throws Exception {
    String sessions = moreThanFit();
    Application application =
        new Application(
            RunningDaemon.load(temp, SPEAKER.formatted("127.0.0.1:0") + sessions),
            List.of(new QueueSink()));

    assertThatThrownBy(application::start)
        .isInstanceOf(IOException.class)
        .hasMessageMatching(
            "cannot listen on 127.0.0.1:0: the TCP MD5 key of session s\\d+ did not take: one"
                + " socket has no room for so many keys; raise net.core.optmem_max \\(now \\d+\\),"
                + " or give the peers of a range one key");
  }

  @Test
  void keepsTheOldConfigurationIfANewKeyDoesNotTake() throws Exception {
    String keyed = KEYED.formatted("127.0.0.2");
    start(keyed);
    String more = keyed.replace("opensesame", "newsesame") + moreThanFit();

    assertThatIOException()
        .isThrownBy(() -> daemon.reload(SPEAKER.formatted("127.0.0.1:0") + more))
        .withMessageContaining("did not take");

    assertThatIOException().isThrownBy(() -> connectBriefly("127.0.0.2", "newsesame"));
    daemon.establish(daemon.relay("127.0.0.2").key("opensesame"), 64496);
    assertThat(nextUp()).isEqualTo("keyed");
  }
}

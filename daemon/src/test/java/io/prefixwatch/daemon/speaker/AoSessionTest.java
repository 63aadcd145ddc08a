package io.prefixwatch.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.prefixwatch.daemon.config.AoAlgorithm;
import io.prefixwatch.daemon.fixture.RunningDaemon;
import io.prefixwatch.daemon.speaker.socket.SocketSupport;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * TCP-AO (RFC 5925) over real sockets, where the kernel has it: the right key under the right
 * numbers gets in, and nothing else does.
 */
class AoSessionTest {

  /** The kernel does not answer: how long it may not do so. */
  private static final int NO_ANSWER_MILLIS = 1_500;

  private static final String CONFIG =
      """
      speaker: {asn: 64500, router-id: 192.0.2.1, listen: ["127.0.0.1:0"]}
      sessions:
        - id: signed
          kind: collector
          peer: {address: 127.0.0.2, asn: 64496}
          tcp-ao: {keys: [{send-id: 7, recv-id: 9, secret: opensesame}]}
        - {id: plain, kind: collector, peer: {address: 127.0.0.3, asn: 64497}}
      """;

  @TempDir private Path temp;
  private RunningDaemon daemon;

  @BeforeAll
  static void needsTcpAo() {
    String missing = new SocketSupport().tcpAo(AoAlgorithm.HMAC_SHA1);
    assumeTrue(missing == null, () -> "TCP-AO cannot be tried here: " + missing);
  }

  @BeforeEach
  void start() throws Exception {
    daemon = new RunningDaemon(temp);
    daemon.start(CONFIG);
  }

  @AfterEach
  void close() throws Exception {
    daemon.close();
  }

  @Test
  void takesThePeerWithTheKeyAndNoOther() throws Exception {
    var unsigned = daemon.relay("127.0.0.2").timeoutMillis(NO_ANSWER_MILLIS);
    var otherSecret =
        daemon.relay("127.0.0.2").aoKey(9, 7, "closesesame").timeoutMillis(NO_ANSWER_MILLIS);
    var otherNumber =
        daemon.relay("127.0.0.2").aoKey(8, 7, "opensesame").timeoutMillis(NO_ANSWER_MILLIS);

    assertThatIOException().isThrownBy(unsigned::connect);
    assertThatIOException().isThrownBy(otherSecret::connect);
    assertThatIOException().isThrownBy(otherNumber::connect);
    daemon.establish(daemon.relay("127.0.0.2").aoKey(9, 7, "opensesame"), 64496);

    assertThat(nextUp()).isEqualTo("signed");
  }

  @Test
  void takesPeersWithoutAKeyBesideIt() throws Exception {
    daemon.establish("127.0.0.3", 64497);

    assertThat(nextUp()).isEqualTo("plain");
  }

  private String nextUp() throws InterruptedException {
    return daemon.sink().awaitEvent("SessionUp").get("session").asString();
  }
}

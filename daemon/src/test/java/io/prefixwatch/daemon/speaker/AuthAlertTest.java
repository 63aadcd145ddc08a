package io.prefixwatch.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.prefixwatch.daemon.fixture.RunningDaemon;
import io.prefixwatch.daemon.speaker.socket.SocketSupport;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** What the operator is told of connections that do not get in, and what nobody is told. */
class AuthAlertTest {

  private static final String CONFIG =
      """
      speaker: {asn: 64500, router-id: 192.0.2.1, listen: ["127.0.0.1:0"]}
      sessions:
        - {id: keyed, kind: collector, peer: {address: 127.0.0.2, asn: 64496}, password: opensesame}
        - {id: near, kind: collector, peer: {address: 127.0.0.3, asn: 64496}, ttl-security: 1}
        - {id: lan, kind: collector, dynamic: {range: 127.0.5.0/24}, ttl-security: 2}
      """;

  @TempDir private Path temp;
  private RunningDaemon daemon;

  @BeforeAll
  static void needsProtection() {
    SocketSupport support = new SocketSupport();
    assumeTrue(support.password() == null, () -> "no TCP MD5: " + support.password());
    assumeTrue(support.ttlSecurity() == null, () -> "no GTSM: " + support.ttlSecurity());
  }

  @BeforeEach
  void setUp() {
    daemon = new RunningDaemon(temp);
  }

  @AfterEach
  void close() throws Exception {
    daemon.close();
  }

  /** Other tests on this host may be refused at the same time, which is the host's incident. */
  private JsonNode alertOf(String subject) throws InterruptedException {
    JsonNode alert = daemon.sink().awaitAlert("open", "session.auth");
    while (!alert.get("subject").asString().equals(subject)) {
      alert = daemon.sink().awaitAlert("open", "session.auth");
    }
    return alert;
  }

  private static JsonNode evidence(JsonNode alert) {
    return alert.get("evidence").get(0);
  }

  @Test
  void namesTheSessionOfAConnectionFromTooFar() throws Exception {
    daemon.start(CONFIG);

    daemon.relay("127.0.0.3").ttl(64).connect().close();

    JsonNode alert = alertOf("near");
    assertThat(alert.get("severity").asString()).isEqualTo("minor");
    assertThat(evidence(alert).get("verdict").asString()).isEqualTo("ttl");
    assertThat(evidence(alert).get("detail").asString())
        .isEqualTo("127.0.0.3: TTL 64, at least 255 required");
    assertThat(alert.get("runbook").asString()).isEqualTo("docs/operations/session.auth.md");
  }

  /** Not its address: a range may have more of them than anybody wants incidents. */
  @Test
  void namesTheRangeOfAStrangerFromTooFar() throws Exception {
    daemon.start(CONFIG);

    daemon.relay("127.0.5.7").ttl(64).connect().close();

    JsonNode alert = alertOf("lan");
    assertThat(evidence(alert).get("detail").asString()).startsWith("127.0.5.7: ");
  }

  @Test
  void tellsWhatTheKernelDroppedAndWhoMayBeConcerned() throws Exception {
    daemon.start(CONFIG);

    assertThatIOException()
        .isThrownBy(() -> daemon.relay("127.0.0.2").key("wrong").timeoutMillis(1_500).connect());

    JsonNode alert = alertOf("host");
    assertThat(alert.toString()).contains("md5-wrong").contains("not up: keyed, near");
  }

  /** Every log line of a start, a session, a refusal, a reload and a failed one, down to debug. */
  @Test
  void neverLogsASecret() throws Exception {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    root.addAppender(lines);
    root.setLevel(Level.DEBUG);
    try {
      daemon.start(CONFIG);
      daemon.establish(daemon.relay("127.0.0.2").key("opensesame"), 64496);
      daemon.relay("127.0.0.3").ttl(64).connect().close();
      alertOf("near");
      daemon.reload(CONFIG.replace("opensesame", "newsesame"));
    } finally {
      root.setLevel(before);
      root.detachAppender(lines);
    }

    List<String> messages = lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    assertThat(messages).anyMatch(line -> line.contains("event=session-up session=keyed"));
    assertThat(messages).noneMatch(line -> line.contains("sesame"));
  }
}

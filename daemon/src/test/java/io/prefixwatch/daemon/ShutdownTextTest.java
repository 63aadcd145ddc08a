package io.prefixwatch.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.net.Octets;
import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import io.prefixwatch.daemon.fixture.AlertJournal;
import io.prefixwatch.daemon.fixture.LocalDaemon;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a peer says when it goes (RFC 9003) stands in the alert, and obeys nobody's terminal. */
class ShutdownTextTest {

  @TempDir private Path temp;
  private LocalDaemon daemon;

  @BeforeEach
  void start() throws Exception {
    daemon = LocalDaemon.in(temp);
  }

  @AfterEach
  void stop() throws Exception {
    daemon.stop();
  }

  /** A NOTIFICATION 6/2 whose data is the length and these octets. */
  private JsonNode downAfter(byte[] text, int saidLength) throws Exception {
    ScriptedSpeaker acme = daemon.connect("127.0.0.2");
    byte[] data = new byte[text.length + 1];
    data[0] = (byte) saidLength;
    System.arraycopy(text, 0, data, 1, text.length);
    acme.send(new Notification(ErrorCode.ADMINISTRATIVE_SHUTDOWN, Octets.of(data)).encode());
    return daemon.sink().awaitAlert("open", "session.down");
  }

  private static JsonNode onlyLoss(JsonNode down) {
    assertThat(down.get("lost_sessions")).hasSize(1);
    return down.get("lost_sessions").get(0);
  }

  @Test
  void standsInTheAlert() throws Exception {
    byte[] text = "maintenance until 04:00, ticket 815".getBytes(StandardCharsets.UTF_8);

    JsonNode loss = onlyLoss(downAfter(text, text.length));

    assertThat(loss.get("notification").get("text").asString())
        .isEqualTo("maintenance until 04:00, ticket 815");
  }

  /** The value is what the peer said; the line that an operator's terminal shows is harmless. */
  @Test
  void reachesTheLineEscaped() throws Exception {
    String said = "\u001b[2Jall well\u202e\u0007\u009b\",\"kind\":\"x";
    byte[] text = said.getBytes(StandardCharsets.UTF_8);

    JsonNode down = downAfter(text, text.length);

    assertThat(onlyLoss(down).get("notification").get("text").asString()).isEqualTo(said);
    assertThat(down.get("kind").asString()).isEqualTo("session.down");
    assertThat(daemon.sink().lines())
        .anyMatch(line -> line.contains("all well"))
        .noneMatch(line -> line.codePoints().anyMatch(AlertJournal::isObeyed));
  }

  @Test
  void isLeftOutWhereItsLengthIsNotTrue() throws Exception {
    byte[] text = "all well".getBytes(StandardCharsets.UTF_8);

    JsonNode loss = onlyLoss(downAfter(text, text.length + 1));

    assertThat(loss.get("notification").get("text").isNull()).isTrue();
    assertThat(loss.get("notification").get("name").asString())
        .isEqualTo("cease/administrative-shutdown");
  }
}

package io.prefixwatch.daemon;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.attribute.AttributeType;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Octets;
import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import io.prefixwatch.bgp.speak.UpdateBuilder;
import io.prefixwatch.daemon.fixture.LocalDaemon;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a running daemon says about malformed UPDATEs of a session (RFC 7606). */
class MalformedSessionTest {

  private static final String REGISTERED = "203.0.113.0/24";

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

  private static UpdateBuilder good(String prefix) {
    return anUpdate().announcing(prefix).via(64496, 64501);
  }

  private static UpdateBuilder withBadOrigin(String prefix) {
    return good(prefix).attribute(0x40, AttributeType.ORIGIN, (byte) 3);
  }

  @Test
  void tellsOfATreatAsWithdrawWithTheMessageAndWithdrawsTheRoute() throws Exception {
    ScriptedSpeaker acme = daemon.connect("127.0.0.2");
    acme.send(good(REGISTERED));
    acme.sendEndOfRib(Family.IPV4_UNICAST);
    byte[] message = withBadOrigin(REGISTERED).encode();

    acme.send(message);

    JsonNode alert = daemon.sink().awaitAlert("open", "session.malformed");
    JsonNode malformed = alert.get("malformed");
    assertThat(alert.get("subject").asString()).isEqualTo("acme-a");
    assertThat(alert.get("affected").toString()).isEqualTo("[\"203.0.113.0/24\"]");
    assertThat(alert.get("affected_total").asInt()).isEqualTo(1);
    assertThat(malformed.get("disposition").asString()).isEqualTo("treat-as-withdraw");
    assertThat(malformed.get("hex").asString()).isEqualTo(Octets.of(message).hex());
    assertThat(malformed.get("octets").asInt()).isEqualTo(message.length);
    assertThat(malformed.get("notification").isNull()).isTrue();
    assertThat(malformed.get("issues").get(0).get("attribute").asInt())
        .isEqualTo(AttributeType.ORIGIN);
    assertThat(daemon.sink().awaitEvent("PrefixWithdrawalEvent").get("session").asString())
        .isEqualTo("acme-a");
  }

  @Test
  void tellsOfAnAttributeDiscardAndKeepsTheRoute() throws Exception {
    ScriptedSpeaker acme = daemon.connect("127.0.0.2");

    acme.send(
        anUpdate()
            .announcing(REGISTERED)
            .via(64496, 64666)
            .attribute(0x40, AttributeType.ATOMIC_AGGREGATE, (byte) 1));

    JsonNode alert = daemon.sink().awaitAlert("open", "session.malformed");
    assertThat(alert.get("malformed").get("disposition").asString()).isEqualTo("attribute-discard");
    assertThat(alert.get("affected")).isEmpty();
    daemon.sink().awaitAlert("open", "hijack.origin");
  }

  @Test
  void tellsOfAResetWithTheNotificationAndThenOfTheLostSession() throws Exception {
    ScriptedSpeaker acme = daemon.connect("127.0.0.2");
    ScriptedSpeaker healthy = daemon.connect("127.0.0.3");
    byte[] message =
        good("198.51.100.0/24").attribute(0x80, AttributeType.MP_REACH_NLRI, (byte) 0).encode();

    acme.send(message);

    Notification answer = acme.expectNotification();
    JsonNode malformed = daemon.sink().awaitAlert("open", "session.malformed").get("malformed");
    JsonNode down = daemon.sink().awaitAlert("open", "session.down");
    assertThat(malformed.get("disposition").asString()).isEqualTo("session-reset");
    assertThat(malformed.get("hex").asString()).isEqualTo(Octets.of(message).hex());
    assertThat(malformed.get("notification").get("code").asInt()).isEqualTo(answer.error().code());
    assertThat(malformed.get("notification").get("data").asString()).isEqualTo(answer.data().hex());
    assertThat(down.get("malformed").isNull()).isTrue();
    assertThat(down.get("lost_sessions").get(0).get("session").asString()).isEqualTo("acme-a");
    healthy.send(anUpdate().announcing(REGISTERED).via(64496, 64666));
    assertThat(daemon.sink().awaitAlert("open", "hijack.origin").get("subject").isNull()).isTrue();
  }

  @Test
  void staysSilentAboutAMalformedMessageThatTouchesNothingRegistered() throws Exception {
    ScriptedSpeaker acme = daemon.connect("127.0.0.2");

    acme.send(withBadOrigin("198.51.100.0/24"));
    acme.send(anUpdate().announcing(REGISTERED).via(64496, 64666));

    daemon.sink().awaitAlert("open", "hijack.origin");
    assertThat(daemon.sink().passedOverNames()).doesNotContain("session.malformed");
  }
}

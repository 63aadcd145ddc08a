package io.prefixwatch.daemon;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.message.MessageType;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.message.RouteRefresh;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Octets;
import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import io.prefixwatch.bgp.speak.UpdateBuilder;
import io.prefixwatch.daemon.fixture.LocalDaemon;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a running daemon does about sessions with too many routes. */
class PrefixLimitSessionTest {

  @TempDir private Path temp;
  private final List<LocalDaemon> started = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (LocalDaemon daemon : started) {
      daemon.stop();
    }
  }

  private LocalDaemon start(String action) throws Exception {
    LocalDaemon daemon = LocalDaemon.in(temp, limit(10, action));
    started.add(daemon);
    return daemon;
  }

  private static String limit(int ipv4, String action) {
    return "prefix-limit: {ipv4: " + ipv4 + ", action: " + action + "}";
  }

  private static UpdateBuilder hosts(int from, int to) {
    UpdateBuilder update = anUpdate().via(64496, 64502);
    for (int i = from; i < to; i++) {
      update.announcing("198.51.100." + i + "/32");
    }
    return update;
  }

  private static UpdateBuilder withoutHosts(int from, int to) {
    UpdateBuilder update = anUpdate();
    for (int i = from; i < to; i++) {
      update.withdrawing("198.51.100." + i + "/32");
    }
    return update;
  }

  private static UpdateBuilder hijack() {
    return anUpdate().announcing("203.0.113.0/24").via(64496, 64666);
  }

  @Test
  void warnsAtEightyPercentAndClosesWhenBelowAgain() throws Exception {
    LocalDaemon daemon = start("warn");
    ScriptedSpeaker acme = daemon.connect("127.0.0.2");
    acme.sendEndOfRib(Family.IPV4_UNICAST);

    acme.send(hosts(0, 8));
    JsonNode opened = daemon.sink().awaitAlert("open", "session.prefix-limit");
    acme.send(withoutHosts(0, 1));
    JsonNode closed = daemon.sink().awaitAlert("close", "session.prefix-limit");

    assertThat(opened.get("severity").asString()).isEqualTo("minor");
    assertThat(opened.get("subject").asString()).isEqualTo("acme-a");
    assertThat(opened.get("evidence").get(0).get("observed").asString()).isEqualTo("8");
    assertThat(closed.get("close_reason").asString()).isEqualTo("restored");
  }

  @Test
  void staysSilentBelowEightyPercent() throws Exception {
    LocalDaemon daemon = start("warn");
    ScriptedSpeaker acme = daemon.connect("127.0.0.2");

    acme.send(hosts(0, 6));
    acme.send(hijack());

    daemon.sink().awaitAlert("open", "hijack.origin");
    assertThat(daemon.sink().passedOverNames()).doesNotContain("session.prefix-limit");
  }

  @Test
  void keepsASessionThatOnlyWarnsBeyondItsLimit() throws Exception {
    LocalDaemon daemon = start("warn");
    ScriptedSpeaker acme = daemon.connect("127.0.0.2");

    acme.send(hosts(0, 30));
    acme.send(hijack());

    JsonNode opened = daemon.sink().awaitAlert("open", "session.prefix-limit");
    assertThat(opened.get("severity").asString()).isEqualTo("major");
    daemon.sink().awaitAlert("open", "hijack.origin");
    assertThat(daemon.sink().passedOverNames()).doesNotContain("session.down");
  }

  @Test
  void judgesWhatItBlocksAndAsksForTheRestWhenThereIsRoom() throws Exception {
    LocalDaemon daemon = start("block");
    ScriptedSpeaker acme = daemon.connect("127.0.0.2");
    acme.expect(MessageType.UPDATE);
    acme.expect(MessageType.UPDATE);

    acme.send(hosts(0, 30));
    acme.send(hijack());
    JsonNode opened = daemon.sink().awaitAlert("open", "session.prefix-limit");
    daemon.sink().awaitAlert("open", "hijack.origin");
    acme.send(withoutHosts(0, 10));
    RouteRefresh asked = RouteRefresh.decode(acme.expect(MessageType.ROUTE_REFRESH), 0);

    assertThat(opened.get("evidence").toString()).contains("\"limited\"");
    assertThat(asked).isEqualTo(new RouteRefresh(Family.IPV4_UNICAST, RouteRefresh.REQUEST));
  }

  @Test
  void endsTheSessionWithCeaseAndPausesWhereItRestarts() throws Exception {
    LocalDaemon daemon = start("restart");
    ScriptedSpeaker acme = daemon.connect("127.0.0.2");

    acme.send(hosts(0, 11));

    Notification answer = acme.expectNotification();
    assertThat(answer.error()).isEqualTo(ErrorCode.MAXIMUM_PREFIXES);
    assertThat(answer.data()).isEqualTo(Octets.ofHex("0001010000000a"));
    JsonNode down = daemon.sink().awaitAlert("open", "session.down");
    assertThat(down.get("severity").asString()).isEqualTo("major");
    assertThat(daemon.dial("127.0.0.2").awaitNotification()).isNull();
    daemon.sink().awaitAlert("open", "session.prefix-limit");
  }

  @Test
  void keepsASessionThatIsExactlyAtItsLimit() throws Exception {
    LocalDaemon daemon = start("restart");
    ScriptedSpeaker acme = daemon.connect("127.0.0.2");

    acme.send(hosts(0, 9));
    acme.send(hijack());

    daemon.sink().awaitAlert("open", "hijack.origin");
    assertThat(daemon.sink().passedOverNames()).doesNotContain("session.down");
  }

  @Test
  void staysDownUntilAReloadWhereItDisables() throws Exception {
    LocalDaemon daemon = start("disable");
    ScriptedSpeaker acme = daemon.connect("127.0.0.2");
    acme.send(hosts(0, 11));
    assertThat(acme.expectNotification().error()).isEqualTo(ErrorCode.MAXIMUM_PREFIXES);
    assertThat(daemon.dial("127.0.0.2").awaitNotification()).isNull();

    daemon.reload(limit(100, "disable"));

    ScriptedSpeaker again = daemon.connect("127.0.0.2");
    again.send(hosts(0, 11));
    again.sendEndOfRib(Family.IPV4_UNICAST);
    JsonNode closed = daemon.sink().awaitAlert("close", "session.prefix-limit");
    assertThat(closed.get("close_reason").asString()).isEqualTo("restored");
    assertThat(daemon.sink().passedOverNames()).contains("session.down");
  }

  @Test
  void endsASessionThatIsBeyondANewLimit() throws Exception {
    LocalDaemon daemon = start("restart");
    ScriptedSpeaker acme = daemon.connect("127.0.0.2");
    acme.send(hosts(0, 7));
    acme.send(hijack());
    daemon.sink().awaitAlert("open", "hijack.origin");

    daemon.reload(limit(5, "restart"));

    assertThat(acme.expectNotification().error()).isEqualTo(ErrorCode.MAXIMUM_PREFIXES);
    JsonNode limit = daemon.sink().awaitAlert("open", "session.prefix-limit");
    assertThat(daemon.sink().awaitAlert("open", "session.down").get("cause"))
        .isEqualTo(limit.get("incident_id"));
  }
}

package io.prefixwatch.daemon;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.message.MessageType;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import io.prefixwatch.daemon.config.DaemonConfig;
import io.prefixwatch.daemon.config.LoadedConfig;
import io.prefixwatch.daemon.config.load.ConfigLoader;
import io.prefixwatch.daemon.fixture.QueueSink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The daemon's parts together, in this process, over real sockets on loopback. */
class ApplicationTest {

  private static final String SESSIONS =
      """
      speaker: {asn: 64500, router-id: 192.0.2.1, listen: ["127.0.0.1:0"]}
      sites: [{id: lon1}, {id: ams1}]
      partners: [{id: acme, asns: [64496]}, {id: globex, asns: [64499]}]
      sessions:
        - {id: acme-lon1, partner: acme, site: lon1, peer: {address: 127.0.0.2, asn: 64496}}
        - {id: globex-lon1, partner: globex, site: lon1, peer: {address: 127.0.0.3, asn: 64499}}
        - {id: acme-ams1, partner: acme, site: ams1, peer: {address: 127.0.0.3, asn: 64496}}
      detection: {hold-down: {close: 0s, availability: 0s, redundancy: 0s}}
      """;
  private static final String CONTOSO =
      """
      registrations:
        - {id: contoso, partner: acme, prefixes: [{prefix: 203.0.113.0/24, origins: [64501]}]}
      """;
  private static final String FABRIKAM =
      """
        - {id: fabrikam, prefixes: [{prefix: 198.51.100.0/24, origins: [64502]}]}
      """;

  @TempDir private Path temp;
  private final QueueSink sink = new QueueSink();
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void closeEverything() throws Exception {
    for (AutoCloseable closeable : open) {
      closeable.close();
    }
  }

  private DaemonConfig config(String yaml) throws IOException {
    Path file = Files.writeString(temp.resolve("main.yaml"), yaml);
    LoadedConfig loaded = ConfigLoader.ofProcess(false).load(file);
    return loaded.config().orElseThrow(() -> new AssertionError(loaded.problems()));
  }

  private Application start(String yaml) throws IOException, InterruptedException {
    Application application = new Application(config(yaml), List.of(sink));
    application.start();
    open.add(application::stop);
    return application;
  }

  private ScriptedSpeaker connect(Application application, String address, long asn)
      throws IOException {
    ScriptedSpeaker speaker =
        ScriptedSpeaker.connect(InetAddress.getByName(address), listening(application));
    open.add(0, speaker);
    speaker.establish(ScriptedSpeaker.plainOpen(asn, address));
    return speaker;
  }

  private static InetSocketAddress listening(Application application) {
    return application.listening().get(0);
  }

  @Test
  void alertsOnAHijackThatAPeerAnnounces() throws Exception {
    Application application = start(SESSIONS + CONTOSO);
    ScriptedSpeaker acme = connect(application, "127.0.0.2", 64496);

    acme.send(anUpdate().announcing("203.0.113.0/24").via(64496, 64666));
    JsonNode opened = sink.awaitAlert("open", "hijack.origin");
    acme.send(anUpdate().withdrawing("203.0.113.0/24"));
    JsonNode closed = sink.awaitAlert("close", "hijack.origin");

    assertThat(opened.get("seen_on").get(0).get("session").asString()).isEqualTo("acme-lon1");
    assertThat(closed.get("incident_id")).isEqualTo(opened.get("incident_id"));
    assertThat(closed.get("close_reason").asString()).isEqualTo("withdrawn");
  }

  @Test
  void tellsPeersOfOneAddressApartByTheirAsn() throws Exception {
    Application application = start(SESSIONS + CONTOSO);
    ScriptedSpeaker globex = connect(application, "127.0.0.3", 64499);
    ScriptedSpeaker acme = connect(application, "127.0.0.3", 64496);

    globex.send(anUpdate().announcing("203.0.113.0/24").via(64499, 64501));
    JsonNode leak = sink.awaitAlert("open", "leak.partner");
    acme.send(anUpdate().announcing("203.0.113.128/25").via(64496, 64501));
    JsonNode longer = sink.awaitAlert("open", "leak.more-specific");

    assertThat(leak.get("seen_on").get(0).get("session").asString()).isEqualTo("globex-lon1");
    assertThat(longer.get("seen_on").get(0).get("session").asString()).isEqualTo("acme-ams1");
  }

  @Test
  void refusesAnAsnThatNoSessionOfTheAddressHas() throws Exception {
    Application application = start(SESSIONS + CONTOSO);
    ScriptedSpeaker stranger =
        ScriptedSpeaker.connect(InetAddress.getByName("127.0.0.3"), listening(application));
    open.add(0, stranger);

    stranger.send(ScriptedSpeaker.plainOpen(64777, "192.0.2.77").encode());

    Notification answer = stranger.expectNotification();
    assertThat(answer.error()).isEqualTo(ErrorCode.BAD_PEER_AS);
  }

  @Test
  void takesTheAsnOfAPeerFromItsOpenWhereNoneIsConfigured() throws Exception {
    String anyAsn = SESSIONS.replace("127.0.0.3, asn: 64496", "127.0.0.3");
    Application application = start(anyAsn + CONTOSO);
    ScriptedSpeaker globex = connect(application, "127.0.0.3", 64499);
    ScriptedSpeaker acme = connect(application, "127.0.0.3", 64496);

    globex.send(anUpdate().announcing("203.0.113.0/24").via(64499, 64501));
    sink.awaitAlert("open", "leak.partner");
    acme.send(anUpdate().announcing("203.0.113.0/24").via(64496, 64666));

    JsonNode seen = sink.awaitAlert("open", "hijack.origin").get("seen_on").get(0);
    assertThat(seen.get("session").asString()).isEqualTo("acme-ams1");
    assertThat(seen.get("peer_asn").asLong()).isEqualTo(64496);
  }

  @Test
  void closesAnUnknownSourceWithoutAWord() throws Exception {
    Application application = start(SESSIONS + CONTOSO);

    try (Socket stranger = new Socket()) {
      stranger.bind(new InetSocketAddress("127.0.0.99", 0));
      stranger.connect(listening(application));
      stranger.setSoTimeout(10_000);
      assertThat(readOrReset(stranger)).isEqualTo(-1);
    }

    assertThat(application.speaker().rejectedConnections()).isEqualTo(1);
  }

  /** A socket that was closed unread may end or be reset: both say nothing. */
  private static int readOrReset(Socket socket) {
    try {
      return socket.getInputStream().read();
    } catch (IOException reset) {
      return -1;
    }
  }

  @Test
  void judgesWhatTheRibHoldsWhenAPrefixIsRegisteredLater() throws Exception {
    Application application = start(SESSIONS + CONTOSO);
    ScriptedSpeaker acme = connect(application, "127.0.0.2", 64496);
    acme.send(anUpdate().announcing("198.51.100.0/24").via(64496, 64666));
    acme.send(anUpdate().announcing("203.0.113.0/24").via(64496, 64666));
    sink.awaitAlert("open", "hijack.origin");

    application.reload(config(SESSIONS + CONTOSO + FABRIKAM));

    JsonNode opened = sink.awaitAlert("open", "hijack.origin");
    assertThat(opened.get("registration").asString()).isEqualTo("fabrikam");
    acme.sendKeepalive();
    acme.send(anUpdate().withdrawing("198.51.100.0/24"));
    assertThat(sink.awaitAlert("close", "hijack.origin").get("prefix").asString())
        .isEqualTo("198.51.100.0/24");
  }

  @Test
  void closesARemovedSessionOnReloadAndTouchesNoOther() throws Exception {
    Application application = start(SESSIONS + CONTOSO);
    ScriptedSpeaker kept = connect(application, "127.0.0.2", 64496);
    ScriptedSpeaker removed = connect(application, "127.0.0.3", 64499);

    application.reload(config(SESSIONS.replaceFirst("(?m)^.*globex-lon1.*\n", "") + CONTOSO));

    Notification goodBye = removed.expectNotification();
    assertThat(goodBye.error()).isEqualTo(ErrorCode.PEER_DECONFIGURED);
    kept.send(anUpdate().announcing("203.0.113.0/24").via(64496, 64666));
    sink.awaitAlert("open", "hijack.origin");
  }

  @Test
  void saysGoodByeWhenItStops() throws Exception {
    Application application = new Application(config(SESSIONS + CONTOSO), List.of(sink));
    application.start();
    ScriptedSpeaker acme = connect(application, "127.0.0.2", 64496);

    application.stop();

    Notification goodBye = acme.expectNotification();
    assertThat(goodBye.error()).isEqualTo(ErrorCode.ADMINISTRATIVE_SHUTDOWN);
  }

  @Test
  void connectsToAnActivePeerAndSendsTheEndOfRibItOwes() throws Exception {
    try (ServerSocket router = router()) {
      ScriptedSpeaker acme = startActive(router);

      acme.establish(ScriptedSpeaker.plainOpen(64496, "192.0.2.4"));

      assertThat(acme.expect(MessageType.UPDATE)).hasSize(23);
      assertThat(acme.expect(MessageType.UPDATE)).hasSize(29);
      acme.sendEndOfRib(Family.IPV4_UNICAST);
      assertThat(sink.awaitEvent("EndOfRib").get("session").asString()).isEqualTo("acme");
    }
  }

  /** Its first octets come after the connection is up: somebody must ask for them. */
  @Test
  void hearsAnActivePeerThatWaitsForOurOpenFirst() throws Exception {
    try (ServerSocket router = router()) {
      ScriptedSpeaker acme = startActive(router);

      acme.expectOpen();
      acme.send(ScriptedSpeaker.plainOpen(64496, "192.0.2.4").encode());
      acme.expect(MessageType.KEEPALIVE);
      acme.sendKeepalive();

      assertThat(sink.awaitEvent("SessionUp").get("session").asString()).isEqualTo("acme");
    }
  }

  private static ServerSocket router() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getByName("127.0.0.4"));
  }

  private ScriptedSpeaker startActive(ServerSocket router) throws Exception {
    String active =
        """
        speaker: {asn: 64500, router-id: 192.0.2.1, listen: []}
        partners: [{id: acme, asns: [64496]}]
        sessions:
          - {id: acme, partner: acme, peer: {address: 127.0.0.4, asn: 64496, active: true, port: %d}}
        """
            .formatted(router.getLocalPort());
    start(active + CONTOSO);
    ScriptedSpeaker speaker = ScriptedSpeaker.on(router.accept());
    open.add(0, speaker);
    return speaker;
  }
}

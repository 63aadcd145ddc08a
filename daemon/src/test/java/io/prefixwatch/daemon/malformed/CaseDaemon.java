package io.prefixwatch.daemon.malformed;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static io.prefixwatch.daemon.fixture.AlertJournal.is;
import static io.prefixwatch.daemon.fixture.AlertJournal.seenOn;

import io.prefixwatch.bgp.fixture.malformed.MalformedCase;
import io.prefixwatch.bgp.fixture.malformed.Setting;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import io.prefixwatch.daemon.Application;
import io.prefixwatch.daemon.config.DaemonConfig;
import io.prefixwatch.daemon.config.LoadedConfig;
import io.prefixwatch.daemon.config.load.ConfigLoader;
import io.prefixwatch.daemon.fixture.AlertJournal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A daemon with a session for each case, since a peer that broke the protocol is kept waiting, and
 * one for a healthy peer that holds a hijacked prefix from the start.
 */
final class CaseDaemon {

  /** A session that belongs to no case; its peer is AS 64496. */
  static final String SPARE = "spare";

  /** The shortest hold time that is accepted, seconds. */
  static final int SPARE_HOLD_TIME = Setting.MIN_HOLD_TIME;

  private static final String HEALTHY_ADDRESS = "127.3.0.1";
  private static final String SPARE_ADDRESS = "127.3.0.2";

  private final Application application;
  private final AlertJournal journal = new AlertJournal();
  private final ScriptedSpeaker healthy;
  private final JsonNode held;
  private boolean stopped;

  private CaseDaemon(DaemonConfig config) throws IOException, InterruptedException {
    application = new Application(config, List.of(journal));
    application.start();
    healthy = ScriptedSpeaker.connect(InetAddress.getByName(HEALTHY_ADDRESS), address());
    healthy.establish(ScriptedSpeaker.plainOpen(64498, "192.0.2.98"));
    healthy.sendEndOfRib(Family.IPV4_UNICAST);
    healthy.sendEndOfRib(Family.IPV6_UNICAST);
    healthy.send(anUpdate().announcing("198.51.100.0/24").via(64498, 64499));
    held = journal.await(0, "hijack", is("open", "hijack.origin").and(seenOn("healthy")));
  }

  /** Starts a daemon with these keys in its configuration, beside the sessions of the cases. */
  static CaseDaemon start(String keys, List<MalformedCase> cases)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile("malformed", ".yaml");
    try {
      Files.writeString(file, configuration(keys, cases));
      LoadedConfig loaded = ConfigLoader.ofProcess(false).load(file);
      return new CaseDaemon(
          loaded.config().orElseThrow(() -> new AssertionError(loaded.problems())));
    } finally {
      Files.delete(file);
    }
  }

  private static String configuration(String keys, List<MalformedCase> cases) {
    StringBuilder yaml = new StringBuilder();
    yaml.append(
        """
        speaker:
          asn: %d
          router-id: %s
          listen: ["127.0.0.1:0"]
          min-hold-time: %ds
          confederation: {identifier: 64510, members: [%d]}
        detection: {hold-down: {close: 0s}}
        registrations:
          - id: contoso
            prefixes:
              - {prefix: 203.0.113.0/24, origins: [64501]}
              - {prefix: "2001:db8:1::/48", origins: [64501]}
              - {prefix: 198.51.100.0/24, origins: [64501]}
        sessions:
          - {id: healthy, kind: collector, peer: {address: %s, asn: 64498}}
          - {id: %s, kind: collector, peer: {address: %s, asn: 64496}}
        """
            .formatted(
                Setting.LOCAL_ASN,
                Setting.LOCAL_ID,
                Setting.MIN_HOLD_TIME,
                Setting.MEMBER_ASN,
                HEALTHY_ADDRESS,
                SPARE,
                SPARE_ADDRESS));
    for (int number = 0; number < cases.size(); number++) {
      Setting setting = cases.get(number).setting();
      yaml.append("  - {id: ").append(id(number)).append(", kind: collector, ");
      yaml.append("peer: {address: ").append(addressOf(number));
      yaml.append(", asn: ").append(setting.peerAsn()).append("}");
      yaml.append(keysOf(setting)).append("}\n");
    }
    return yaml.append(keys).toString();
  }

  private static String keysOf(Setting setting) {
    return switch (setting) {
      case ADD_PATH -> ", add-path: receive";
      case ROLE -> ", role: peer";
      case ROLE_STRICT -> ", role: peer, role-strict: true";
      default -> "";
    };
  }

  /** The session of a case. */
  static String id(int number) {
    return "case-" + number;
  }

  private static String addressOf(int number) {
    return "127.4." + number / 250 + "." + (number % 250 + 1);
  }

  private InetSocketAddress address() {
    return application.listening().get(0);
  }

  CaseSession connect(MalformedCase malformed, int number) throws IOException {
    return CaseSession.before(malformed, InetAddress.getByName(addressOf(number)), address());
  }

  /** The peer of the spare session, connected and silent. */
  ScriptedSpeaker connectSpare() throws IOException {
    return ScriptedSpeaker.connect(InetAddress.getByName(SPARE_ADDRESS), address());
  }

  AlertJournal journal() {
    return journal;
  }

  ScriptedSpeaker healthy() {
    return healthy;
  }

  /** The incident that the healthy peer keeps open. */
  JsonNode held() {
    return held;
  }

  void stop() throws InterruptedException {
    if (!stopped) {
      stopped = true;
      application.stop();
    }
  }

  void end() throws InterruptedException, IOException {
    stop();
    healthy.close();
  }
}

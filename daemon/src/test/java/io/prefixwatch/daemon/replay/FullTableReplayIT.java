package io.prefixwatch.daemon.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.attribute.AsPath;
import io.prefixwatch.bgp.attribute.SegmentType;
import io.prefixwatch.bgp.message.MessageType;
import io.prefixwatch.bgp.mrt.MrtFault;
import io.prefixwatch.bgp.mrt.MrtHandler;
import io.prefixwatch.bgp.mrt.RecordedMessage;
import io.prefixwatch.bgp.mrt.RecordedRibEntry;
import io.prefixwatch.bgp.mrt.RecordedStateChange;
import io.prefixwatch.bgp.net.Asn;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.update.AttributeDecoder;
import io.prefixwatch.bgp.update.NlriCursor;
import io.prefixwatch.bgp.update.UpdateScan;
import io.prefixwatch.daemon.config.DaemonConfig;
import io.prefixwatch.daemon.config.load.ConfigLoader;
import io.prefixwatch.daemon.feed.mrt.MrtFile;
import io.prefixwatch.daemon.fixture.SharedData;
import io.prefixwatch.daemon.json.JsonLines;
import io.prefixwatch.monitor.registry.SessionKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A real full table against a registry of over 600,000 prefixes that is nine days younger: finds
 * exactly the prefixes that were announced with another origin.
 */
class FullTableReplayIT {

  private static final long PEER_ASN = 3856;

  @TempDir private Path temp;

  @Test
  void findsEveryPrefixWithAnotherOriginAndNoOther() throws IOException {
    Path recording = SharedData.path("mrt/updates.et-header.2015.gz");
    Map<String, Long> registered = register(SharedData.path("tables/ipasn6_20151101.dat.gz"));
    Map<String, AsPath> last = lastAnnouncements(recording);

    ByteArrayOutputStream first = replay(recording);
    ByteArrayOutputStream second = replay(recording);

    assertThat(foundHijacks(first)).isEqualTo(expectedHijacks(registered, last));
    assertThat(second.toByteArray()).isEqualTo(first.toByteArray());
    accountForTheIndependentCount(registered, last);
  }

  /**
   * 2,431 prefixes were counted elsewhere, by origins that are plain numbers. Four of them end in
   * AS 0, which counts as withdrawn (RFC 7607). 49 more stand behind an AS_SET with a foreign
   * member. The one empty path is the neighbour's own prefix.
   */
  private static void accountForTheIndependentCount(
      Map<String, Long> registered, Map<String, AsPath> last) {
    int plain = 0;
    int sets = 0;
    int empty = 0;
    for (String hijack : expectedHijacks(registered, last)) {
      AsPath path = last.get(hijack.substring(0, hijack.indexOf(' ')));
      if (path == null || path.isEmpty()) {
        empty++;
      } else if (path.segmentType(path.segmentCount() - 1) == SegmentType.AS_SET) {
        sets++;
      } else {
        plain++;
      }
    }
    assertThat(plain).isEqualTo(2431 - 4);
    assertThat(sets).isEqualTo(49);
    assertThat(empty).isZero();
  }

  /** Writes the configuration; returns the origin of each prefix. */
  private Map<String, Long> register(Path table) throws IOException {
    Map<String, Long> origins = TableAsRegistry.write(table, temp.resolve("bulk.csv"));
    Files.writeString(
        temp.resolve("main.yaml"),
        """
        speaker: {asn: 64500, router-id: 192.0.2.1}
        sessions: [{id: table, kind: collector, peer: {address: 206.220.231.55, asn: 3856}}]
        include: [bulk.csv]
        """);
    assertThat(origins).hasSizeGreaterThan(600_000);
    return origins;
  }

  private ByteArrayOutputStream replay(Path recording) throws IOException {
    DaemonConfig config =
        ConfigLoader.ofProcess(false).load(temp.resolve("main.yaml")).config().orElseThrow();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Replay replay =
        new Replay(
            config.registry(1), SessionKind.COLLECTOR, new JsonLines(out), false, fault -> {});
    try (MrtFile file = MrtFile.open(recording)) {
      assertThat(file.readAll(replay)).isNull();
    }
    replay.finish(Duration.ofMinutes(1));
    return out;
  }

  /** Prefix and suspect of each hijack.origin that is open at the end. */
  private static Set<String> foundHijacks(ByteArrayOutputStream records) {
    ObjectMapper mapper = new ObjectMapper();
    Set<String> open = new TreeSet<>();
    records
        .toString(StandardCharsets.UTF_8)
        .lines()
        .forEach(
            line -> {
              JsonNode alert = mapper.readTree(line);
              if (alert.get("kind").asString().equals("hijack.origin")) {
                String key = alert.get("prefix").asString() + " " + alert.get("suspect_asn");
                if (alert.get("action").asString().equals("close")) {
                  open.remove(key);
                } else {
                  open.add(key);
                }
              }
            });
    return open;
  }

  /** The rule again, in plain words, from the last announcement of each prefix. */
  private static Set<String> expectedHijacks(
      Map<String, Long> registered, Map<String, AsPath> last) {
    Set<String> expected = new TreeSet<>();
    last.forEach(
        (prefix, path) -> {
          Long origin = registered.get(prefix);
          if (origin != null) {
            origins(path).stream()
                .filter(asn -> !asn.equals(origin) && asn != Asn.TRANS)
                .findFirst()
                .ifPresent(suspect -> expected.add(prefix + " " + suspect));
          }
        });
    return expected;
  }

  private static Set<Long> origins(AsPath path) {
    Set<Long> origins = new TreeSet<>();
    if (path.isEmpty()) {
      origins.add(PEER_ASN);
      return origins;
    }
    int segment = path.segmentCount() - 1;
    boolean set = path.segmentType(segment) == SegmentType.AS_SET;
    int from = set ? path.segmentStart(segment) : path.segmentEnd(segment) - 1;
    for (int i = from; i < path.segmentEnd(segment); i++) {
      origins.add(path.hop(i));
    }
    return origins;
  }

  private static Map<String, AsPath> lastAnnouncements(Path recording) throws IOException {
    LastAnnouncements last = new LastAnnouncements();
    try (MrtFile file = MrtFile.open(recording)) {
      file.readAll(last);
    }
    return last.paths;
  }

  /** Remembers the last path of each prefix; nothing of the RIB or the engine is used. */
  private static final class LastAnnouncements implements MrtHandler {

    private final Map<String, AsPath> paths = new HashMap<>();
    private final UpdateScan scan = new UpdateScan();

    @Override
    public void message(RecordedMessage message) {
      if (message.type() != MessageType.UPDATE) {
        return;
      }
      scan.scan(message.buffer(), message.from(), message.length(), message.context());
      NlriCursor withdrawn = scan.withdrawnPlain();
      while (withdrawn.next()) {
        paths.remove(withdrawn.toNlri().prefix().toString());
      }
      AsPath path = AttributeDecoder.decode(scan.attributes(), message.as4(), null).asPath();
      boolean sound = scan.issues().stream().noneMatch(issue -> issue.reason().contains("AS 0 is"));
      NlriCursor announced = scan.announcedPlain();
      while (announced.next()) {
        Prefix prefix = announced.toNlri().prefix();
        if (sound) {
          paths.put(prefix.toString(), path);
        } else {
          paths.remove(prefix.toString());
        }
      }
    }

    @Override
    public void ribEntry(RecordedRibEntry entry) {}

    @Override
    public void stateChange(RecordedStateChange change) {}

    @Override
    public void malformed(MrtFault fault) {}

    @Override
    public void unsupported(int type, int subtype) {}
  }
}

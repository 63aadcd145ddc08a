package io.prefixwatch.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.fixture.SharedData;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every recording of the shared data against figures that another reader counted. */
class DumpRecordingsTest {

  /** One announcement, cut short: malformed by the RFC, so no line and a complaint. */
  private static final String MALFORMED = "updates.nlri_mask_trailing_bits.gz";

  /** Its compressed stream is cut off: whole records, then a complaint. */
  private static final String CUT_OFF = "rib6.20151101.0600_firstMB.bz2";

  /** Holds four announcements with AS 0 in the path, which count as withdrawn (RFC 7607). */
  private static final String WITH_AS_0 = "updates.et-header.2015.gz";

  private static final int ANNOUNCEMENTS_WITH_AS_0 = 4;

  /** What one dump holds, counted. */
  private static final class Figures {

    private final Map<String, Integer> lines = new HashMap<>();
    private final Set<String> peers = new HashSet<>();
    private final Set<String> announced = new HashSet<>();
    private final Set<String> withdrawn = new HashSet<>();
    private final Set<String> paths = new HashSet<>();
    private final Set<String> held = new HashSet<>();
    private long firstTime;
    private long lastTime;

    void add(JsonNode line) {
      String type = line.get("type").asString();
      lines.merge(type, 1, Integer::sum);
      String peer = line.get("peer").asString();
      peers.add(peer + " " + line.get("peer_asn"));
      lastTime = micros(line.get("time").asString());
      firstTime = firstTime == 0 ? lastTime : firstTime;
      String prefix = line.get("prefix").asString("");
      switch (type) {
        case "announce", "rib" -> {
          announced.add(prefix);
          paths.add(line.get("as_path").toString());
          held.add(peer + " " + prefix);
        }
        case "withdraw" -> {
          withdrawn.add(prefix);
          held.remove(peer + " " + prefix);
        }
        default -> assertThat(type).isEqualTo("state");
      }
    }

    private static long micros(String time) {
      return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time));
    }

    int count(String type) {
      return lines.getOrDefault(type, 0);
    }

    long announcedIpv6() {
      return announced.stream().filter(prefix -> prefix.contains(":")).count();
    }
  }

  static List<Path> recordings() {
    return SharedData.recordings("mrt");
  }

  private static JsonNode anchors(Path file) {
    JsonNode all = JsonMapper.shared().readTree(SharedData.path("mrt/anchors.json").toFile());
    JsonNode anchors = all.get(file.getFileName().toString());
    assertThat(anchors).as("anchors of %s", file).isNotNull();
    return anchors;
  }

  /** Lines that the other reader printed, of kinds A, W, B or STATE. */
  private static int lines(JsonNode anchors, String kind) {
    return anchors.get("lines").properties().stream()
        .filter(entry -> entry.getKey().endsWith("/" + kind))
        .mapToInt(entry -> entry.getValue().asInt())
        .sum();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recordings")
  void countsWhatAnotherReaderCounts(Path file) {
    String name = file.getFileName().toString();
    if (name.equals(MALFORMED)) {
      return; // see below
    }
    JsonNode anchors = anchors(file);
    int withdrawnByAs0 = name.equals(WITH_AS_0) ? ANNOUNCEMENTS_WITH_AS_0 : 0;
    boolean pathIds = anchors.get("lines").toString().contains("_AP/");

    CommandRun run = CommandRun.of("dump", file.toString());
    Figures figures = new Figures();
    run.out().forEach(line -> figures.add(JsonMapper.shared().readTree(line)));

    assertThat(run.exitCode()).isEqualTo(name.equals(CUT_OFF) ? 1 : 0);
    assertThat(figures.count("rib")).isEqualTo(lines(anchors, "B"));
    assertThat(figures.count("state")).isEqualTo(lines(anchors, "STATE"));
    assertThat(figures.count("announce")).isEqualTo(lines(anchors, "A") - withdrawnByAs0);
    assertThat(figures.count("withdraw")).isEqualTo(lines(anchors, "W") + withdrawnByAs0);
    assertThat(figures.peers).hasSize(anchors.get("peers").asInt());
    assertThat(figures.announced)
        .hasSize(anchors.get("prefixes_announced").asInt() - withdrawnByAs0);
    assertThat(figures.announcedIpv6()).isEqualTo(anchors.get("v6_prefixes_announced").asLong());
    assertThat(figures.withdrawn)
        .hasSize(anchors.get("prefixes_withdrawn").asInt() + withdrawnByAs0);
    assertThat(figures.held)
        .hasSize(anchors.get("adj_rib_in_entries_after_replay").asInt() - withdrawnByAs0);
    if (!pathIds) { // the figure mixes path identifiers in where there are any
      assertThat(figures.paths)
          .hasSize(anchors.get("distinct_as_paths").asInt() - (withdrawnByAs0 > 0 ? 1 : 0));
    }
    assertThat(figures.firstTime).isEqualTo(Math.round(1e6 * anchors.get("first_time").asDouble()));
    assertThat(figures.lastTime).isEqualTo(Math.round(1e6 * anchors.get("last_time").asDouble()));
  }

  @Test
  void reportsTheRecordingWhoseOnlyMessageIsMalformed() {
    Path file = SharedData.path("mrt/" + MALFORMED);

    CommandRun run = CommandRun.of("dump", file.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).hasSize(1);
    assertThat(run.err().get(0)).contains("offset 0", "malformed prefix");
  }

  @Test
  void reportsWhereTheCutRecordingBreaksOff() {
    Path file = SharedData.path("mrt/" + CUT_OFF);

    CommandRun run = CommandRun.of("dump", file.toString());

    assertThat(run.err()).hasSize(1);
    assertThat(run.err().get(0))
        .contains("offset 12131168: the file ends inside a record")
        .contains("the bzip2 data is damaged or cut off");
  }

  @Test
  void countsTheRecordTypesThatItSkips() {
    Path file = SharedData.path("mrt/sample.openbgpd_rib_table-v2.mrt");

    CommandRun run = CommandRun.of("dump", file.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.err()).hasSize(1);
    assertThat(run.err().get(0)).endsWith("TABLE_DUMP_V2/RIB_GENERIC 2");
  }

  @Test
  void printsEveryKeyOnEveryLine() {
    List<String> keys =
        List.of(
            "time",
            "type",
            "peer",
            "peer_asn",
            "prefix",
            "path_id",
            "as_path",
            "origin",
            "next_hop",
            "med",
            "local_pref",
            "communities",
            "ext_communities",
            "large_communities",
            "aggregator",
            "atomic_aggregate",
            "otc");
    Stream<Path> files = recordings().stream().filter(file -> !file.endsWith(WITH_AS_0));

    files
        .flatMap(file -> CommandRun.of("dump", file.toString()).out().stream().limit(2000))
        .map(line -> JsonMapper.shared().readTree(line))
        .forEach(line -> assertThat(line.propertyNames()).containsSubsequence(keys));
  }
}

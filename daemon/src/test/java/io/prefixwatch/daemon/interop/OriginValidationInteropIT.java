package io.prefixwatch.daemon.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.daemon.config.problem.Position;
import io.prefixwatch.daemon.config.problem.Problems;
import io.prefixwatch.daemon.feed.mrt.MrtFile;
import io.prefixwatch.daemon.fixture.OtherPrograms;
import io.prefixwatch.daemon.fixture.SharedData;
import io.prefixwatch.daemon.inspect.RecordingDump;
import io.prefixwatch.daemon.rpki.file.RpkiFile;
import io.prefixwatch.monitor.rpki.Slurm;
import io.prefixwatch.monitor.rpki.SourceData;
import io.prefixwatch.monitor.rpki.SourceUnion;
import io.prefixwatch.monitor.rpki.VrpTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Every origin of a full table, judged by all real VRPs, here and in BIRD: the same verdict. The
 * table is one of IPv4; for IPv6 the routes are made from the VRPs, around every edge that one has.
 */
@Tag("long")
class OriginValidationInteropIT {

  private static final long PATIENCE_SECONDS = 180;

  private static final long STRANGER = 64666;

  /** BIRD's names of what we call valid, invalid, not-found. */
  private static final Map<String, String> STATES =
      Map.of("VALID", "valid", "INVALID", "invalid", "UNKNOWN", "not-found");

  @TempDir private Path temp;
  private @Nullable Prefix shownLast;

  @BeforeEach
  void needsBird() {
    OtherPrograms.require(BirdRouter.DAEMON, BirdRouter.CLIENT);
  }

  /** The origins of each announced prefix; 0 for a path that ends in a set or is empty. */
  private Map<Prefix, Set<Long>> announcedOrigins() throws IOException {
    Path lines = temp.resolve("dump.jsonl");
    try (MrtFile file = MrtFile.open(SharedData.path("mrt/updates.et-header.2015.gz"));
        OutputStream out = Files.newOutputStream(lines)) {
      RecordingDump dump = new RecordingDump(out, fault -> {});
      file.readAll(dump);
      dump.flush();
    }
    Map<Prefix, Set<Long>> origins = new LinkedHashMap<>();
    ObjectMapper mapper = new ObjectMapper();
    long announcements = 0;
    try (BufferedReader reader = Files.newBufferedReader(lines)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.contains("\"type\":\"announce\"")) {
          JsonNode node = mapper.readTree(line);
          JsonNode path = node.get("as_path");
          JsonNode last = path.isEmpty() ? null : path.get(path.size() - 1);
          long origin = last == null || last.isArray() ? 0 : last.longValue();
          Prefix prefix = Prefix.parse(node.get("prefix").asString());
          origins.computeIfAbsent(prefix, unused -> new LinkedHashSet<>()).add(origin);
          announcements++;
        }
      }
    }
    // Four more of the 577,737 have AS 0 in their path, which withdraws them (RFC 7607).
    assertThat(announcements).isEqualTo(577_733);
    return origins;
  }

  /** The k-th origin of a prefix stands in the k-th static protocol. */
  private static List<Map<Prefix, Long>> byProtocol(Map<Prefix, Set<Long>> origins) {
    List<Map<Prefix, Long>> protocols = new ArrayList<>();
    origins.forEach(
        (prefix, all) -> {
          int k = 0;
          for (long origin : all) {
            if (k == protocols.size()) {
              protocols.add(new LinkedHashMap<>());
            }
            protocols.get(k++).put(prefix, origin);
          }
        });
    return protocols;
  }

  private static VrpTable vrps() {
    SourceData data =
        RpkiFile.read(
            SharedData.path("rpki/rpkiclient-20250720T093135Z.json.gz"),
            Position.startOf("test"),
            new Problems(false));
    return SourceUnion.of(List.of(Objects.requireNonNull(data)), Slurm.NONE).knownVrps();
  }

  /** Around each VRP: as it says, by a stranger, one bit longer than allowed, one bit shorter. */
  private static Map<Prefix, Set<Long>> aroundEachIpv6(VrpTable vrps) {
    Map<Prefix, Set<Long>> origins = new LinkedHashMap<>();
    vrps.forEach(
        (isIpv6, hi, lo, length, maxLength, asn, expires) -> {
          if (isIpv6) {
            add(origins, new Prefix(true, hi, lo, length), asn);
            add(origins, new Prefix(true, hi, lo, length), STRANGER);
            add(origins, new Prefix(true, hi, lo, maxLength), asn);
            if (maxLength < 128) {
              add(origins, new Prefix(true, hi, lo, maxLength + 1), asn);
            }
            if (length > 1 && length <= Long.SIZE) {
              long shorter = hi & -1L << Long.SIZE - length + 1;
              add(origins, new Prefix(true, shorter, 0, length - 1), asn);
            }
          }
        });
    return origins;
  }

  private static void add(Map<Prefix, Set<Long>> origins, Prefix prefix, long origin) {
    origins.computeIfAbsent(prefix, unused -> new LinkedHashSet<>()).add(origin);
  }

  private void configure(VrpTable vrps, List<Map<Prefix, Long>> protocols, boolean ofIpv6)
      throws IOException {
    int version = ofIpv6 ? 6 : 4;
    try (Writer out = Files.newBufferedWriter(temp.resolve("bird.conf"))) {
      out.write("router id 192.0.2.1;\nroa" + version + " table r;\nprotocol device {}\n");
      out.write("protocol static vrps {\nroa" + version + " { table r; };\n");
      vrps.forEach(
          (isIpv6, hi, lo, length, maxLength, asn, expires) -> {
            if (isIpv6 == ofIpv6) {
              Prefix prefix = new Prefix(isIpv6, hi, lo, length);
              write(out, "route " + prefix + " max " + maxLength + " as " + asn + ";\n");
            }
          });
      out.write("}\n");
      for (int k = 0; k < protocols.size(); k++) {
        out.write("protocol static s" + k + " {\nipv" + version + ";\n");
        protocols
            .get(k)
            .forEach(
                (prefix, origin) ->
                    write(
                        out,
                        "route " + prefix + " blackhole { bgp_path.prepend(" + origin + "); };\n"));
        out.write("}\n");
      }
    }
  }

  private static void write(Writer out, String text) {
    try {
      out.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitUp() throws IOException, InterruptedException {
    List<String> status = List.of(BirdRouter.CLIENT, "-s", "control", "show", "status");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (RunningProgram.attempt(status, temp).status() != 0) {
      assertThat(System.nanoTime() - deadline).as("BIRD does not answer").isNegative();
      Thread.sleep(200);
    }
  }

  @Test
  void saysOfEveryRouteWhatBirdSays() throws Exception {
    compare(vrps(), byProtocol(announcedOrigins()), false);
  }

  @Test
  void saysOfEveryRouteWhatBirdSaysOfIpv6() throws Exception {
    VrpTable vrps = vrps();

    compare(vrps, byProtocol(aroundEachIpv6(vrps)), true);
  }

  private void compare(VrpTable vrps, List<Map<Prefix, Long>> protocols, boolean ofIpv6)
      throws Exception {
    configure(vrps, protocols, ofIpv6);
    Map<String, Integer> counts = new HashMap<>();
    List<String> differing = new ArrayList<>();
    List<String> command =
        List.of(BirdRouter.DAEMON, "-f", "-c", "bird.conf", "-s", "control", "-P", "pid");

    try (RunningProgram bird =
        RunningProgram.start(command, Map.of(), temp, temp.resolve("bird.log"), false)) {
      awaitUp();
      for (Map.Entry<String, String> state : STATES.entrySet()) {
        String where = "roa_check(r, net, bgp_path.last) = ROA_" + state.getKey();
        String shown =
            RunningProgram.run(
                List.of(
                    BirdRouter.CLIENT,
                    "-s",
                    "control",
                    "show route table master" + (ofIpv6 ? 6 : 4) + " where " + where),
                temp);
        shown
            .lines()
            .filter(line -> line.contains(" blackhole ["))
            .forEach(
                line -> {
                  // Of several routes of a prefix the first one names it.
                  String[] words = line.split("\\s+", -1);
                  shownLast = words[0].isEmpty() ? shownLast : Prefix.parse(words[0]);
                  Prefix prefix = Objects.requireNonNull(shownLast);
                  int protocol = Integer.parseInt(words[2].substring(2));
                  long origin = Objects.requireNonNull(protocols.get(protocol).get(prefix));
                  long judged = origin == 0 ? VrpTable.NO_ORIGIN : origin;
                  String ours = vrps.validate(prefix, judged).state();
                  counts.merge(ours, 1, Integer::sum);
                  if (!ours.equals(state.getValue())) {
                    differing.add(prefix + " AS" + origin + ": " + ours + ", BIRD " + state);
                  }
                });
      }
      assertThat(bird.isAlive()).isTrue();
    }

    System.getLogger(getClass().getName())
        .log(System.Logger.Level.INFO, "verdicts on {0} VRPs: {1}", vrps.size(), counts);
    assertThat(differing).isEmpty();
    int pairs = protocols.stream().mapToInt(Map::size).sum();
    assertThat(counts.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(pairs);
    assertThat(counts).containsOnlyKeys("valid", "invalid", "not-found");
  }
}

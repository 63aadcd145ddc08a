package io.prefixwatch.daemon.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.mrt.MrtHandler;
import io.prefixwatch.daemon.config.DaemonConfig;
import io.prefixwatch.daemon.config.RpkiSettings;
import io.prefixwatch.daemon.config.load.ConfigLoader;
import io.prefixwatch.daemon.feed.mrt.MrtFile;
import io.prefixwatch.daemon.fixture.SharedData;
import io.prefixwatch.daemon.json.JsonLines;
import io.prefixwatch.monitor.registry.SessionKind;
import io.prefixwatch.monitor.rpki.RpkiData;
import io.prefixwatch.monitor.rpki.SourceUnion;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What ordinary recordings raise is what docs/noise.md lists and explains, no more and no less. */
class NoiseIT {

  private static final String TABLE_DAY = "mrt/updates.et-header.2015.gz";
  private static final String AUGUST = "mrt/updates.20160811.1600.gz";
  private static final String APRIL = "mrt/ris.rrc06.updates.1427846400.gz";
  private static final long ANNOUNCEMENTS = 577_733;
  private static final String VERDICT = "{\"schema\":\"prefixwatch.verdict.v1\"";
  private static final Path PAGE = Path.of("../docs/noise.md");
  private static final Pattern KIND = Pattern.compile("^\\| `([a-z.-]+)` \\|");
  private static final Pattern FOUND = Pattern.compile("([0-9a-f.:]+/\\d+) (AS\\d+|nobody)");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path temp;
  private static DaemonConfig config;
  private static RpkiData rpki;

  @BeforeAll
  static void register() throws IOException {
    TableAsRegistry.write(
        SharedData.path("tables/ipasn6_20151101.dat.gz"), temp.resolve("bulk.csv"));
    String yaml = Files.readString(PAGE);
    int from = yaml.indexOf("```yaml\n") + "```yaml\n".length();
    Path data = SharedData.path("asrel").resolveSibling("");
    Path file =
        Files.writeString(
            temp.resolve("noise.yaml"),
            yaml.substring(from, yaml.indexOf("```", from))
                .replace("../shared/data", data.toString()));
    config = ConfigLoader.ofProcess(true).load(file).config().orElseThrow();
    RpkiSettings settings = Objects.requireNonNull(config.rpki());
    rpki = SourceUnion.of(settings.loaded(), settings.slurm());
  }

  /** The lines of the records; of verdicts, of which there are too many to keep, the leaks. */
  private static List<String> replay(
      String recording, boolean verdicts, UnaryOperator<MrtHandler> through) throws IOException {
    List<String> kept = new ArrayList<>();
    Replay replay =
        new Replay(
                config.registry(1),
                SessionKind.COLLECTOR,
                new JsonLines(new Lines(line -> keep(line, kept))),
                true,
                fault -> {})
            .validatingBy(rpki);
    if (verdicts) {
      replay.explainingVerdicts();
    }
    try (MrtFile file = MrtFile.open(SharedData.path(recording))) {
      assertThat(file.readAll(through.apply(replay))).isNull();
    }
    replay.finish(Duration.ZERO);
    return kept;
  }

  private static void keep(String line, List<String> kept) {
    if (!line.startsWith(VERDICT) || line.contains("\"kinds\":[\"leak.path\"")) {
      kept.add(line);
    }
  }

  /** Passes on what is written line by line; it comes in whole lines. */
  private static final class Lines extends OutputStream {

    private final Consumer<String> to;

    Lines(Consumer<String> to) {
      this.to = to;
    }

    @Override
    public void write(int octet) {
      throw new UnsupportedOperationException("lines come whole");
    }

    @Override
    public void write(byte[] octets, int from, int length) {
      new String(octets, from, length, StandardCharsets.UTF_8).lines().forEach(to);
    }
  }

  private static List<String> replay(String recording) throws IOException {
    return replay(recording, false, UnaryOperator.identity());
  }

  private static List<JsonNode> alerts(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("{\"schema\":\"prefixwatch.alert.v1\""))
        .map(JSON::readTree)
        .toList();
  }

  @Test
  void aFullTableRaisesWhatThePageCounts() throws IOException {
    List<String> lines = replay(TABLE_DAY, true, UnaryOperator.identity());

    long leaked = lines.stream().filter(line -> line.startsWith(VERDICT)).count();
    assertThat(leaked).isEqualTo(56).isLessThan(ANNOUNCEMENTS * 5 / 10_000);
    assertThat(counts(alerts(lines))).isEqualTo(countsOnPage());
  }

  private static Map<String, Integer> counts(List<JsonNode> alerts) {
    Map<String, Set<String>> incidents = new TreeMap<>();
    for (JsonNode alert : alerts) {
      incidents
          .computeIfAbsent(alert.get("kind").asString(), kind -> new HashSet<>())
          .add(alert.get("incident_id").asString());
    }
    Map<String, Integer> counts = new TreeMap<>();
    incidents.forEach((kind, ids) -> counts.put(kind, ids.size()));
    return counts;
  }

  private static Map<String, Integer> countsOnPage() throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    Matcher row =
        Pattern.compile("(?m)^\\| `([a-z.-]+)` \\| ([0-9,]+)").matcher(section("A full table"));
    while (row.find()) {
      counts.put(row.group(1), Integer.parseInt(row.group(2).replace(",", "")));
    }
    return counts;
  }

  private static String section(String heading) throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf("## " + heading);
    int next = page.indexOf("\n## ", from);
    return page.substring(from, next < 0 ? page.length() : next);
  }

  @Test
  void fiveMinutesOfFortyPeersRaiseWhatThePageExplains() throws IOException {
    assertThat(found(alerts(replay(AUGUST)))).isEqualTo(explained("Five minutes, 11 August 2016"));
  }

  @Test
  void fiveMinutesOfSixPeersRaiseWhatThePageExplains() throws IOException {
    assertThat(found(alerts(replay(APRIL)))).isEqualTo(explained("Five minutes, 1 April 2015"));
  }

  /** {@code hijack.origin 192.0.2.0/24 AS64500} for each incident. */
  private static Set<String> found(List<JsonNode> alerts) {
    Set<String> found = new TreeSet<>();
    for (JsonNode alert : alerts) {
      JsonNode suspect = alert.get("suspect_asn");
      JsonNode prefix =
          alert.get("prefix").isNull() ? alert.get("observed").get("prefix") : alert.get("prefix");
      found.add(
          alert.get("kind").asString()
              + " "
              + prefix.asString()
              + " "
              + (suspect.isNull() ? "nobody" : "AS" + suspect));
    }
    return found;
  }

  private static Set<String> explained(String heading) throws IOException {
    List<String> explained = new ArrayList<>();
    for (String line : section(heading).lines().toList()) {
      Matcher kind = KIND.matcher(line);
      Matcher found = FOUND.matcher(line);
      boolean row = kind.find();
      while (row && found.find()) {
        explained.add(kind.group(1) + " " + found.group());
      }
    }
    assertThat(explained).as("each is listed once").doesNotHaveDuplicates().isNotEmpty();
    return explained.stream().collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void whatIsSaidTwiceIsNothing() throws IOException {
    for (String recording : List.of(AUGUST, APRIL)) {
      assertThat(replay(recording, false, SaidTwice::new))
          .as(recording)
          .isEqualTo(replay(recording));
    }
  }
}

package io.prefixwatch.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import io.prefixwatch.daemon.fixture.OtherPrograms;
import io.prefixwatch.daemon.fixture.ProgramRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds the shipped alert rules and the dashboard against a scrape, and lets promtool try them. */
class MonitoringTest {

  private static final Path RULES =
      Path.of("src/dist/prometheus/prefixwatch.rules.yml").toAbsolutePath();
  private static final Path DASHBOARD = Path.of("src/dist/grafana/prefixwatch.json");
  private static final Path RULE_TESTS =
      Path.of("src/test/resources/prometheus/prefixwatch.rules.test.yml");
  private static final Pattern METRIC = Pattern.compile("\\b(?:prefixwatch|jvm|process)_\\w+");
  private static final Pattern SAMPLE = Pattern.compile("(?m)^(\\w+)[{ ]");
  private static final String PROMTOOL = "/usr/bin/promtool";

  /** Everything that has metrics; nothing listens where the sink and the cache are. */
  private static final String EVERYTHING =
      ServedDaemon.STORED
          + """
          sinks: [{name: log, type: file, path: alerts.jsonl}]
          rpki: {caches: [{address: 127.0.0.1, port: 3323}]}
          bmp: {listen: "127.0.0.1:0"}
          """;

  @TempDir private Path folder;

  @Test
  void everyMetricThatIsAskedForExists() throws Exception {
    Set<String> asked = new TreeSet<>();
    collect(METRIC, Files.readString(RULES).replaceAll("(?m)^ *#.*$", ""), asked);
    assertThat(asked).hasSizeGreaterThan(10);
    expressions(JsonMapper.builder().build().readTree(Files.readString(DASHBOARD)), asked);
    assertThat(asked).hasSizeGreaterThan(25).contains("prefixwatch_session_up");

    try (ServedDaemon daemon = ServedDaemon.start(folder, EVERYTHING)) {
      daemon.connect("127.0.0.2");
      ScriptedSpeaker other = daemon.connect("127.0.0.3");
      await().untilAsserted(() -> assertThat(scrape(daemon)).contains("session_synced{"));
      other.close();
      await()
          .untilAsserted(
              () -> {
                Set<String> shown = new TreeSet<>();
                collect(SAMPLE, scrape(daemon), shown);
                // Has a sample only when an UPDATE was wrong.
                shown.add("prefixwatch_malformed_updates_total");
                assertThat(shown).containsAll(asked);
              });
    }
  }

  private static void expressions(JsonNode node, Set<String> into) {
    for (String name : new String[] {"expr", "query"}) {
      if (node.path(name).isString()) {
        collect(METRIC, node.path(name).asString(), into);
      }
    }
    node.forEach(child -> expressions(child, into));
  }

  private static void collect(Pattern pattern, String text, Set<String> into) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      into.add(matcher.group(matcher.groupCount()));
    }
  }

  private static String scrape(ServedDaemon daemon) throws Exception {
    return daemon.get("/metrics").body();
  }

  @Test
  void promtoolFindsNothingWrongWithARunningDaemon() throws Exception {
    OtherPrograms.require(PROMTOOL);
    try (ServedDaemon daemon = ServedDaemon.start(folder, EVERYTHING)) {
      Path page = Files.writeString(folder.resolve("page"), scrape(daemon));

      ProgramRun check =
          ProgramRun.of("sh", "-c", "promtool check metrics < \"$0\"", page.toString());

      assertThat(check.complaints() + check.out()).isEmpty();
      assertThat(check.exitCode()).isZero();
    }
  }

  @Test
  void rulesFireWhenTheyShouldAndNotBefore() throws Exception {
    OtherPrograms.require(PROMTOOL);
    String tests = Files.readString(RULE_TESTS).replace("%RULES%", RULES.toString());
    Path file = Files.writeString(folder.resolve("tests.yml"), tests);

    ProgramRun check = ProgramRun.of(PROMTOOL, "check", "rules", RULES.toString());
    ProgramRun test = ProgramRun.of(PROMTOOL, "test", "rules", file.toString());

    assertThat(check.exitCode()).as(check.out() + check.complaints()).isZero();
    assertThat(test.exitCode()).as(test.out() + test.complaints()).isZero();
  }

  @Test
  void aRuleThatWouldNotFireIsSeen() throws Exception {
    OtherPrograms.require(PROMTOOL);
    Path rules = folder.resolve("rules.yml");
    Files.writeString(
        rules, Files.readString(RULES).replace("sink_failing == 1", "sink_failing == 2"));
    String tests = Files.readString(RULE_TESTS).replace("%RULES%", rules.toString());
    Path file = Files.writeString(folder.resolve("tests.yml"), tests);

    assertThat(ProgramRun.of(PROMTOOL, "test", "rules", file.toString()).exitCode()).isNotZero();
  }

  @Test
  void everyRuleIsExplained() throws Exception {
    String page = Files.readString(Path.of("../docs/operations/monitoring.md"));
    Set<String> rules = new TreeSet<>();
    collect(Pattern.compile("- alert: (\\w+)"), Files.readString(RULES), rules);

    assertThat(rules).hasSizeGreaterThan(10).allMatch(rule -> page.contains("`" + rule + "`"));
  }
}

package io.prefixwatch.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds docs/reference/metrics.md against a scrape. */
class MetricsPageTest {

  private static final Path PAGE = Path.of("../docs/reference/metrics.md");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `((?:prefixwatch|jvm|process)_\\w+)` \\|");
  private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\w+) ");
  private static final String WITH_ALL =
      """
      bmp: {listen: "127.0.0.1:0"}
      rpki: {caches: [{address: 127.0.0.1, port: 3323}]}
      """;

  @TempDir private Path folder;

  @Test
  void documentsEveryMetricAndNoOther() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.STORED + WITH_ALL)) {
      // A session that goes down opens an incident, so that all metrics have a sample.
      daemon.connect("127.0.0.2");
      ScriptedSpeaker other = daemon.connect("127.0.0.3");
      await()
          .untilAsserted(
              () ->
                  assertThat(scrape(daemon))
                      .contains("timestamp_seconds{session=\"acme-a\"}")
                      .contains("timestamp_seconds{session=\"acme-b\"}"));
      other.close();
      await()
          .untilAsserted(
              () -> {
                String page = scrape(daemon);
                assertThat(page).contains("prefixwatch_alerts_total");
                assertThat(names(TYPE, page))
                    .containsExactlyElementsOf(names(ROW, Files.readString(PAGE)));
              });
    }
  }

  @Test
  void countsWhatHappens() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.OPEN)) {
      daemon.connect("127.0.0.2");
      HttpResponse<String> page = daemon.get("/metrics");
      assertThat(ServedDaemon.type(page)).startsWith("text/plain; version=0.0.4");
      await()
          .untilAsserted(
              () ->
                  assertThat(scrape(daemon))
                      .contains(
                          "prefixwatch_session_up{peer_as=\"64496\",session=\"acme-a\","
                              + "site=\"lon1\"} 1.0")
                      .contains(
                          "prefixwatch_session_up{peer_as=\"64496\",session=\"acme-b\","
                              + "site=\"lon1\"} 0.0")
                      .contains("prefixwatch_registered_prefixes{family=\"ipv4-unicast\"} 1.0"));
      assertThat(scrape(daemon)).doesNotContain("prefixwatch_store_up");
    }
  }

  private static String scrape(ServedDaemon daemon) throws IOException, InterruptedException {
    return daemon.get("/metrics").body();
  }

  private static Set<String> names(Pattern pattern, String text) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }
}

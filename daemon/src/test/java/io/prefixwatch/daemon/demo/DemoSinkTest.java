package io.prefixwatch.daemon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.store.OutboxRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a person sees of the demo's records, and what a program gets. */
class DemoSinkTest {

  private static final String OPENED =
      """
      {"time":"2026-11-20T12:00:00.000000Z","action":"open","incident_id":"inc-1",\
      "kind":"hijack.more-specific","severity":"critical","confidence":60,"summary":"A by B",\
      "prefix":"203.0.113.0/24","subject":null,"observed":{"prefix":"203.0.113.0/25",\
      "origin_asn":64666,"as_path":[64496,64666],"next_hop":"192.0.2.1"},"suspect_asn":64666,\
      "seen_on":[{"session":"acme-lon1","site":"lon1"}],"cause":null,"close_reason":null,\
      "duration_seconds":null,"explain":"long"}
      """;
  private static final String CLOSED =
      OPENED
          .replace("\"open\"", "\"close\"")
          .replace("\"close_reason\":null", "\"close_reason\":\"withdrawn\"");

  private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
  private final StringWriter stderr = new StringWriter();

  private DemoSink sink(boolean terminal) {
    DemoLegend legend = new DemoLegend(new PrintWriter(stderr, true), terminal);
    return new DemoSink(stdout, legend, terminal);
  }

  private List<String> stdoutLines() {
    return stdout
        .toString(StandardCharsets.UTF_8)
        .replaceAll("\u001b\\[[0-9;]*m", "")
        .lines()
        .toList();
  }

  private static byte[] octets(String line) {
    return line.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void handsRecordsToAProgramAsTheyAre() throws IOException {
    DemoSink sink = sink(false);

    sink.write(record(octets(OPENED)));
    sink.write(record(octets(CLOSED)));

    assertThat(stdout.toString(StandardCharsets.UTF_8)).isEqualTo(OPENED + CLOSED);
    assertThat(stderr.toString().lines())
        .containsExactly(
            "--> OPENED  hijack.more-specific [critical]",
            "    A by B",
            "    that is: somebody else announces a part of it, and routers prefer the longer"
                + " prefix",
            "--> CLOSED  hijack.more-specific: 203.0.113.0/25 in 203.0.113.0/24, the route was"
                + " withdrawn");
  }

  @Test
  void showsTheFirstRecordWholeAndTheOthersShortOnATerminal() throws IOException {
    DemoSink sink = sink(true);

    sink.write(record(octets(OPENED)));
    sink.write(record(octets(CLOSED)));

    assertThat(stdoutLines()).first().isEqualTo(OPENED.strip());
    JsonNode second = JsonMapper.shared().readTree(stdoutLines().get(1));
    assertThat(second.get("close_reason").asString()).isEqualTo("withdrawn");
    assertThat(second.get("observed").has("next_hop")).isFalse();
    assertThat(second.get("seen_on").toString()).isEqualTo("[\"acme-lon1\"]");
    assertThat(second.has("explain")).isFalse();
    assertThat(second.has("cause")).isFalse();
  }

  @Test
  void countsWhatOpenedAndClosed() throws IOException {
    DemoSink sink = sink(false);

    sink.write(record(octets(OPENED)));
    sink.write(record(octets(OPENED)));
    sink.write(record(octets(CLOSED)));

    assertThat(sink.opened()).containsEntry("hijack.more-specific", 2);
    assertThat(sink.closed()).containsEntry("hijack.more-specific", 1);
  }

  private static OutboxRecord record(byte[] line) {
    return new OutboxRecord(1, "inc-1", 1, 0, null, line);
  }
}

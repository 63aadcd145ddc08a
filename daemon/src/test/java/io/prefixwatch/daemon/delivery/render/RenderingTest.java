package io.prefixwatch.daemon.delivery.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.config.RecordFormat;
import io.prefixwatch.daemon.delivery.SampleRecords;
import io.prefixwatch.daemon.store.OutboxRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a sample record looks like to others; the reference page shows the very same. */
class RenderingTest {

  private static final Path PAGE = Path.of("../docs/reference/sinks.md");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static JsonNode rendered(RecordFormat format, OutboxRecord record) {
    return JSON.readTree(Rendering.of(format, "192.0.2.1").body(record));
  }

  /** The example under a heading. */
  private static JsonNode shown(String heading) throws IOException {
    Matcher example =
        Pattern.compile("(?s)\n### `" + heading + "`.*?```json\n(.*?)```")
            .matcher(Files.readString(PAGE));
    assertThat(example.find()).as(heading).isTrue();
    return JSON.readTree(example.group(1));
  }

  @ParameterizedTest
  @EnumSource(
      value = RecordFormat.class,
      names = {"BGPALERTER", "ALERTMANAGER"})
  void isAsTheReferenceShows(RecordFormat format) throws IOException {
    assertThat(rendered(format, SampleRecords.opened())).isEqualTo(shown(format.label()));
  }

  @Test
  void aCloudEventHoldsTheWholeRecordInItsEnvelope() throws IOException {
    OutboxRecord record = SampleRecords.opened();

    ObjectNode envelope = (ObjectNode) rendered(RecordFormat.CLOUDEVENTS, record);

    assertThat(envelope.remove("data")).isEqualTo(JSON.readTree(record.line()));
    assertThat(envelope).isEqualTo(((ObjectNode) shown("cloudevents")).without("data"));
  }

  @Test
  void aCloudEventOfAnEventSaysWhichAndHasNoKey() {
    JsonNode envelope = rendered(RecordFormat.CLOUDEVENTS, SampleRecords.event());

    assertThat(envelope.get("type").asString()).isEqualTo("io.prefixwatch.event.SessionDown");
    assertThat(envelope.get("subject").asString()).isEqualTo("acme-lon1-a");
    assertThat(envelope.has("partitionkey")).isFalse();
  }

  @Test
  void theNativeRecordIsTheLineItself() {
    OutboxRecord record = SampleRecords.opened();
    Rendering rendering = Rendering.of(RecordFormat.NATIVE, "192.0.2.1");

    assertThat(rendering.line(record)).isSameAs(record.line());
    assertThat(new String(rendering.body(record), StandardCharsets.UTF_8) + "\n")
        .isEqualTo(new String(record.line(), StandardCharsets.UTF_8));
  }

  @Test
  void aClosedAlertEndsWhenTheConditionDid() {
    JsonNode alert = rendered(RecordFormat.ALERTMANAGER, SampleRecords.closed()).get(0);

    assertThat(alert.get("endsAt").asString()).isEqualTo("2026-11-20T12:05:00.000000Z");
    assertThat(alert.get("annotations").get("close_reason").asString()).isEqualTo("withdrawn");
  }

  @Test
  void anEventIsAnAlertUnderItsOwnName() {
    JsonNode alert = rendered(RecordFormat.ALERTMANAGER, SampleRecords.event()).get(0);

    assertThat(alert.get("labels").get("alertname").asString()).isEqualTo("PrefixwatchSessionDown");
    assertThat(alert.get("labels").get("severity").asString()).isEqualTo("minor");
    assertThat(alert.has("endsAt")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "hijack.origin,hijack", "hijack.more-specific,newprefix", "availability.lost,visibility",
    "session.down,visibility", "leak.path,path", "rpki.roa-change,roa",
    "contract.rov-invalid,rpki", "contract.prepend,misconfiguration", "SessionUp,misconfiguration"
  })
  void aReportGoesToTheChannelThatComesNearest(String kind, String channel) {
    assertThat(BgpalerterReport.channel(kind)).isEqualTo(channel);
  }

  /** An AS_SET at the end of the path, as BGPalerter writes one. */
  @Test
  void aReportHasAllNumbersOfAnAsSetAsOrigin() {
    OutboxRecord record =
        SampleRecords.updated(
            2,
            line -> line.replace("\"as_path\":[64496,64666]", "\"as_path\":[64496,[64666,64667]]"));

    JsonNode message =
        rendered(RecordFormat.BGPALERTER, record).get("data").get(0).get("matchedMessage");

    assertThat(message.get("originAS")).hasToString("[64666,64667]");
    assertThat(message.get("path")).hasToString("[64496,[64666,64667]]");
  }

  /** What cannot be read is delivered all the same, with what the outbox knows of it. */
  @ParameterizedTest
  @EnumSource(RecordFormat.class)
  void aRecordThatIsNoJsonDoesNotStopTheSink(RecordFormat format) {
    OutboxRecord broken =
        new OutboxRecord(1, "inc-1-1", 1, 0, null, "{\"a\n".getBytes(StandardCharsets.UTF_8));

    assertThat(Rendering.of(format, "192.0.2.1").line(broken)).endsWith((byte) '\n');
  }

  @ParameterizedTest
  @EnumSource(RecordFormat.class)
  void rendersAnEventAndAnEmptyObject(RecordFormat format) {
    OutboxRecord empty =
        new OutboxRecord(1, "inc-1-1", 1, 0, null, "{}\n".getBytes(StandardCharsets.UTF_8));
    Rendering rendering = Rendering.of(format, "192.0.2.1");

    assertThat(JSON.readTree(rendering.body(SampleRecords.event())).isEmpty()).isFalse();
    assertThat(JSON.readTree(rendering.body(empty))).isNotNull();
  }
}

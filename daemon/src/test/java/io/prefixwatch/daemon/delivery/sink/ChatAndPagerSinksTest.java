package io.prefixwatch.daemon.delivery.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prefixwatch.daemon.config.Secret;
import io.prefixwatch.daemon.config.SinkCommon;
import io.prefixwatch.daemon.config.SinkSettings;
import io.prefixwatch.daemon.config.SinkSettings.Chat.Style;
import io.prefixwatch.daemon.delivery.SampleRecords;
import io.prefixwatch.daemon.fixture.ScriptedReceiver;
import io.prefixwatch.daemon.pipeline.EventClock;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What people are told, in a channel and at night. */
class ChatAndPagerSinksTest {

  private static final String KEY = "0123456789abcdef0123456789abcdef";

  private ScriptedReceiver receiver;

  @BeforeEach
  void listen() {
    receiver = new ScriptedReceiver();
    receiver.answer(202);
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  private ChatSink chat(Style style) {
    return new ChatSink(
        new SinkSettings.Chat(SinkCommon.named("noc"), receiver.target("/services/s3cret"), style),
        new EventClock());
  }

  private PagerDutySink pager() {
    return new PagerDutySink(
        new SinkSettings.PagerDuty(
            SinkCommon.named("pager"), receiver.target("/v2/enqueue"), Secret.of(KEY)),
        "192.0.2.1",
        new EventClock());
  }

  @Test
  void tellsAChannelWithAColouredAttachment() throws Exception {
    chat(Style.SLACK).write(SampleRecords.opened());
    chat(Style.SLACK).write(SampleRecords.closed());

    JsonNode opened = receiver.next().json().get("attachments").get(0);
    JsonNode closed = receiver.next().json().get("attachments").get(0);
    assertThat(opened.get("title").asString())
        .isEqualTo("CRITICAL hijack.more-specific opened: 203.0.113.0/24 (Contoso)");
    assertThat(opened.get("color").asString()).isEqualTo("#b71c1c");
    assertThat(opened.get("fields").toString()).contains("\"AS64666\"", "\"64496 64666\"");
    assertThat(closed.get("title").asString()).contains(" closed: ");
    assertThat(closed.get("color").asString()).isEqualTo("#2e7d32");
  }

  /** A text that a stranger chose neither links nor calls everybody. */
  @Test
  void letsNoTextMentionAChannel() throws Exception {
    chat(Style.SLACK)
        .write(
            SampleRecords.updated(
                2, line -> line.replace("\"summary\":\"", "\"summary\":\"<!channel> & ")));

    JsonNode attachment = receiver.next().json().get("attachments").get(0);
    assertThat(attachment.get("text").asString()).startsWith("&lt;!channel&gt; &amp; 203");
  }

  @Test
  void tellsATeamWithACard() throws Exception {
    chat(Style.TEAMS).write(SampleRecords.opened());

    JsonNode attachment = receiver.next().json().get("attachments").get(0);
    assertThat(attachment.get("contentType").asString())
        .isEqualTo("application/vnd.microsoft.card.adaptive");
    JsonNode card = attachment.get("content");
    assertThat(card.get("type").asString()).isEqualTo("AdaptiveCard");
    assertThat(card.get("body").get(0).get("text").asString()).startsWith("CRITICAL hijack");
    assertThat(card.get("body").get(0).get("color").asString()).isEqualTo("Attention");
    assertThat(card.get("body").get(2).get("facts").toString()).contains("Suspect", "AS64666");
  }

  @Test
  void triggersAcknowledgesAndResolvesUnderOneKey() throws Exception {
    PagerDutySink pager = pager();

    pager.write(SampleRecords.opened());
    pager.write(
        SampleRecords.updated(
            2, line -> line.replace("\"acknowledged_by\":null", "\"acknowledged_by\":\"kim\"")));
    pager.write(SampleRecords.closed());

    JsonNode triggered = receiver.next().json();
    assertThat(triggered.get("routing_key").asString()).isEqualTo(KEY);
    assertThat(triggered.get("event_action").asString()).isEqualTo("trigger");
    assertThat(triggered.get("dedup_key").asString()).isEqualTo("8d2f");
    JsonNode payload = triggered.get("payload");
    assertThat(payload.get("severity").asString()).isEqualTo("critical");
    assertThat(payload.get("source").asString()).isEqualTo("192.0.2.1");
    assertThat(payload.get("class").asString()).isEqualTo("hijack.more-specific");
    assertThat(payload.get("component").asString()).isEqualTo("203.0.113.0/24");
    assertThat(payload.get("summary").asString()).startsWith("203.0.113.128/25 (inside");
    JsonNode acknowledged = receiver.next().json();
    assertThat(acknowledged.get("event_action").asString()).isEqualTo("acknowledge");
    assertThat(acknowledged.get("dedup_key").asString()).isEqualTo("8d2f");
    JsonNode resolved = receiver.next().json();
    assertThat(resolved.get("event_action").asString()).isEqualTo("resolve");
    assertThat(resolved.get("dedup_key").asString()).isEqualTo("8d2f");
  }

  private Stream<Sink> all() {
    return Stream.of(chat(Style.SLACK), chat(Style.TEAMS), pager());
  }

  @Test
  void waitAsLongAsTheyAreAskedTo() {
    receiver.answer(429, Map.of("Retry-After", "30"));

    assertThat(all())
        .allSatisfy(
            sink ->
                assertThatThrownBy(() -> sink.write(SampleRecords.opened()))
                    .isInstanceOfSatisfying(
                        SinkBusyException.class,
                        busy -> assertThat(busy.pause()).isEqualTo(Duration.ofSeconds(30))));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 410})
  void giveARecordUpThatIsRefusedWithoutTellingTheirSecret(int code) {
    receiver.answer(code);

    assertThat(all())
        .allSatisfy(
            sink ->
                assertThatThrownBy(() -> sink.write(SampleRecords.opened()))
                    .isInstanceOf(RecordRefusedException.class)
                    .hasMessage("the receiver answered " + code));
  }

  @Test
  void comeAgainAfterTheReceiverHungUp() {
    receiver.answer(ScriptedReceiver.HANG_UP);

    assertThat(all())
        .allSatisfy(
            sink ->
                assertThatThrownBy(() -> sink.write(SampleRecords.opened()))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(RecordRefusedException.class)
                    .message()
                    .doesNotContain("s3cret", KEY));
  }

  @Test
  void showNoSecretInTheirSettings() {
    SinkSettings settings =
        new SinkSettings.PagerDuty(
            SinkCommon.named("pager"), receiver.target("/services/s3cret"), Secret.of(KEY));

    assertThat(settings.toString()).doesNotContain("s3cret", KEY);
  }
}

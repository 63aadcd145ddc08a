package io.prefixwatch.daemon.delivery.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prefixwatch.daemon.config.SinkCommon;
import io.prefixwatch.daemon.config.SinkSettings;
import io.prefixwatch.daemon.delivery.SampleRecords;
import io.prefixwatch.daemon.fixture.ScriptedReceiver;
import io.prefixwatch.daemon.pipeline.EventClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AlertmanagerSinkTest {

  private static final Duration OFTEN = Duration.ofNanos(1);
  private static final Duration SELDOM = Duration.ofDays(1);

  private ScriptedReceiver receiver;

  @BeforeEach
  void listen() {
    receiver = new ScriptedReceiver();
    receiver.answer(200);
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  private AlertmanagerSink sink(Duration resend) {
    return new AlertmanagerSink(
        new SinkSettings.Alertmanager(
            SinkCommon.named("am"), receiver.target("/api/v2/alerts"), resend),
        new EventClock());
  }

  @Test
  void saysAnOpenAlertAgainUntilItIsClosed() throws Exception {
    AlertmanagerSink sink = sink(OFTEN);

    sink.write(SampleRecords.opened());
    sink.tick();
    sink.write(SampleRecords.closed());
    sink.tick();

    JsonNode first = receiver.next().json();
    assertThat(receiver.next().json()).isEqualTo(first);
    JsonNode last = receiver.next().json();
    assertThat(last.get(0).get("labels")).isEqualTo(first.get(0).get("labels"));
    assertThat(last.get(0).get("endsAt").asString()).isEqualTo("2026-11-20T12:05:00.000000Z");
    assertThat(receiver.isQuiet()).isTrue();
  }

  @Test
  void saysNothingAgainBeforeItIsDue() throws Exception {
    AlertmanagerSink sink = sink(SELDOM);

    sink.write(SampleRecords.opened());
    sink.tick();

    receiver.next();
    assertThat(receiver.isQuiet()).isTrue();
  }

  @Test
  void endsWhatItCalledOtherwiseBefore() throws Exception {
    AlertmanagerSink sink = sink(SELDOM);
    sink.write(SampleRecords.opened());
    receiver.next();

    sink.write(SampleRecords.updated(2, line -> line.replace("\"critical\"", "\"major\"")));

    JsonNode both = receiver.next().json();
    assertThat(both).hasSize(2);
    assertThat(both.get(0).get("labels").get("severity").asString()).isEqualTo("critical");
    assertThat(both.get(0).has("endsAt")).isTrue();
    assertThat(both.get(1).get("labels").get("severity").asString()).isEqualTo("major");
    assertThat(both.get(1).has("endsAt")).isFalse();
  }

  @Test
  void goesOnWithWhatAFormerProcessHadOpen() throws Exception {
    AlertmanagerSink sink = sink(SELDOM);

    sink.resume(() -> List.of(SampleRecords.opened(), SampleRecords.openedAs("inc-2")));
    sink.tick();

    assertThat(receiver.next().json()).hasSize(2);
  }

  @Test
  void saysTheSameOnceItIsBackThatFailedInBetween() throws Exception {
    AlertmanagerSink sink = sink(OFTEN);
    sink.write(SampleRecords.opened());
    JsonNode first = receiver.next().json();
    receiver.answer(503, Map.of("Retry-After", "9"));

    assertThatThrownBy(sink::tick)
        .isInstanceOfSatisfying(
            SinkBusyException.class,
            busy -> assertThat(busy.pause()).isEqualTo(Duration.ofSeconds(9)));
    receiver.answer(200);
    sink.tick();

    receiver.next();
    assertThat(receiver.next().json()).isEqualTo(first);
  }

  /** Something else answers there: that is no reason to forget what is open. */
  @Test
  void doesNotGiveUpWhatIsOpenWhenItIsRefusedLater() throws Exception {
    AlertmanagerSink sink = sink(OFTEN);
    sink.write(SampleRecords.opened());
    receiver.answer(404);

    assertThatThrownBy(sink::tick)
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(RecordRefusedException.class)
        .hasMessage("the receiver answered 404");
  }

  @Test
  void refusesARecordThatIsNeverTaken() {
    receiver.answer(400);

    assertThatThrownBy(() -> sink(SELDOM).write(SampleRecords.opened()))
        .isInstanceOf(RecordRefusedException.class)
        .hasMessage("the receiver answered 400");
  }

  @Test
  void comesAgainAfterTheReceiverHungUp() {
    receiver.answer(ScriptedReceiver.HANG_UP);

    assertThatThrownBy(() -> sink(SELDOM).write(SampleRecords.opened()))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(RecordRefusedException.class);
  }
}

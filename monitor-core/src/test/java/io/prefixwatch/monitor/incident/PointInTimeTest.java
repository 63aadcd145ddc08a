package io.prefixwatch.monitor.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.monitor.detect.Kind;
import io.prefixwatch.monitor.detect.Severity;
import io.prefixwatch.monitor.registry.DetectionSettings;
import io.prefixwatch.monitor.timer.EngineClock;
import io.prefixwatch.monitor.timer.TimerQueue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens and has no duration, as an incident. The kind stands for any. */
class PointInTimeTest {

  private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
  private static final IncidentKey KEY = IncidentKey.ofSession(Kind.SESSION_STALE, "acme-lon1");

  private final TimerQueue timers = new TimerQueue();
  private final List<Alert> alerts = new ArrayList<>();
  private final IncidentBook book =
      new IncidentBook(
          "192.0.2.1",
          IncidentSettings.of(DetectionSettings.DEFAULT),
          timers,
          new EngineClock(),
          family -> 0,
          (alert, trace) -> alerts.add(alert));

  private void happens(long second) {
    passes(second);
    Problem problem =
        new Problem(
            Severity.MINOR,
            null,
            null,
            "acme-lon1",
            List.of(),
            0,
            "session acme-lon1",
            null,
            null,
            null,
            List.of(),
            "happened at " + second,
            "",
            null,
            false,
            null,
            List.of());
    book.happened(KEY, problem, List.of(), START.plusSeconds(second));
  }

  private void passes(long second) {
    timers.runUntil(START.plusSeconds(second));
  }

  private List<String> records() {
    return alerts.stream()
        .map(
            alert ->
                "+%d %s %d"
                    .formatted(
                        alert.time().getEpochSecond() - START.getEpochSecond(),
                        alert.action().label(),
                        alert.occurrence()))
        .toList();
  }

  private Alert last() {
    return alerts.get(alerts.size() - 1);
  }

  @Test
  void opensAtOnceAndExpiresAfterFifteenQuietMinutes() {
    happens(10);
    passes(10 + 900 - 1);
    assertThat(records()).containsExactly("+10 open 1");

    passes(10 + 900);

    assertThat(records()).containsExactly("+10 open 1", "+910 close 1");
    assertThat(last().closeReason()).isEqualTo(CloseReason.EXPIRED);
    assertThat(book.openCount()).isZero();
  }

  @Test
  void endsWithTheLastTimeItHappened() {
    happens(10);
    happens(310);

    passes(10_000);

    assertThat(records()).containsExactly("+10 open 1", "+310 update 1", "+1210 close 1");
    assertThat(last().closedAt()).isEqualTo(START.plusSeconds(310));
    assertThat(last().durationSeconds()).isEqualTo(300);
  }

  @Test
  void coalescesRepeatsAndShowsTheLatest() {
    happens(10);
    happens(11);
    happens(12);

    passes(60);

    assertThat(records()).containsExactly("+10 open 1", "+15 update 1");
    assertThat(last().problem().summary()).isEqualTo("happened at 12");
  }

  @Test
  void isTheSameIncidentAgainWithinFifteenMinutesOfItsClose() {
    happens(0);
    passes(900);

    happens(900 + 899);

    assertThat(records()).containsExactly("+0 open 1", "+900 close 1", "+1799 open 2");
    assertThat(last().incidentId()).isEqualTo(alerts.get(0).incidentId());
  }

  @Test
  void isANewIncidentLater() {
    happens(0);

    happens(1801);

    assertThat(records()).containsExactly("+0 open 1", "+900 close 1", "+1801 open 1");
    assertThat(last().incidentId()).isNotEqualTo(alerts.get(0).incidentId());
  }

  @Test
  void expiresOnceHoweverOftenItWasClosedInBetween() {
    happens(0);
    book.closeNow(KEY, CloseReason.RECONFIGURED, START.plusSeconds(5));
    happens(600);

    passes(10_000);

    assertThat(records())
        .containsExactly("+0 open 1", "+5 close 1", "+600 open 2", "+1500 close 2");
  }
}

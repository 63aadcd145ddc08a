package io.prefixwatch.daemon.delivery;

import io.prefixwatch.daemon.store.OutboxRecord;
import io.prefixwatch.monitor.detect.Kind;
import io.prefixwatch.monitor.incident.Alert;
import io.prefixwatch.monitor.incident.AlertAction;
import io.prefixwatch.monitor.incident.CloseReason;
import io.prefixwatch.monitor.incident.ContentId;
import io.prefixwatch.monitor.incident.IncidentState;
import io.prefixwatch.monitor.incident.Problem;
import java.time.Instant;
import java.util.List;

/** An incident of kind {@code test.alert}: opened and closed at one moment, about nothing. */
public final class TestAlerts {

  private static final String SUMMARY = "Test of delivery: nothing is wrong";

  private TestAlerts() {}

  /**
   * The opening and the closing record, in this order; numbers 0, since no engine made them.
   *
   * @param instance who signs them
   */
  public static List<OutboxRecord> at(Instant now, String instance) {
    Records records = new Records();
    return List.of(
        records.of(alert(now, instance, AlertAction.OPEN)),
        records.of(alert(now, instance, AlertAction.CLOSE)));
  }

  private static Alert alert(Instant now, String instance, AlertAction action) {
    boolean closes = action == AlertAction.CLOSE;
    String key = ContentId.of(Kind.TEST_ALERT.label());
    String incident = "inc-" + ContentId.of(key, now.toString());
    return new Alert(
        incident + (closes ? "-2" : "-1"),
        0,
        now,
        action,
        incident,
        "grp-" + ContentId.of(incident),
        1,
        key,
        instance,
        closes ? IncidentState.CLOSED : IncidentState.OPEN,
        Kind.TEST_ALERT,
        100,
        problem(),
        List.of(),
        0,
        0,
        List.of(),
        now,
        now,
        closes ? now : null,
        closes ? CloseReason.EXPIRED : null,
        null,
        null);
  }

  private static Problem problem() {
    return Problem.ofSubject(
        Kind.TEST_ALERT.severity(),
        null,
        "alert-test",
        "alert-test",
        List.of(),
        SUMMARY,
        SUMMARY + ".");
  }
}

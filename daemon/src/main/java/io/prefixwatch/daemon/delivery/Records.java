package io.prefixwatch.daemon.delivery;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.daemon.json.AlertJson;
import io.prefixwatch.daemon.json.EventJson;
import io.prefixwatch.daemon.json.JsonWriter;
import io.prefixwatch.daemon.store.IncidentRow;
import io.prefixwatch.daemon.store.OutboxRecord;
import io.prefixwatch.daemon.store.OutboxRecord.AlertLabels;
import io.prefixwatch.monitor.event.EventType;
import io.prefixwatch.monitor.event.MonitorEvent;
import io.prefixwatch.monitor.incident.Alert;
import io.prefixwatch.monitor.incident.AlertAction;
import io.prefixwatch.monitor.incident.ContentId;
import io.prefixwatch.monitor.incident.IncidentKey;
import io.prefixwatch.monitor.incident.Trace;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the records that sinks get. Used by one thread. */
final class Records {

  private final JsonWriter json = new JsonWriter();

  OutboxRecord of(Alert alert) {
    return of(alert, (IncidentRow) null);
  }

  /** An alert with what is kept of its incident. */
  OutboxRecord of(Alert alert, Trace trace) {
    IncidentKey key = trace.key();
    Prefix prefix = key.prefix();
    IncidentRow row =
        new IncidentRow(
            alert.dedupKey(),
            key.kind().label(),
            prefix == null ? null : prefix.toString(),
            key.discriminator(),
            trace.sessions(),
            new IncidentRow.Own(trace.severity().label(), trace.planned(), trace.why()));
    return of(alert, row);
  }

  private OutboxRecord of(Alert alert, @Nullable IncidentRow row) {
    RegisteredPrefix registered = alert.problem().registered();
    AlertJson.write(json, alert);
    return new OutboxRecord(
        0,
        alert.id(),
        alert.sequence(),
        micros(alert.time()),
        new AlertLabels(
            alert.incidentId(),
            alert.kind().label(),
            alert.problem().severity().label(),
            registered == null ? null : registered.registration().customer(),
            alert.problem().partner(),
            alert.silenced() != null,
            alert.action() == AlertAction.CLOSE),
        json.take(),
        row);
  }

  OutboxRecord of(MonitorEvent event) {
    EventJson.write(json, event);
    return new OutboxRecord(
        0, event.id(), event.sequence(), micros(event.time()), null, json.take());
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  /** What tells of the delivery itself: number 0, and no place in the outbox. */
  static OutboxRecord ofDelivery(
      Instant now, EventType type, String summary, Map<String, Object> details) {
    String id = "evt-" + ContentId.of(type.label(), summary, now.toString());
    return new Records().of(new MonitorEvent(id, 0, now, type, summary, null, null, null, details));
  }
}

package io.prefixwatch.daemon.http;

import io.javalin.http.Context;
import io.prefixwatch.daemon.config.BuildFacts;
import io.prefixwatch.daemon.config.DaemonConfig;
import io.prefixwatch.daemon.delivery.AlertCounts;
import io.prefixwatch.daemon.delivery.SinkStatus;
import io.prefixwatch.daemon.delivery.StoreState;
import io.prefixwatch.daemon.json.JsonWriter;
import io.prefixwatch.daemon.json.TimeJson;
import io.prefixwatch.daemon.speaker.SessionStatus;
import io.prefixwatch.monitor.detect.Severity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/status}: the whole at a glance. */
final class StatusPage {

  private final Parts parts;
  private final Observations observations;
  private final Readiness readiness;
  private final Instant startedAt;

  StatusPage(Parts parts, Observations observations, Readiness readiness) {
    this.parts = parts;
    this.observations = observations;
    this.readiness = readiness;
    this.startedAt = parts.clock().now();
  }

  void show(Context to) {
    Queries.allow(to, Set.of());
    Running running = parts.running().get();
    DaemonConfig config = running.config();
    JsonWriter body = new JsonWriter().beginObject();
    body.name("version").string(new BuildFacts().version());
    body.name("instance").string(config.speaker().identity().routerId().toString());
    body.name("asn").number(config.speaker().identity().asn());
    time(body, "time", parts.clock().now());
    time(body, "started_at", startedAt);
    body.name("ready").bool(!readiness.conditions().containsValue(false));
    body.name("configuration").beginObject();
    body.name("generation").number(running.generation());
    time(body, "since", running.since());
    body.name("last_reload_succeeded").bool(running.lastReloadSucceeded()).endObject();
    List<SessionStatus> sessions = observations.sessions();
    body.name("sessions").beginObject();
    body.name("total").number(sessions.size());
    body.name("established").number(sessions.stream().filter(SessionStatus::isUp).count());
    body.name("synced").number(sessions.stream().filter(SessionStatus::isSynced).count());
    body.endObject();
    body.name("registered_prefixes").number(config.prefixes().size());
    open(body);
    body.name("engine_queue").number(parts.engine().waiting());
    store(body);
    body.name("sinks").beginArray();
    parts.delivery().sinks().forEach(sink -> sink(body, sink));
    Answers.json(to, body.endArray().endObject());
  }

  /** In all, and by severity from the worst on. */
  private void open(JsonWriter body) {
    Map<AlertCounts.Label, Long> open = parts.delivery().counts().open();
    body.name("open_incidents").number(open.values().stream().mapToLong(n -> n).sum());
    body.name("open_incidents_by_severity").beginObject();
    for (Severity severity : Severity.values()) {
      long of =
          open.entrySet().stream()
              .filter(entry -> entry.getKey().severity().equals(severity.label()))
              .mapToLong(Map.Entry::getValue)
              .sum();
      body.name(severity.label()).number(of);
    }
    body.endObject();
  }

  /** Null if there is none. */
  private void store(JsonWriter body) {
    StoreState state = parts.delivery().storeState();
    body.name("store");
    if (state == null) {
      body.nullValue();
      return;
    }
    body.beginObject();
    body.name("works").bool(state.works());
    time(body, "failing_since", state.failingSince());
    body.name("reason").stringOrNull(state.reason());
    body.name("waiting").number(parts.delivery().waiting());
    body.name("unsaved").number(state.unsaved());
    body.name("lost").number(state.lost());
    body.endObject();
  }

  private static void sink(JsonWriter body, SinkStatus sink) {
    body.beginObject();
    body.name("name").string(sink.name());
    body.name("failing").bool(sink.failing());
    body.name("waiting").number(sink.waiting());
    body.name("delivered").number(sink.delivered());
    body.name("refused").number(sink.refused());
    body.name("failures").number(sink.failures());
    body.name("lost").number(sink.lost());
    body.endObject();
  }

  static void time(JsonWriter body, String name, @Nullable Instant time) {
    body.name(name);
    if (time == null) {
      body.nullValue();
    } else {
      TimeJson.write(body, ChronoUnit.MICROS.between(Instant.EPOCH, time));
    }
  }
}

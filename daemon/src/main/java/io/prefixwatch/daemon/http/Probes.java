package io.prefixwatch.daemon.http;

import io.javalin.http.Context;
import io.prefixwatch.daemon.json.JsonWriter;
import java.util.Map;

/** {@code /healthz} and {@code /readyz}: 200 or 503, for whoever restarts and routes. */
final class Probes {

  private final Readiness readiness;

  Probes(Readiness readiness) {
    this.readiness = readiness;
  }

  void health(Context to) {
    answer(to, Map.of("engine", readiness.isAlive()));
  }

  void ready(Context to) {
    answer(to, readiness.conditions());
  }

  private static void answer(Context to, Map<String, Boolean> conditions) {
    boolean good = !conditions.containsValue(false);
    JsonWriter body = new JsonWriter().beginObject();
    body.name("ok").bool(good);
    conditions.forEach((condition, holds) -> body.name(condition).bool(holds));
    to.status(good ? 200 : 503);
    Answers.json(to, body.endObject());
  }
}

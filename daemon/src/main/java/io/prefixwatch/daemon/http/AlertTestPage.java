package io.prefixwatch.daemon.http;

import io.javalin.http.Context;
import io.prefixwatch.daemon.delivery.SinkStatus;
import io.prefixwatch.daemon.json.JsonWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * {@code POST /api/v1/alert-test}: an alert of kind {@code test.alert}, opened and closed, through
 * the store to every sink. One at a time.
 */
final class AlertTestPage {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long LOOK_MILLIS = 50;

  /** It is opened, and it is closed. */
  private static final int RECORDS = 2;

  private final Parts parts;

  AlertTestPage(Parts parts) {
    this.parts = parts;
  }

  synchronized void send(Context to) throws InterruptedException {
    Queries.allow(to, Set.of());
    Map<String, Long> before = new HashMap<>();
    parts.delivery().sinks().forEach(sink -> before.put(sink.name(), sink.delivered()));
    String instance = parts.running().get().config().speaker().identity().routerId().toString();
    String incident;
    try {
      incident = parts.engine().ask(engine -> parts.delivery().test(instance), PATIENCE);
    } catch (TimeoutException e) {
      throw new ProblemException(503, "the engine is busy; ask again");
    }
    long end = System.nanoTime() + PATIENCE.toNanos();
    List<SinkStatus> sinks = parts.delivery().sinks();
    while (!sinks.stream().allMatch(sink -> tookIt(sink, before)) && System.nanoTime() < end) {
      Thread.sleep(LOOK_MILLIS);
      sinks = parts.delivery().sinks();
    }
    JsonWriter body = new JsonWriter().beginObject();
    body.name("incident_id").string(incident);
    body.name("sinks").beginArray();
    for (SinkStatus sink : sinks) {
      body.beginObject();
      body.name("name").string(sink.name());
      body.name("taken").bool(tookIt(sink, before));
      body.name("failing").bool(sink.failing()).endObject();
    }
    Answers.json(to, body.endArray().endObject());
  }

  private static boolean tookIt(SinkStatus sink, Map<String, Long> before) {
    return sink.delivered() >= before.getOrDefault(sink.name(), 0L) + RECORDS;
  }
}

package io.prefixwatch.daemon.http;

import io.javalin.http.Context;
import io.prefixwatch.daemon.json.JsonWriter;
import io.prefixwatch.monitor.event.EngineEvent;
import java.util.Set;

/** {@code POST /api/v1/incidents/{id}/ack}: somebody takes care of it. */
final class AcknowledgePage {

  private final Parts parts;

  AcknowledgePage(Parts parts) {
    this.parts = parts;
  }

  /** Answered when the engine is told; the record with the name follows as any other. */
  void acknowledge(Context to) throws InterruptedException {
    Queries.allow(to, Set.of());
    String id = to.pathParam("id");
    String by = RequestBody.read(to, Set.of("by")).text("by");
    if (!parts.delivery().counts().isOpen(id)) {
      throw new ProblemException(
          404, "no incident of this id is open; one of before the restart has another id now");
    }
    parts.engine().put(new EngineEvent.IncidentAcknowledged(parts.clock().now(), id, by));
    JsonWriter body = new JsonWriter().beginObject();
    body.name("incident_id").string(id);
    body.name("acknowledged_by").string(by).endObject();
    to.status(202);
    Answers.json(to, body);
  }
}

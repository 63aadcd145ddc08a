package io.prefixwatch.daemon.http;

import io.javalin.http.Context;
import io.prefixwatch.daemon.json.JsonWriter;
import io.prefixwatch.daemon.speaker.SessionStatus;
import io.prefixwatch.monitor.registry.Session;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code /api/v1/sessions} and one of them. */
final class SessionPages {

  private final Observations observations;

  SessionPages(Observations observations) {
    this.observations = observations;
  }

  /** Ordered by id; the cursor is the id of the last one of the page before. */
  void list(Context to) {
    Queries.allow(to, Set.of("cursor", "limit"));
    String after = to.queryParam("cursor");
    int limit = Queries.limit(to);
    List<SessionStatus> found =
        observations.sessions().stream()
            .filter(status -> after == null || status.session().id().compareTo(after) > 0)
            .sorted(Comparator.comparing(status -> status.session().id()))
            .limit(limit + 1L)
            .toList();
    boolean more = found.size() > limit;
    List<SessionStatus> page = more ? found.subList(0, limit) : found;
    JsonWriter body = new JsonWriter().beginObject();
    body.name("sessions").beginArray();
    page.forEach(status -> write(body, status));
    body.endArray();
    body.name("next_cursor");
    body.stringOrNull(more ? page.get(limit - 1).session().id() : null);
    Answers.json(to, body.endObject());
  }

  /** The session of that id, which holds a slash for the peers of ranges. */
  void one(Context to) {
    Queries.allow(to, Set.of());
    String id = to.pathParam("id");
    SessionStatus found =
        observations.sessions().stream()
            .filter(status -> status.session().id().equals(id))
            .findFirst()
            .orElseThrow(() -> new ProblemException(404, "there is no session of this id"));
    JsonWriter body = new JsonWriter();
    write(body, found);
    Answers.json(to, body);
  }

  private static void write(JsonWriter body, SessionStatus status) {
    Session session = status.session();
    body.beginObject();
    body.name("id").string(session.id());
    body.name("kind").label(session.isPni() ? "pni" : "collector");
    body.name("partner").stringOrNull(session.partnerId());
    body.name("site").stringOrNull(session.siteId());
    body.name("router").stringOrNull(session.router());
    body.name("preference").string(session.preference().label());
    body.name("peer_address").string(session.peerAddress().toString());
    body.name("peer_asn");
    if (session.peerAsn() == 0) {
      body.nullValue();
    } else {
      body.number(session.peerAsn());
    }
    body.name("dynamic").bool(status.dynamic());
    body.name("state").label(status.state().label());
    StatusPage.time(body, "established_at", status.establishedAt());
    body.name("synced").bool(status.isSynced());
    body.name("flaps").number(status.flaps());
    body.name("updates").number(status.updates());
    body.name("malformed_updates").beginObject();
    status.malformed().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> body.name(entry.getKey()).number(entry.getValue()));
    body.endObject();
    body.name("families").beginArray();
    status.tables().forEach(table -> write(body, table));
    body.endArray().endObject();
  }

  private static void write(JsonWriter body, SessionStatus.Table table) {
    body.beginObject();
    body.name("family").string(table.family().label());
    body.name("routes").number(table.routes());
    body.name("left_out").number(table.leftOut());
    body.name("synced").bool(table.synced()).endObject();
  }
}

package io.prefixwatch.daemon.http;

import io.javalin.http.Context;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.daemon.json.JsonWriter;
import io.prefixwatch.daemon.store.OutboxReader;
import io.prefixwatch.daemon.store.OutboxRecord;
import io.prefixwatch.daemon.store.Store;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Alerts and incidents, from the store: each record stands there as every sink gets it. */
final class RecordPages {

  private static final Logger LOG = LoggerFactory.getLogger(RecordPages.class);

  private static final Set<String> STATES = Set.of("open", "unobserved", "closed");
  private static final Set<String> SEVERITIES = Set.of("critical", "major", "minor", "info");
  private static final int LONGEST_STORY = 10_000;

  /** What a page is read with. */
  private interface Question {
    List<OutboxRecord> ask(OutboxReader reader) throws SQLException;
  }

  private final @Nullable Store store;

  /**
   * Pages.
   *
   * @param store null if there is none; then each page says so
   */
  RecordPages(@Nullable Store store) {
    this.store = store;
  }

  void alerts(Context to) {
    Queries.allow(to, Set.of("after", "limit"));
    long after = Queries.number(to, "after", 0);
    int limit = Queries.limit(to);
    List<OutboxRecord> found = read(reader -> reader.alertsAfter(after, limit));
    JsonWriter body = list("alerts", found);
    body.name("next_after");
    body.number(found.isEmpty() ? after : found.get(found.size() - 1).sequence());
    Answers.json(to, body.endObject());
  }

  /** The last record of each incident, the latest first. */
  void incidents(Context to) {
    Queries.allow(to, Set.of("state", "kind", "severity", "cursor", "limit"));
    String state = Queries.word(to, "state", STATES);
    String severity = Queries.word(to, "severity", SEVERITIES);
    String kind = to.queryParam("kind");
    long before = Queries.number(to, "cursor", Long.MAX_VALUE);
    int limit = Queries.limit(to);
    List<OutboxRecord> found =
        read(reader -> reader.incidents(before, state, kind, severity, limit + 1));
    page(to, "incidents", found, limit);
  }

  /** Every record of one incident. */
  void incident(Context to) {
    Queries.allow(to, Set.of());
    String id = to.pathParam("id");
    List<OutboxRecord> found = read(reader -> reader.incident(id, LONGEST_STORY));
    if (found.isEmpty()) {
      throw new ProblemException(404, "there is no incident of this id in the store");
    }
    JsonWriter body = list("records", found);
    body.name("incident");
    write(body, found.get(found.size() - 1));
    Answers.json(to, body.endObject());
  }

  /** Alerts and events about one registered prefix, the latest first. */
  void history(Context to) {
    Queries.allow(to, Set.of("cursor", "limit"));
    long before = Queries.number(to, "cursor", Long.MAX_VALUE);
    int limit = Queries.limit(to);
    String text = to.pathParam("address") + "/" + to.pathParam("length");
    String prefix;
    try {
      prefix = Prefix.parse(text).toString();
    } catch (IllegalArgumentException e) {
      throw new ProblemException(400, "that is no prefix, such as 203.0.113.0/24");
    }
    List<OutboxRecord> found = read(reader -> reader.ofPrefix(prefix, before, limit + 1));
    page(to, "records", found, limit);
  }

  private static void page(Context to, String name, List<OutboxRecord> found, int limit) {
    boolean more = found.size() > limit;
    List<OutboxRecord> page = more ? found.subList(0, limit) : found;
    JsonWriter body = list(name, page);
    body.name("next_cursor");
    body.stringOrNull(more ? Long.toString(page.get(limit - 1).position()) : null);
    Answers.json(to, body.endObject());
  }

  private List<OutboxRecord> read(Question question) {
    if (store == null) {
      throw new ProblemException(
          503, "there is no store, so nothing is kept: add store.path to the configuration");
    }
    try (OutboxReader reader = store.reader()) {
      return question.ask(reader);
    } catch (SQLException e) {
      LOG.warn("event=store-read-failed reason=\"{}\"", e.getMessage());
      throw new ProblemException(503, "the store cannot be read at present");
    }
  }

  private static JsonWriter list(String name, List<OutboxRecord> records) {
    JsonWriter body = new JsonWriter().beginObject();
    body.name(name).beginArray();
    records.forEach(record -> write(body, record));
    return body.endArray();
  }

  /** Without its line end. */
  private static void write(JsonWriter body, OutboxRecord record) {
    body.json(record.line(), record.line().length - 1);
  }
}

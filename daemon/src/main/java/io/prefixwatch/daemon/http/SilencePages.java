package io.prefixwatch.daemon.http;

import io.javalin.http.Context;
import io.prefixwatch.daemon.json.JsonWriter;
import io.prefixwatch.daemon.operator.Silences;
import io.prefixwatch.daemon.pipeline.EventClock;
import io.prefixwatch.monitor.detect.Kind;
import io.prefixwatch.monitor.incident.Silence;
import io.prefixwatch.monitor.registry.Scope;
import io.prefixwatch.monitor.registry.Scope.Sort;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** {@code /api/v1/silences}: what nobody wants to be told of, for a time. */
final class SilencePages {

  /** What is to last longer belongs into the configuration. */
  private static final Duration LONGEST = Duration.ofDays(366);

  private static final Set<String> MEMBERS = Set.of("match", "until", "author", "reason");

  private final Silences silences;
  private final EventClock clock;

  SilencePages(Silences silences, EventClock clock) {
    this.silences = silences;
    this.clock = clock;
  }

  void list(Context to) {
    Queries.allow(to, Set.of());
    JsonWriter body = new JsonWriter().beginObject();
    body.name("silences").beginArray();
    silences.list().forEach(silence -> write(body, silence));
    Answers.json(to, body.endArray().endObject());
  }

  void add(Context to) throws InterruptedException {
    Queries.allow(to, Set.of());
    RequestBody request = RequestBody.read(to, MEMBERS);
    List<Scope> match = match(request.list("match"));
    Instant until = request.time("until");
    Instant now = clock.now();
    if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST))) {
      throw new ProblemException(422, "until is not within the next " + LONGEST.toDays() + " days");
    }
    String author = request.text("author");
    String reason = request.textIfAny("reason");
    try {
      Silence made =
          silences
              .add(match, until, author, reason)
              .orElseThrow(
                  () -> new ProblemException(409, "there are " + Silences.MOST + " silences"));
      JsonWriter body = new JsonWriter();
      write(body, made);
      to.status(201);
      Answers.json(to, body);
    } catch (IOException e) {
      throw new ProblemException(503, "the store does not take it at present");
    }
  }

  void end(Context to) throws InterruptedException {
    Queries.allow(to, Set.of());
    try {
      if (!silences.end(to.pathParam("id"))) {
        throw new ProblemException(404, "there is no silence of this id, or it has ended");
      }
    } catch (IOException e) {
      throw new ProblemException(503, "the store does not take it at present");
    }
    to.status(204);
  }

  private static List<Scope> match(List<String> written) {
    List<Scope> match = new ArrayList<>();
    for (String text : written) {
      Scope scope = Scope.parse(text);
      if (scope == null || (scope.sort() == Sort.KIND && !isKind(scope.value()))) {
        throw new ProblemException(
            422, "match has an item that is no scope: " + Scope.FORM + ", and what is meant");
      }
      match.add(scope);
    }
    if (match.isEmpty()) {
      throw new ProblemException(422, "match is missing or empty");
    }
    return match;
  }

  private static boolean isKind(String text) {
    return Arrays.stream(Kind.values())
        .anyMatch(kind -> kind.label().equals(text) || kind.family().equals(text));
  }

  private static void write(JsonWriter body, Silence silence) {
    body.beginObject();
    body.name("id").string(silence.id());
    body.name("match").beginArray();
    silence.match().forEach(scope -> body.string(scope.toString()));
    body.endArray();
    StatusPage.time(body, "since", silence.since());
    StatusPage.time(body, "until", silence.until());
    body.name("author").string(silence.author());
    body.name("reason").string(silence.reason());
    body.endObject();
  }
}

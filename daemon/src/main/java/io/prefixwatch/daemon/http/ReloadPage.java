package io.prefixwatch.daemon.http;

import io.javalin.http.Context;
import io.prefixwatch.daemon.config.problem.Problem;
import io.prefixwatch.daemon.config.problem.Severity;
import io.prefixwatch.daemon.json.JsonWriter;
import io.prefixwatch.daemon.operator.Configurations;
import io.prefixwatch.daemon.operator.ReloadOutcome;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code POST /api/v1/config/reload}: the same as SIGHUP, with an answer. */
final class ReloadPage {

  private static final int MOST_PROBLEMS = 100;

  private final Configurations configurations;

  ReloadPage(Configurations configurations) {
    this.configurations = configurations;
  }

  void reload(Context to) throws InterruptedException {
    Queries.allow(to, Set.of());
    if (!configurations.canReload()) {
      throw new ProblemException(409, "this daemon was not started from a file");
    }
    ReloadOutcome outcome = configurations.reload();
    JsonWriter body = new JsonWriter();
    if (outcome.reason() == null) {
      body.beginObject();
      body.name("generation").number(outcome.generation());
      body.name("changes").beginArray();
      outcome.changes().forEach(body::string);
      body.endArray();
      body.name("changes_total").number(outcome.changesTotal());
      problems(body, outcome.problems());
      Answers.json(to, body.endObject());
    } else {
      Answers.problemWith(
          to, 422, outcome.reason(), members -> problems(members, outcome.problems()));
    }
  }

  /** Errors before warnings, in the order of the files. */
  private static void problems(JsonWriter body, List<Problem> problems) {
    body.name("problems").beginArray();
    for (Severity severity : List.of(Severity.ERROR, Severity.WARNING)) {
      problems.stream()
          .filter(problem -> problem.severity() == severity)
          .limit(MOST_PROBLEMS)
          .forEach(problem -> write(body, problem));
    }
    body.endArray();
  }

  private static void write(JsonWriter body, Problem problem) {
    body.beginObject();
    body.name("file").string(problem.position().file());
    body.name("line").number(problem.position().line());
    body.name("column").number(problem.position().column());
    body.name("severity").label(problem.severity().name().toLowerCase(Locale.ROOT));
    body.name("message").string(problem.message());
    body.name("hint").stringOrNull(problem.hint().isEmpty() ? null : problem.hint());
    body.endObject();
  }
}

package io.prefixwatch.daemon.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.prefixwatch.daemon.json.JsonWriter;
import java.util.function.Consumer;

/** How answers are written. */
final class Answers {

  static final String JSON = "application/json";
  static final String PROBLEM = "application/problem+json";

  private Answers() {}

  static void json(Context to, JsonWriter body) {
    to.contentType(JSON).result(body.endLine().take());
  }

  /** RFC 9457. */
  static void problem(Context to, int status, String detail) {
    problemWith(to, status, detail, members -> {});
  }

  /** The same with members of its own. */
  static void problemWith(Context to, int status, String detail, Consumer<JsonWriter> members) {
    JsonWriter body = new JsonWriter().beginObject();
    body.name("type").label("about:blank");
    body.name("title").string(HttpStatus.forStatus(status).getMessage());
    body.name("status").number(status);
    body.name("detail").string(detail);
    members.accept(body);
    body.endObject();
    to.status(status).contentType(PROBLEM).result(body.endLine().take());
  }
}

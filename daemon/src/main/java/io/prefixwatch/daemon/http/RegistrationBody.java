package io.prefixwatch.daemon.http;

import io.javalin.http.Context;
import io.prefixwatch.daemon.json.JsonTree;
import io.prefixwatch.daemon.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A registration as a request says it, put into the configuration's keys. What it means is checked
 * by whoever reads configurations.
 *
 * @param id of the registration
 * @param document JSON, kebab-case
 */
record RegistrationBody(String id, String document) {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int LARGEST = 64 << 10;
  private static final int DEEPEST = 10;

  static RegistrationBody read(Context request) {
    byte[] octets = request.bodyAsBytes();
    if (octets.length > LARGEST) {
      throw new ProblemException(413, "the body is larger than " + LARGEST + " octets");
    }
    JsonWriter out = new JsonWriter();
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), octets)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new ProblemException(400, "the body is no JSON object");
      }
      copy(parser, out, 0);
      if (parser.nextToken() != null) {
        throw new ProblemException(400, "the body is no JSON object");
      }
    } catch (JacksonException e) {
      throw new ProblemException(400, "the body is no JSON object");
    }
    String document = new String(out.take(), StandardCharsets.UTF_8);
    String id = JsonTree.parse(document).get("id").text();
    if (id.isBlank()) {
      throw new ProblemException(422, "id is missing");
    }
    return new RegistrationBody(id, document);
  }

  private static void copy(JsonParser parser, JsonWriter out, int depth) {
    if (depth > DEEPEST) {
      throw new ProblemException(422, "the body is nested too deep");
    }
    JsonToken token = parser.currentToken();
    switch (token) {
      case START_OBJECT -> object(parser, out, depth);
      case START_ARRAY -> {
        out.beginArray();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          copy(parser, out, depth + 1);
        }
        out.endArray();
      }
      case VALUE_STRING -> out.string(String.valueOf(parser.getString()));
      case VALUE_NULL -> out.nullValue();
      default -> {
        byte[] raw = String.valueOf(parser.getString()).getBytes(StandardCharsets.UTF_8);
        out.json(raw, raw.length);
      }
    }
  }

  /** What is null is left out. */
  private static void object(JsonParser parser, JsonWriter out, int depth) {
    out.beginObject();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = String.valueOf(parser.currentName());
      if (!name.chars().allMatch(c -> c == '_' || (c >= 'a' && c <= 'z'))) {
        throw new ProblemException(422, "a member's name is not made of a to z and _");
      }
      if (parser.nextToken() != JsonToken.VALUE_NULL) {
        out.name(name.replace('_', '-'));
        copy(parser, out, depth + 1);
      }
    }
    out.endObject();
  }
}

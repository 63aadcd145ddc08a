package io.prefixwatch.daemon.http;

import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a request says in its body: one flat JSON object of texts and lists of texts, checked.
 * Anything that is not understood is refused.
 */
final class RequestBody {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int LARGEST = 64 << 10;
  private static final int MOST_ITEMS = 100;
  private static final int LONGEST_TEXT = 200;

  private final Map<String, List<String>> members;

  private RequestBody(Map<String, List<String>> members) {
    this.members = members;
  }

  /** Reads the body; it may have members of these names only, each once. */
  static RequestBody read(Context request, Set<String> names) {
    byte[] octets = request.bodyAsBytes();
    if (octets.length > LARGEST) {
      throw new ProblemException(413, "the body is larger than " + LARGEST + " octets");
    }
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), octets)) {
      return new RequestBody(members(parser, names));
    } catch (JacksonException e) {
      throw new ProblemException(400, "the body is no JSON object");
    }
  }

  private static Map<String, List<String>> members(JsonParser parser, Set<String> names) {
    Map<String, List<String>> members = new LinkedHashMap<>();
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new ProblemException(400, "the body is no JSON object");
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = String.valueOf(parser.currentName());
      if (!names.contains(name)) {
        String known = String.join(", ", names.stream().sorted().toList());
        throw new ProblemException(422, "unknown member; known are " + known);
      }
      if (members.put(name, value(name, parser)) != null) {
        throw new ProblemException(422, name + " stands twice");
      }
    }
    if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
      throw new ProblemException(400, "the body is no JSON object");
    }
    return members;
  }

  private static List<String> value(String name, JsonParser parser) {
    List<String> items = new ArrayList<>();
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      items.add(text(name, parser));
      return items;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(text(name, parser));
      if (items.size() > MOST_ITEMS) {
        throw new ProblemException(422, name + " has more than " + MOST_ITEMS + " items");
      }
    }
    return items;
  }

  private static String text(String name, JsonParser parser) {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw new ProblemException(422, name + " is no text");
    }
    String text = String.valueOf(parser.getString());
    if (text.length() > LONGEST_TEXT || text.chars().anyMatch(Character::isISOControl)) {
      throw new ProblemException(
          422, name + " is longer than " + LONGEST_TEXT + " characters, or holds a control one");
    }
    return text;
  }

  /** The text of that name, which has to be there and not blank. */
  String text(String name) {
    List<String> items = list(name);
    if (items.size() != 1 || items.get(0).isBlank()) {
      throw new ProblemException(422, name + " is missing, or no text");
    }
    return items.get(0).strip();
  }

  /** The same, empty text if it is not there. */
  String textIfAny(String name) {
    return members.containsKey(name) ? text(name) : "";
  }

  /** The texts of that name; one text is a list of one. */
  List<String> list(String name) {
    return members.getOrDefault(name, List.of());
  }

  /** The time of that name: RFC 3339 with an offset. */
  Instant time(String name) {
    try {
      return OffsetDateTime.parse(text(name)).toInstant();
    } catch (DateTimeException e) {
      throw new ProblemException(422, name + " is no time, such as 2027-01-01T00:00:00Z");
    }
  }
}

package io.prefixwatch.daemon.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** A JSON value that was read whole; for small ones. What is absent reads as null. */
public final class JsonTree {

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final JsonTree NULL = new JsonTree(null);

  /** A map, a list, a text, or null. Numbers and truth values are kept as written. */
  private final @Nullable Object value;

  private JsonTree(@Nullable Object value) {
    this.value = value;
  }

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException if that is no JSON
   */
  public static JsonTree parse(String text) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      parser.nextToken();
      return read(parser);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static JsonTree read(JsonParser parser) {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      Map<String, JsonTree> members = new LinkedHashMap<>();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = String.valueOf(parser.currentName());
        parser.nextToken();
        members.put(name, read(parser));
      }
      return new JsonTree(members);
    }
    if (token == JsonToken.START_ARRAY) {
      List<JsonTree> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(read(parser));
      }
      return new JsonTree(items);
    }
    if (token == null) {
      throw new IllegalArgumentException("no JSON: it is empty, or ends too early");
    }
    return token == JsonToken.VALUE_NULL ? NULL : new JsonTree(parser.getString());
  }

  /** The member of this name; null in JSON if there is none. */
  public JsonTree get(String name) {
    return value instanceof Map<?, ?> members && members.get(name) instanceof JsonTree member
        ? member
        : NULL;
  }

  /** The items of an array; none of anything else. */
  public List<JsonTree> items() {
    List<JsonTree> items = new ArrayList<>();
    if (value instanceof List<?> list) {
      list.forEach(item -> items.add((JsonTree) item));
    }
    return items;
  }

  public boolean isNull() {
    return value == null;
  }

  public boolean isTrue() {
    return "true".equals(value);
  }

  /** A text, a number or a truth value; what an array holds, with blanks between; else empty. */
  public String text() {
    if (value instanceof List<?>) {
      return String.join(" ", items().stream().map(JsonTree::text).toList());
    }
    return value instanceof String text ? text : "";
  }
}

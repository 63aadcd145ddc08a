package io.prefixwatch.daemon.rpki.file;

import io.prefixwatch.daemon.config.problem.Position;
import java.io.InputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Walks through JSON token by token, with the place of each, so that a file of a million entries
 * never stands in memory. Not for sharing between threads.
 */
final class JsonCursor implements AutoCloseable {

  private static final JsonFactory FACTORY = new JsonFactory();

  private final String file;
  private final JsonParser parser;

  private JsonCursor(String file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  static JsonCursor open(String file, InputStream in) {
    return new JsonCursor(file, FACTORY.createParser(ObjectReadContext.empty(), in));
  }

  static Position position(String file, JacksonException e) {
    return position(file, e.getLocation());
  }

  private static Position position(String file, @Nullable TokenStreamLocation at) {
    return at == null
        ? Position.startOf(file)
        : new Position(file, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
  }

  /** Where the token at hand begins. */
  Position position() {
    return position(file, parser.currentTokenLocation());
  }

  /** Goes on to the next token; null at the end. */
  @Nullable JsonToken next() {
    return parser.nextToken();
  }

  /** Skips the value behind a name. */
  void skip() {
    parser.nextToken();
    parser.skipChildren();
  }

  /** Shows each name of the object that has begun; its taker reads or skips the value. */
  void members(Consumer<String> taker) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      taker.accept(String.valueOf(parser.currentName()));
    }
  }

  /** Reads an object: the item at hand, or the value behind a name; false if it is none. */
  boolean object(Consumer<String> taker) {
    if (parser.currentToken() == JsonToken.PROPERTY_NAME) {
      parser.nextToken();
    }
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return false;
    }
    members(taker);
    return true;
  }

  /** Shows each item of the array behind a name; its taker leaves the cursor at its end. */
  void items(Runnable taker) {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == null) {
        return;
      }
      taker.run();
    }
  }

  /** The text or number behind a name; empty for anything else. */
  String text() {
    parser.nextToken();
    return scalar();
  }

  /** The text or number at hand; empty for anything else. */
  String scalar() {
    JsonToken token = parser.currentToken();
    if (token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
      return String.valueOf(parser.getString());
    }
    parser.skipChildren();
    return "";
  }

  /** The whole number behind a name; -1 for anything else. */
  long number() {
    String text = text();
    try {
      return text.length() > 18 ? -1 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  @Override
  public void close() {
    parser.close();
  }
}

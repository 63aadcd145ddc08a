package io.prefixwatch.daemon.json;

/**
 * Escapes text that came from the wire: it must not break a line, a terminal or a reader's eye.
 *
 * <p>Beyond what JSON demands, everything without a glyph of its own is written as {@code \}{@code
 * uXXXX}: C0 and C1 controls, bidirectional and other format characters, line and paragraph
 * separators, lone surrogates, private and unassigned characters.
 */
final class JsonText {

  private JsonText() {}

  static void write(JsonWriter out, String text) {
    int at = 0;
    while (at < text.length()) {
      int character = text.codePointAt(at);
      at += Character.charCount(character);
      if (character == '"' || character == '\\') {
        out.put('\\');
        out.put(character);
      } else if (character >= ' ' && character < 0x7F) {
        out.put(character);
      } else if (isInvisible(character)) {
        writeEscaped(out, character);
      } else {
        writeUtf8(out, character);
      }
    }
  }

  private static boolean isInvisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static void writeEscaped(JsonWriter out, int character) {
    if (Character.isBmpCodePoint(character)) {
      out.escapedUnit(character);
    } else {
      out.escapedUnit(Character.highSurrogate(character));
      out.escapedUnit(Character.lowSurrogate(character));
    }
  }

  private static void writeUtf8(JsonWriter out, int character) {
    if (character < 0x800) {
      out.put(0xC0 | character >>> 6);
    } else {
      if (character < 0x1_0000) {
        out.put(0xE0 | character >>> 12);
      } else {
        out.put(0xF0 | character >>> 18);
        out.put(0x80 | character >>> 12 & 0x3F);
      }
      out.put(0x80 | character >>> 6 & 0x3F);
    }
    out.put(0x80 | character & 0x3F);
  }
}

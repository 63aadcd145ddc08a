package io.prefixwatch.daemon.inspect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads octets written as hexadecimal text, one message a line.
 *
 * <p>Digits in upper or lower case, blanks and colons ignored, lines without digits skipped. A line
 * of other text, or of more than a mebibyte, is an error of that line alone.
 */
public final class HexLines {

  /** Octets of a line; far beyond any message, so that a longer message is judged as one. */
  private static final int MAX_OCTETS = 1 << 20;

  private static final int END = -1;

  private final InputStream in;
  private final ByteArrayOutputStream octets = new ByteArrayOutputStream(4096);
  private int line;
  private @Nullable String error;

  /** Reads from a stream that is buffered. */
  public HexLines(InputStream in) {
    this.in = in;
  }

  /** Moves to the next line that is not empty; false at the end of input. */
  public boolean next() throws IOException {
    while (true) {
      line++;
      boolean ended = readLine();
      if (error != null || octets.size() > 0) {
        return true;
      }
      if (ended) {
        return false;
      }
    }
  }

  /** What is wrong with the line, ASCII; null if it is sound. */
  public @Nullable String error() {
    return error;
  }

  /** The octets of a sound line. */
  public byte[] octets() {
    return octets.toByteArray();
  }

  /** Reads one line into {@link #octets} or {@link #error}; true if it was the last. */
  private boolean readLine() throws IOException {
    octets.reset();
    error = null;
    int column = 0;
    int high = -1;
    while (true) {
      int character = in.read();
      if (character == END || character == '\n') {
        if (high >= 0 && error == null) {
          error = place(column) + "an odd number of hexadecimal digits";
        }
        return character == END;
      }
      column++;
      if (error != null || isSeparator(character)) {
        continue;
      }
      int digit = Character.digit(character, 16);
      if (digit < 0) {
        error = place(column) + describe(character) + " is no hexadecimal digit";
      } else if (high < 0) {
        high = digit;
      } else if (octets.size() == MAX_OCTETS) {
        error = place(column) + "more than " + MAX_OCTETS + " octets";
      } else {
        octets.write(high << 4 | digit);
        high = -1;
      }
    }
  }

  private static boolean isSeparator(int character) {
    return character == ' ' || character == ':' || character == '\t' || character == '\r';
  }

  private String place(int column) {
    return "line " + line + ", column " + column + ": ";
  }

  /** The character itself where it can be printed and needs no escape. */
  private static String describe(int character) {
    boolean plain = character > ' ' && character < 0x7F && character != '"' && character != '\\';
    return plain
        ? "'" + (char) character + "'"
        : String.format(Locale.ROOT, "octet 0x%02x", character);
  }
}

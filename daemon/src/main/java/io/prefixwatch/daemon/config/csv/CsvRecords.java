package io.prefixwatch.daemon.config.csv;

import io.prefixwatch.daemon.config.problem.Position;
import io.prefixwatch.daemon.config.problem.Problems;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/**
 * The records of a CSV stream (RFC 4180), one at a time in reused arrays.
 *
 * <p>Takes a byte order mark, any line end and blanks around fields. A record that is no CSV is
 * reported and left out. Owned by one thread.
 */
final class CsvRecords {

  /** A missing closing quote must not swallow the whole file. */
  static final int LONGEST_RECORD = 1 << 20;

  private static final int MOST_FIELDS = 64;

  private static final int END = -1;

  private final String file;
  private final Reader in;
  private final Problems problems;
  private final char[] buffer = new char[1 << 16];
  private int next;
  private int limit;
  private int line = 1;
  private int column = 1;
  private boolean afterReturn;
  private boolean broken;

  private char[] text = new char[1 << 10];
  private int length;
  private final int[] starts = new int[MOST_FIELDS];
  private final int[] ends = new int[MOST_FIELDS];
  private final int[] lines = new int[MOST_FIELDS];
  private final int[] columns = new int[MOST_FIELDS];
  private int count;

  CsvRecords(String file, Reader in, Problems problems) throws IOException {
    this.file = file;
    this.in = in;
    this.problems = problems;
    if (peek() == '\uFEFF') {
      next++;
    }
  }

  /** Moves to the next good record that is not an empty line; false at the end. */
  boolean next() throws IOException {
    while (!broken && peek() != END) {
      if (readRecord() && !(count == 1 && isEmpty(0))) {
        return true;
      }
    }
    return false;
  }

  /** Fields of the record. */
  int count() {
    return count;
  }

  boolean isEmpty(int field) {
    return starts[field] == ends[field];
  }

  String text(int field) {
    return new String(text, starts[field], ends[field] - starts[field]);
  }

  /** True if the field's text is this. */
  boolean is(int field, String other) {
    int from = starts[field];
    if (ends[field] - from != other.length()) {
      return false;
    }
    for (int i = 0; i < other.length(); i++) {
      if (text[from + i] != other.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  int line(int field) {
    return lines[field];
  }

  int column(int field) {
    return columns[field];
  }

  Position position(int field) {
    return new Position(file, lines[field], columns[field]);
  }

  /** Where reading stands. */
  Position here() {
    return new Position(file, line, column);
  }

  private boolean readRecord() throws IOException {
    count = 0;
    length = 0;
    while (true) {
      if (count == MOST_FIELDS) {
        return bad(here(), "more than " + MOST_FIELDS + " fields in a row", "");
      }
      skipBlanks();
      starts[count] = length;
      lines[count] = line;
      columns[count] = column;
      boolean good = peek() == '"' ? readQuoted() : readPlain();
      if (!good) {
        return false;
      }
      ends[count] = length;
      count++;
      if (peek() != ',') {
        endLine();
        return true;
      }
      take();
    }
  }

  /** Up to a comma or the end of the line, without blanks at the end. */
  private boolean readPlain() throws IOException {
    for (int c = peek(); c != ',' && c != '\n' && c != '\r' && c != END; c = peek()) {
      if (c == '"') {
        return bad(here(), "a quote inside a field", "quote the whole field and double the quote");
      }
      if (!append((char) c)) {
        return false;
      }
    }
    while (length > starts[count] && isBlank(text[length - 1])) {
      length--;
    }
    return true;
  }

  /** Up to the closing quote, which a comma or the end of the line must follow. */
  private boolean readQuoted() throws IOException {
    take();
    while (true) {
      int c = peek();
      if (c == END) {
        return bad(position(count), "a quote without a closing one", "close it, or double it");
      }
      if (c == '"') {
        take();
        if (peek() != '"') {
          break;
        }
      }
      if (!append((char) peek())) {
        return false;
      }
    }
    skipBlanks();
    int c = peek();
    if (c != ',' && c != '\n' && c != '\r' && c != END) {
      return bad(here(), "text after a closing quote", "double a quote inside a quoted field");
    }
    return true;
  }

  private void skipBlanks() throws IOException {
    while (isBlank(peek())) {
      take();
    }
  }

  private static boolean isBlank(int c) {
    return c == ' ' || c == '\t';
  }

  private boolean append(char c) throws IOException {
    if (c == '\uFFFD') {
      broken = true;
      return bad(here(), "the file is not UTF-8 text from here on", "save it as UTF-8");
    }
    if (length == LONGEST_RECORD) {
      broken = true;
      return bad(
          position(count), "a row longer than 1 MiB begins here", "is a closing quote missing?");
    }
    if (length == text.length) {
      text = Arrays.copyOf(text, 2 * length);
    }
    text[length++] = c;
    take();
    return true;
  }

  /** Reports, leaves the rest of the line out, and is false. */
  private boolean bad(Position position, String message, String hint) throws IOException {
    problems.error(position, message, hint);
    while (!broken && peek() != '\n' && peek() != '\r' && peek() != END) {
      take();
    }
    endLine();
    return false;
  }

  private void endLine() throws IOException {
    if (peek() == '\r') {
      take();
      if (peek() == '\n') {
        take();
      }
    } else if (peek() == '\n') {
      take();
    }
  }

  /** The next character, or {@link #END}. */
  private int peek() throws IOException {
    if (next == limit) {
      limit = Math.max(0, in.read(buffer, 0, buffer.length));
      next = 0;
      if (limit == 0) {
        return END;
      }
    }
    return buffer[next];
  }

  /** Goes beyond the character that {@link #peek} showed. */
  private void take() {
    char c = buffer[next++];
    if (c == '\n' || c == '\r') {
      line += c == '\n' && afterReturn ? 0 : 1;
      column = 1;
    } else if (!Character.isLowSurrogate(c)) {
      column++;
    }
    afterReturn = c == '\r';
  }
}

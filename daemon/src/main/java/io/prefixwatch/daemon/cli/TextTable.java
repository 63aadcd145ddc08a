package io.prefixwatch.daemon.cli;

import java.util.ArrayList;
import java.util.List;

/** Lines of columns for a terminal. What must not reach a terminal is shown as a question mark. */
final class TextTable {

  private static final String BETWEEN = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  /** A table with these heads. */
  TextTable(String... heads) {
    rows.add(List.of(heads));
  }

  /** A row; empty cells are shown as a dash. */
  void add(String... cells) {
    List<String> row = new ArrayList<>();
    for (String cell : cells) {
      row.add(cell.isEmpty() ? "-" : printable(cell));
    }
    rows.add(row);
  }

  private static String printable(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              int type = Character.getType(point);
              boolean odd =
                  type == Character.CONTROL
                      || type == Character.FORMAT
                      || type == Character.LINE_SEPARATOR
                      || type == Character.PARAGRAPH_SEPARATOR;
              out.appendCodePoint(odd ? '?' : point);
            });
    return out.toString();
  }

  /** The rows, the head first, columns under each other. */
  List<String> lines() {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        line.append(i == 0 ? "" : BETWEEN).append(row.get(i));
        line.append(" ".repeat(i == columns - 1 ? 0 : widths[i] - row.get(i).length()));
      }
      lines.add(line.toString());
    }
    return lines;
  }
}

package io.prefixwatch.daemon.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row of the table of docs/incidents.md.
 *
 * @param incident its id in the data
 * @param view {@code collector}, or {@code PNI of 701}
 * @param configured what stands in code in the cell, by key: {@code max-length} to {@code 25}
 * @param kind what is found; {@code nothing} where it cannot be seen
 * @param suspect its AS number; {@code nobody}
 * @param note why, or what else there is to say
 */
record IncidentRow(
    String incident,
    String view,
    Map<String, String> configured,
    String kind,
    String suspect,
    String note) {

  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final String THROUGH = ", through ";
  private static final int CELLS = 6;

  /** What is seen, in a line: {@code hijack.origin 8342}. */
  String found() {
    return kind + " " + suspect;
  }

  /** An AS that stood before the origin, where the reports leave out hops. */
  Optional<Long> through() {
    int at = view.indexOf(THROUGH);
    return at < 0
        ? Optional.empty()
        : Optional.of(Long.valueOf(view.substring(at + THROUGH.length())));
  }

  boolean isNothing() {
    return kind.equals("nothing");
  }

  /** What the rows of one run have in common. */
  String run() {
    return incident + " | " + view + " | " + configured;
  }

  /** The rows of the first table with these cells; a cell that says {@code "} is as above. */
  static List<IncidentRow> read(List<String> lines) {
    List<IncidentRow> rows = new ArrayList<>();
    List<String> above = List.of();
    for (String line : lines) {
      List<String> cells = cells(line);
      boolean data = cells.size() == CELLS && !cells.get(0).matches("incident|-+");
      if (data) {
        List<String> filled = new ArrayList<>();
        for (int i = 0; i < CELLS; i++) {
          filled.add(cells.get(i).equals("\"") ? above.get(i) : cells.get(i));
        }
        above = filled;
        rows.add(of(filled));
      }
    }
    return rows;
  }

  private static List<String> cells(String line) {
    if (!line.startsWith("|")) {
      return List.of();
    }
    List<String> cells = new ArrayList<>();
    for (String cell : line.substring(1, line.lastIndexOf('|')).split("\\|", -1)) {
      cells.add(cell.strip());
    }
    return cells;
  }

  private static IncidentRow of(List<String> cells) {
    Map<String, String> configured = new LinkedHashMap<>();
    Matcher code = CODE.matcher(cells.get(2));
    while (code.find()) {
      String[] parts = code.group(1).split(": ", 2);
      configured.put(parts[0], parts.length > 1 ? parts[1] : "");
    }
    return new IncidentRow(
        code(cells.get(0)),
        cells.get(1),
        configured,
        code(cells.get(3)),
        cells.get(4),
        cells.get(5));
  }

  private static String code(String cell) {
    Matcher code = CODE.matcher(cell);
    return code.find() ? code.group(1) : cell;
  }
}

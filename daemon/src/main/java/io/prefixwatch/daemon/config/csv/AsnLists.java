package io.prefixwatch.daemon.config.csv;

import io.prefixwatch.daemon.config.problem.Position;
import io.prefixwatch.daemon.config.problem.Problems;
import io.prefixwatch.daemon.config.problem.Quoted;
import io.prefixwatch.daemon.config.schema.BadValue;
import io.prefixwatch.daemon.config.schema.BgpValues;
import io.prefixwatch.monitor.registry.AsnSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads lists of AS numbers separated by blanks; equal texts share one set. */
final class AsnLists {

  /** Beyond this many different lists sharing saves nothing. */
  private static final int MOST_SHARED = 1 << 16;

  private final Problems problems;
  private final Map<String, AsnSet> shared = new HashMap<>();

  AsnLists(Problems problems) {
    this.problems = problems;
  }

  /** The set; numbers that are none are reported and left out. */
  AsnSet parse(String text, CsvColumn column, Position position) {
    AsnSet known = shared.get(text);
    if (known != null) {
      return known;
    }
    List<Long> asns = new ArrayList<>();
    boolean good = true;
    int at = 0;
    while (at < text.length()) {
      int end = at;
      while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != '\t') {
        end++;
      }
      if (end > at) {
        good &= add(text.substring(at, end), asns, column, shifted(position, at));
      }
      at = end + 1;
    }
    AsnSet set = AsnSet.of(asns);
    if (good && shared.size() < MOST_SHARED) {
      shared.put(text, set);
    }
    return set;
  }

  private boolean add(String text, List<Long> asns, CsvColumn column, Position position) {
    try {
      asns.add(BgpValues.asn(text));
      return true;
    } catch (BadValue e) {
      boolean separated = text.indexOf(',') > 0 || text.indexOf(';') > 0 || text.indexOf('|') > 0;
      problems.error(
          position,
          column.label() + ": " + Quoted.of(text) + " " + e.complaint(),
          separated ? "separate AS numbers with blanks" : e.hint(false));
      return false;
    }
  }

  private static Position shifted(Position position, int by) {
    return new Position(position.file(), position.line(), position.column() + by);
  }
}

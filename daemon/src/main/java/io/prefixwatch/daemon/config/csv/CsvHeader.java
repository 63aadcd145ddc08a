package io.prefixwatch.daemon.config.csv;

import io.prefixwatch.daemon.config.problem.Problems;
import io.prefixwatch.daemon.config.problem.Quoted;
import io.prefixwatch.daemon.config.problem.Suggestion;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which field of a row is which column. */
final class CsvHeader {

  private final Map<CsvColumn, Integer> fields;
  private final int count;

  private CsvHeader(Map<CsvColumn, Integer> fields, int count) {
    this.fields = fields;
    this.count = count;
  }

  /** Reads the first record; null after a problem was reported. */
  static @Nullable CsvHeader read(CsvRecords header, Problems problems) {
    Map<CsvColumn, Integer> fields = new EnumMap<>(CsvColumn.class);
    long errors = problems.errorCount();
    for (int field = 0; field < header.count(); field++) {
      String name = header.text(field);
      CsvColumn column = CsvColumn.ofLabel(name);
      if (column == null) {
        problems.error(header.position(field), "unknown column " + Quoted.of(name), hintFor(name));
      } else if (fields.putIfAbsent(column, field) != null) {
        problems.error(
            header.position(field),
            "the column " + Quoted.of(name) + " stands twice",
            "remove one of them");
      }
    }
    List<String> missing = new ArrayList<>();
    for (CsvColumn column : CsvColumn.values()) {
      if (!fields.containsKey(column)) {
        missing.add(column.label());
      }
    }
    if (!missing.isEmpty()) {
      problems.error(
          header.position(0),
          "the header misses " + String.join(", ", missing),
          "it has all of " + String.join(",", CsvColumn.labels()) + "; a field may be empty");
    }
    return problems.errorCount() == errors ? new CsvHeader(fields, header.count()) : null;
  }

  private static String hintFor(String name) {
    return name.indexOf(';') >= 0
        ? "separate columns with commas"
        : Suggestion.among(CsvColumn.labels(), name, "");
  }

  /** The field of a column. */
  int field(CsvColumn column) {
    Integer field = fields.get(column);
    if (field == null) {
      throw new IllegalStateException("a header without " + column);
    }
    return field;
  }

  /** Fields that each row must have. */
  int count() {
    return count;
  }
}

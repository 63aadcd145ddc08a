package io.prefixwatch.daemon.config.csv;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of a registration file; all must be there, in any order. */
enum CsvColumn {
  REGISTRATION("registration"),
  CUSTOMER("customer"),
  PARTNER("partner"),
  PRIMARY_SITE("primary-site"),
  BACKUP_SITE("backup-site"),
  PREFIX("prefix"),
  ORIGINS("origins"),
  MAX_LENGTH("max-length"),
  UPSTREAMS("upstreams");

  private final String label;

  CsvColumn(String label) {
    this.label = label;
  }

  /** As in the header. */
  String label() {
    return label;
  }

  /** The column of this name, or null. */
  static @Nullable CsvColumn ofLabel(String label) {
    for (CsvColumn column : values()) {
      if (column.label.equals(label)) {
        return column;
      }
    }
    return null;
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(CsvColumn::label).toList();
  }
}

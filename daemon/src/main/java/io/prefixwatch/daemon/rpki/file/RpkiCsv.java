package io.prefixwatch.daemon.rpki.file;

import io.prefixwatch.daemon.config.problem.Position;
import io.prefixwatch.daemon.config.problem.Problems;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** VRPs as lines with a header: {@code ASN,IP Prefix,Max Length,Trust Anchor,Expires}. */
final class RpkiCsv {

  private RpkiCsv() {}

  /** False after an error was reported. */
  static boolean read(String file, Reader in, RpkiEntries entries, Problems problems)
      throws IOException {
    BufferedReader lines = new BufferedReader(in);
    String first = lines.readLine();
    List<String> header =
        first == null
            ? List.of()
            : cells(first).stream().map(cell -> cell.toLowerCase(Locale.ROOT)).toList();
    int asn = header.indexOf("asn");
    int prefix = header.indexOf("ip prefix");
    if (asn < 0 || prefix < 0) {
      problems.error(
          Position.startOf(file),
          "the first line must name the columns ASN and IP Prefix",
          "such as ASN,IP Prefix,Max Length,Trust Anchor");
      return false;
    }
    int maxLength = header.indexOf("max length");
    int anchor = header.indexOf("trust anchor");
    int expires = header.indexOf("expires");
    int number = 1;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      List<String> cells = cells(line);
      entries.vrp(
          new Position(file, number, 1),
          cell(cells, prefix),
          whole(cell(cells, maxLength), -1),
          RpkiEntries.asn(cell(cells, asn)),
          cell(cells, anchor),
          whole(cell(cells, expires), 0));
    }
    return true;
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    int from = 0;
    while (from <= line.length()) {
      int comma = line.indexOf(',', from);
      int to = comma < 0 ? line.length() : comma;
      String cell = line.substring(from, to).strip();
      boolean quoted = cell.length() >= 2 && cell.startsWith("\"") && cell.endsWith("\"");
      cells.add(quoted ? cell.substring(1, cell.length() - 1) : cell);
      from = to + 1;
    }
    return cells;
  }

  private static String cell(List<String> cells, int column) {
    return column < 0 || column >= cells.size() ? "" : cells.get(column);
  }

  /** An empty cell means what is usual; one that is no number is told as out of range. */
  private static long whole(String text, long usual) {
    if (text.isEmpty()) {
      return usual;
    }
    try {
      return text.length() > 18 ? Integer.MAX_VALUE : Long.parseLong(text);
    } catch (NumberFormatException e) {
      return usual == 0 ? 0 : Integer.MAX_VALUE;
    }
  }
}

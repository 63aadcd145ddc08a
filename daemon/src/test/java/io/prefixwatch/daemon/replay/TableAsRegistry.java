package io.prefixwatch.daemon.replay;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** A routing table as a registry: each prefix registered to the origin that it had. */
final class TableAsRegistry {

  private TableAsRegistry() {}

  /**
   * Writes the registrations as CSV.
   *
   * @param table {@code PREFIX TAB ORIGIN} a line, compressed; comments begin with a semicolon
   * @return the origin of each prefix
   */
  static Map<String, Long> write(Path table, Path file) throws IOException {
    Map<String, Long> origins = new HashMap<>();
    try (BufferedReader in =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(table)), StandardCharsets.UTF_8));
        BufferedWriter csv = Files.newBufferedWriter(file)) {
      csv.write("registration,customer,partner,primary-site,backup-site,prefix,origins,");
      csv.write("max-length,upstreams\n");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.startsWith(";") && !line.isBlank()) {
          String[] fields = line.split("\t", -1);
          csv.write("as%s,AS%s,,,,%s,%s,,%n".formatted(fields[1], fields[1], fields[0], fields[1]));
          origins.put(fields[0], Long.parseLong(fields[1]));
        }
      }
    }
    return origins;
  }
}

package io.prefixwatch.daemon.config.section;

import io.prefixwatch.bgp.net.Asn;
import io.prefixwatch.daemon.config.problem.Position;
import io.prefixwatch.daemon.config.problem.Problems;
import io.prefixwatch.daemon.config.problem.Quoted;
import io.prefixwatch.monitor.topology.Relationships;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * A file of AS relationships in CAIDA's serial-1 or serial-2: {@code provider|customer|-1} or
 * {@code peer|peer|0}, in serial-2 with a fourth field; lines that begin with {@code #} are
 * comments. Plain, or gzip by its name.
 */
final class RelationshipFile {

  private static final int MAX_COMPLAINTS = 10;

  private final Path path;
  private final Problems problems;
  private final Relationships.Builder relationships = new Relationships.Builder();
  private int complaints;

  private RelationshipFile(Path path, Problems problems) {
    this.path = path;
    this.problems = problems;
  }

  /** Reads the file; what cannot be read is reported at its line, or where it is named. */
  static Relationships read(Path path, Position named, Problems problems) {
    RelationshipFile file = new RelationshipFile(path, problems);
    try (InputStream in = Files.newInputStream(path)) {
      boolean zipped = path.toString().endsWith(".gz");
      file.readLines(zipped ? new GZIPInputStream(in, 1 << 16) : in);
    } catch (NoSuchFileException e) {
      problems.error(
          named,
          "topology: " + path + ": there is no such file",
          "a relative name begins at the configuration file's folder");
    } catch (IOException e) {
      problems.error(
          named, "topology: " + path + ": the file cannot be read: " + e.getMessage(), "");
    }
    return file.relationships.build();
  }

  private void readLines(InputStream in) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1), 1 << 16);
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (!line.isBlank() && !line.startsWith("#") && !accept(line.strip())) {
        complain(line, number);
      }
    }
  }

  private boolean accept(String line) {
    String[] fields = line.split("\\|", -1);
    if (fields.length != 3 && fields.length != 4) {
      return false;
    }
    long one = asn(fields[0]);
    long other = asn(fields[1]);
    if (one <= 0 || other <= 0 || one == other) {
      return false;
    }
    if (fields[2].equals("-1")) {
      relationships.provider(one, other);
    } else if (fields[2].equals("0")) {
      relationships.peers(one, other);
    } else {
      return false;
    }
    return true;
  }

  /** -1 for what is no AS number. */
  private static long asn(String text) {
    try {
      return Asn.parse(text);
    } catch (IllegalArgumentException e) {
      return -1;
    }
  }

  private void complain(String line, int number) {
    if (complaints++ < MAX_COMPLAINTS) {
      String shown = line.length() > 60 ? line.substring(0, 60) : line;
      problems.error(
          new Position(path.toString(), number, 1),
          "no relationship: " + Quoted.of(shown),
          "PROVIDER|CUSTOMER|-1 or PEER|PEER|0, as CAIDA's serial-1 and serial-2 have them");
    }
  }
}

package io.prefixwatch.daemon.rpki.file;

import io.prefixwatch.daemon.config.problem.Position;
import io.prefixwatch.daemon.config.problem.Problems;
import io.prefixwatch.monitor.rpki.Slurm;
import io.prefixwatch.monitor.rpki.SourceData;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Opens a file of VRPs, plain or gzip, and reads it by its shape. */
public final class RpkiFile {

  /** What to do with an open file. */
  @FunctionalInterface
  private interface Use {
    void with(InputStream in) throws IOException;
  }

  private RpkiFile() {}

  /**
   * Reads a file; entries that are wrong are left out with a warning each.
   *
   * @param named where the configuration names the file
   * @return null after a problem was reported: a file that is not there yet is a warning
   */
  public static @Nullable SourceData read(Path path, Position named, Problems problems) {
    String name = path.toString();
    RpkiEntries entries = new RpkiEntries(problems);
    boolean isCsv = name.endsWith(".csv") || name.endsWith(".csv.gz");
    boolean[] whole = new boolean[1];
    open(
        path,
        named,
        problems,
        in ->
            whole[0] =
                isCsv
                    ? RpkiCsv.read(
                        name, new InputStreamReader(in, StandardCharsets.UTF_8), entries, problems)
                    : RpkiJson.read(name, in, entries, problems));
    return whole[0] ? entries.data() : null;
  }

  /** Reads a SLURM file (RFC 8416); a wrong one changes nothing, so it is an error. */
  public static @Nullable Slurm readSlurm(Path path, Position named, Problems problems) {
    Slurm[] read = new Slurm[1];
    open(path, named, problems, in -> read[0] = SlurmJson.read(path.toString(), in, problems));
    return read[0];
  }

  private static void open(Path path, Position named, Problems problems, Use use) {
    problems.opened(path.toString());
    try (InputStream file = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        InputStream in =
            path.toString().endsWith(".gz") ? new GZIPInputStream(file, 1 << 16) : file) {
      use.with(in);
    } catch (NoSuchFileException e) {
      // A validator may write its first file after us; a running daemon waits for it.
      problems.warning(
          named,
          "rpki: " + path + ": there is no such file",
          "a relative name begins at the configuration file's folder");
    } catch (IOException e) {
      problems.error(named, "rpki: " + path + ": the file cannot be read: " + e.getMessage(), "");
    }
  }
}

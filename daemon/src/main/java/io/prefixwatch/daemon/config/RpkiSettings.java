package io.prefixwatch.daemon.config;

import io.prefixwatch.monitor.rpki.Slurm;
import io.prefixwatch.monitor.rpki.SourceData;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where VRPs and ASPAs come from.
 *
 * @param caches RTR caches in the order of the file
 * @param files files, with what they said when the configuration was loaded
 * @param slurmFiles the operator's own view, RFC 8416
 * @param slurm what those said
 * @param staleAfter a file that nobody has written for so long is stale
 */
public record RpkiSettings(
    List<Cache> caches,
    List<LoadedFile> files,
    List<Path> slurmFiles,
    Slurm slurm,
    Duration staleAfter) {

  /**
   * An RTR cache.
   *
   * @param host address or name
   * @param port TCP port
   * @param preference the smallest of those that are up is used
   */
  public record Cache(String host, int port, int preference) {

    /** As alerts name it: {@code 192.0.2.53:323}. */
    public String name() {
      return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }
  }

  /**
   * A file and what it said.
   *
   * @param data null if it is not there yet
   */
  public record LoadedFile(Path path, @Nullable SourceData data) {}

  /** What the files say that are there. */
  public List<SourceData> loaded() {
    return files.stream().map(LoadedFile::data).flatMap(Stream::ofNullable).toList();
  }

  public RpkiSettings {
    caches = List.copyOf(caches);
    files = List.copyOf(files);
    slurmFiles = List.copyOf(slurmFiles);
  }
}

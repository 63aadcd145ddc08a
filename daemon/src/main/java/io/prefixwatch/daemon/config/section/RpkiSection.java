package io.prefixwatch.daemon.config.section;

import io.prefixwatch.daemon.config.RpkiSettings;
import io.prefixwatch.daemon.config.RpkiSettings.Cache;
import io.prefixwatch.daemon.config.RpkiSettings.LoadedFile;
import io.prefixwatch.daemon.config.schema.Values;
import io.prefixwatch.daemon.rpki.file.RpkiFile;
import io.prefixwatch.monitor.rpki.Slurm;
import io.prefixwatch.monitor.rpki.SourceData;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code rpki:}; its files are read with the configuration, so that their problems stand there. */
final class RpkiSection {

  private RpkiSection() {}

  /** Null if there is none, or after a problem was reported. */
  static @Nullable RpkiSettings read(MappingReader top, Path folder) {
    MappingReader rpki = top.mapping("rpki");
    if (rpki == null) {
      return null;
    }
    List<Cache> caches = caches(rpki);
    List<LoadedFile> files = new ArrayList<>();
    for (Path path : rpki.distinct("files", Values::path)) {
      Path file = folder.resolve(path);
      SourceData data = RpkiFile.read(file, rpki.at("files"), rpki.problems());
      files.add(new LoadedFile(file, data));
    }
    List<Path> slurmFiles = new ArrayList<>();
    Slurm slurm = Slurm.NONE;
    for (Path path : rpki.distinct("slurm", Values::path)) {
      Path file = folder.resolve(path);
      Slurm one = RpkiFile.readSlurm(file, rpki.at("slurm"), rpki.problems());
      if (one != null) {
        slurmFiles.add(file);
        slurm = slurm.and(one);
      }
    }
    Duration staleAfter = rpki.get("stale-after", Values.durationFrom(Duration.ofMinutes(1)));
    if (caches.isEmpty() && rpki.lacks("files") && rpki.lacks("caches")) {
      rpki.problems()
          .warning(
              rpki.position(),
              "rpki has neither caches nor files, so nothing is validated",
              "expected: caches: [{address: 192.0.2.53}]");
    }
    return staleAfter == null
        ? null
        : new RpkiSettings(caches, files, slurmFiles, slurm, staleAfter);
  }

  private static List<Cache> caches(MappingReader rpki) {
    List<Cache> caches = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (MappingReader entry : rpki.mappings("caches")) {
      String host = entry.get("address", Values::text);
      Integer port = entry.get("port", Values.number(1, 65_535));
      Integer preference = entry.get("preference", Values.number(1, 255));
      if (host != null && port != null && preference != null) {
        Cache cache = new Cache(host, port, preference);
        if (!names.add(cache.name())) {
          entry.error("address", "this cache stands twice", "keep one of them");
        }
        caches.add(cache);
      }
    }
    return caches;
  }
}

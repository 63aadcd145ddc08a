package io.prefixwatch.daemon.delivery.sink;

import io.prefixwatch.daemon.config.RotationSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a file aside under the time at which that was done ({@code
 * alerts.jsonl.20261120T120000.000000Z}), compresses it and forgets the oldest. Used by one thread.
 *
 * <p>A process that dies on the way leaves a whole file: it is compressed with the next one.
 */
final class FileRotation {

  private static final Logger LOG = LoggerFactory.getLogger(FileRotation.class);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
  private static final String GZIP = ".gz";
  private static final String UNFINISHED = ".gz.part";

  private final Path path;
  private final RotationSettings settings;
  private final InstantSource clock;
  private final Pattern aside;

  FileRotation(Path path, RotationSettings settings, InstantSource clock) {
    this.path = path;
    this.settings = settings;
    this.clock = clock;
    this.aside =
        Pattern.compile(
            Pattern.quote(String.valueOf(path.getFileName()))
                + "\\.\\d{8}T\\d{6}\\.\\d{6}Z(\\.gz)?");
  }

  /**
   * Whether the file is full, or of a period that is over. An empty file never is.
   *
   * @param octets that it holds
   * @param more that are to come
   * @param written when it was written to last
   */
  boolean isDue(long octets, long more, Instant written) {
    if (octets == 0) {
      return false;
    }
    boolean full = settings.size() > 0 && octets + more > settings.size();
    Duration every = settings.every();
    return full || (!every.isZero() && period(written, every) < period(clock.instant(), every));
  }

  private static long period(Instant time, Duration every) {
    return Math.floorDiv(time.toEpochMilli(), every.toMillis());
  }

  /** Puts the file aside; nobody has it open. */
  void rotate() throws IOException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Path to = named(now);
    while (Files.exists(to) || Files.exists(withEnd(to, GZIP))) {
      now = now.plus(1, ChronoUnit.MICROS);
      to = named(now);
    }
    Files.move(path, to, StandardCopyOption.ATOMIC_MOVE);
    try {
      tidy();
    } catch (IOException e) {
      // The next rotation tries again; what comes now can be written all the same.
      LOG.warn("event=rotation-untidy file={} reason=\"{}\"", path, e.toString());
    }
  }

  private Path named(Instant time) {
    return withEnd(path, "." + STAMP.format(time));
  }

  private static Path withEnd(Path file, String end) {
    return file.resolveSibling(file.getFileName() + end);
  }

  private void tidy() throws IOException {
    List<Path> files = putAside();
    for (Path old : files.subList(0, Math.max(0, files.size() - settings.keep()))) {
      Files.delete(old);
    }
    if (settings.compress()) {
      for (Path file : putAside()) {
        if (!file.toString().endsWith(GZIP)) {
          compress(file);
        }
      }
    }
  }

  /** The oldest first. */
  private List<Path> putAside() throws IOException {
    try (Stream<Path> files = Files.list(path.toAbsolutePath().getParent())) {
      return files
          .filter(file -> aside.matcher(file.getFileName().toString()).matches())
          .sorted()
          .toList();
    }
  }

  private static void compress(Path file) throws IOException {
    Path unfinished = withEnd(file, UNFINISHED);
    try (FileChannel channel =
            FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        OutputStream packed = new GZIPOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
      Files.copy(file, packed);
      ((GZIPOutputStream) packed).finish();
      channel.force(true);
    }
    Files.move(unfinished, withEnd(file, GZIP), StandardCopyOption.ATOMIC_MOVE);
    Files.delete(file);
  }
}

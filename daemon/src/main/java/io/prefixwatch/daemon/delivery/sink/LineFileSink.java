package io.prefixwatch.daemon.delivery.sink;

import io.prefixwatch.daemon.config.SinkSettings;
import io.prefixwatch.daemon.delivery.render.Rendering;
import io.prefixwatch.daemon.store.OutboxRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Appends records to a file, one line each, and puts it aside as the configuration says.
 *
 * <p>A file that another program moved away is made anew with the next line, without a signal. A
 * line that was written while it was moved stands in both: whoever moved it may have read it to its
 * end already.
 */
public final class LineFileSink extends ConfiguredSink {

  private final SinkSettings.LineFile settings;
  private final Path path;
  private final Rendering rendering;
  private final InstantSource clock;
  private final FileRotation rotation;
  private @Nullable FileChannel channel;
  private @Nullable Object fileKey;
  private Instant written = Instant.EPOCH;

  /** A sink that has not opened its file yet. */
  public LineFileSink(SinkSettings.LineFile settings, Rendering rendering, InstantSource clock) {
    super(settings.common());
    this.settings = settings;
    this.path = settings.path();
    this.rendering = rendering;
    this.clock = clock;
    this.rotation = new FileRotation(path, settings.rotation(), clock);
  }

  @Override
  public void write(OutboxRecord record) throws IOException {
    byte[] line = rendering.line(record);
    leaveMovedFile();
    rotateIfDue(line.length);
    append(line);
    if (leaveMovedFile()) {
      append(line);
    }
    written = clock.instant();
  }

  private void append(byte[] line) throws IOException {
    FileChannel open = channel();
    long before = open.size();
    ByteBuffer octets = ByteBuffer.wrap(line);
    try {
      while (octets.hasRemaining()) {
        open.write(octets);
      }
    } catch (IOException e) {
      // Half a line must not stay: the record is offered again as a whole.
      open.truncate(before);
      throw e;
    }
  }

  private FileChannel channel() throws IOException {
    FileChannel open = channel;
    if (open == null) {
      Path folder = path.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      // Appending: a file that was emptied in place goes on at its new end.
      open =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
      channel = open;
      BasicFileAttributes attributes = attributes();
      fileKey = attributes == null ? null : attributes.fileKey();
      written = attributes == null ? clock.instant() : attributes.lastModifiedTime().toInstant();
    }
    return open;
  }

  private @Nullable BasicFileAttributes attributes() throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private void rotateIfDue(int more) throws IOException {
    if (settings.rotation().isWanted() && rotation.isDue(channel().size(), more, written)) {
      leave();
      rotation.rotate();
    }
  }

  /** True if the file that is open is no longer there under its name. */
  private boolean leaveMovedFile() throws IOException {
    if (channel == null) {
      return false;
    }
    BasicFileAttributes now = attributes();
    boolean moved = now == null || !Objects.equals(now.fileKey(), fileKey);
    if (moved) {
      leave();
    }
    return moved;
  }

  /** Closes the file for another one; what stands in it counts as delivered from here on. */
  private void leave() throws IOException {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      try (open) {
        open.force(false);
      }
    }
  }

  @Override
  public void tick() throws IOException {
    if (channel != null || Files.exists(path)) {
      rotateIfDue(0);
    }
  }

  @Override
  public void flush() throws IOException {
    leaveMovedFile();
  }

  @Override
  public void sync() throws IOException {
    FileChannel open = channel;
    if (open != null) {
      open.force(false);
    }
    flush();
  }

  @Override
  public void close() throws IOException {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      open.close();
    }
  }
}

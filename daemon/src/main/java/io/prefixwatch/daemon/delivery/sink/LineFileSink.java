package io.prefixwatch.daemon.delivery.sink;

import io.prefixwatch.daemon.config.SinkSettings;
import io.prefixwatch.daemon.delivery.render.Rendering;
import io.prefixwatch.daemon.store.OutboxRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Appends records to a file, one line each. A file that was moved away is made anew, so an ordinary
 * log rotation needs no signal.
 */
public final class LineFileSink implements Sink {

  private final SinkSettings.LineFile settings;
  private final Path path;
  private final Rendering rendering;
  private @Nullable FileChannel channel;
  private @Nullable Object fileKey;

  /** A sink that has not opened its file yet. */
  public LineFileSink(SinkSettings.LineFile settings, Rendering rendering) {
    this.settings = settings;
    this.path = settings.path();
    this.rendering = rendering;
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public boolean wantsEvents() {
    return settings.events();
  }

  @Override
  public void write(OutboxRecord record) throws IOException {
    byte[] line = rendering.line(record);
    FileChannel open = channel();
    long before = open.position();
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
      open = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      open.position(open.size());
      channel = open;
      fileKey = key();
    }
    return open;
  }

  private @Nullable Object key() throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }

  @Override
  public void flush() throws IOException {
    boolean moved = !Files.exists(path) || !Objects.equals(key(), fileKey);
    if (moved) {
      close();
    }
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

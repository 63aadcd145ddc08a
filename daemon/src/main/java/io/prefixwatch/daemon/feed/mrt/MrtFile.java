package io.prefixwatch.daemon.feed.mrt;

import io.prefixwatch.bgp.mrt.MrtFault;
import io.prefixwatch.bgp.mrt.MrtHandler;
import io.prefixwatch.bgp.mrt.MrtParser;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An MRT file, plain, gzip or bzip2 (concatenated members, too), as decompressed octets.
 *
 * <p>A compressed file that is cut off ends like a plain one that is: the stream gives every octet
 * before the damage and then ends; {@link #damage} says why.
 */
public final class MrtFile implements Closeable {

  private static final int BUFFER = 1 << 16;

  private final CountingStream counted;
  private final InputStream octets;
  private final @Nullable UnpackedStream unpacked;
  private final long size;

  private MrtFile(InputStream raw, long size) throws IOException {
    this.size = size;
    counted = new CountingStream(raw);
    PushbackInputStream peeked = new PushbackInputStream(counted, Compression.PEEK);
    byte[] head = peeked.readNBytes(Compression.PEEK);
    peeked.unread(head);
    Compression compression = Compression.of(head);
    if (compression == Compression.NONE) {
      unpacked = null;
      octets = peeked;
    } else {
      unpacked = new UnpackedStream(new BufferedInputStream(peeked, BUFFER), compression);
      octets = unpacked;
    }
  }

  /**
   * Opens a file.
   *
   * @throws IOException if it is not there or cannot be read; the message is fit for a person
   */
  public static MrtFile open(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw new IOException("is a directory");
    }
    if (Files.notExists(path)) {
      throw new FileNotFoundException("no such file");
    }
    if (!Files.isReadable(path)) {
      throw new IOException("no permission to read it");
    }
    InputStream raw = Files.newInputStream(path);
    try {
      return new MrtFile(raw, Files.isRegularFile(path) ? Files.size(path) : -1);
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  /** The decompressed octets; closed with this file. */
  public InputStream octets() {
    return octets;
  }

  /**
   * Reads all records that are left; the handler is called by the calling thread.
   *
   * @return what ended the recording before its time, null after a clean end
   * @throws IOException if the file itself cannot be read any further
   */
  public @Nullable MrtFault readAll(MrtHandler handler) throws IOException {
    try (RecordBatches batches = batches()) {
      MrtParser parser = new MrtParser(handler);
      for (RecordBatch next = batches.take(); next != null; next = batches.take()) {
        parser.parseAll(next.records());
        batches.recycle(next);
      }
      return end(batches);
    }
  }

  /** Begins to read all records that are left, ahead of who takes them. */
  public RecordBatches batches() {
    return RecordBatches.start(octets);
  }

  /** What ended the recording before its time, once all batches were taken; null if nothing did. */
  public @Nullable MrtFault end(RecordBatches batches) {
    MrtFault fault = batches.fault();
    String damage = damage();
    if (damage == null) {
      return fault;
    }
    String reason = fault == null ? damage : fault.reason() + "; " + damage;
    return new MrtFault(batches.offset(), reason);
  }

  /** Octets of the file, as it lies on disk, that were read so far. Any thread may ask. */
  public long position() {
    return counted.count();
  }

  /** Octets of the file on disk, -1 if it is no regular file. */
  public long size() {
    return size;
  }

  /** Why decompression ended before its time; null while it goes on and after a clean end. */
  public @Nullable String damage() {
    return unpacked == null ? null : unpacked.damage();
  }

  @Override
  public void close() throws IOException {
    octets.close();
  }
}

package io.prefixwatch.daemon.feed.mrt;

import io.prefixwatch.bgp.mrt.MrtReader;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Cuts a recording into batches of whole records. Owned by one thread. */
final class BatchReader {

  private final MrtReader reader;
  private final Supplier<byte[]> arrays;
  private @Nullable RecordBatch peerTable;

  /** The reader stands on a record that belongs to the next batch. */
  private boolean pending;

  private @Nullable IOException failure;

  /**
   * A reader at the start of a recording.
   *
   * @param arrays gives an array for each batch; a longer one is made for a record that is longer
   */
  BatchReader(MrtReader reader, Supplier<byte[]> arrays) {
    this.reader = reader;
    this.arrays = arrays;
  }

  /**
   * The next records; null at the end of the recording, be it clean or broken.
   *
   * @throws IOException if the file cannot be read any further, after every whole record
   */
  @Nullable RecordBatch next() throws IOException {
    byte[] octets = arrays.get();
    RecordBatch tableBefore = peerTable;
    long offset = 0;
    int length = 0;
    while (pending || advance()) {
      if (length + reader.length() > octets.length) {
        if (length > 0) {
          pending = true;
          break;
        }
        octets = new byte[reader.length()];
      }
      pending = false;
      offset = length == 0 ? reader.offset() : offset;
      reader.copyTo(octets, length);
      length += reader.length();
      if (reader.isPeerTable()) {
        peerTable = single();
      }
    }
    if (length > 0) {
      return new RecordBatch(octets, length, offset, tableBefore);
    }
    if (failure != null) {
      throw failure;
    }
    return null;
  }

  /** False at the end and after a failure, which {@link #next} throws when its turn has come. */
  private boolean advance() {
    if (failure != null) {
      return false;
    }
    try {
      return reader.next();
    } catch (IOException e) {
      failure = e;
      return false;
    }
  }

  private RecordBatch single() {
    byte[] octets = new byte[reader.length()];
    reader.copyTo(octets, 0);
    return new RecordBatch(octets, octets.length, reader.offset(), null);
  }
}

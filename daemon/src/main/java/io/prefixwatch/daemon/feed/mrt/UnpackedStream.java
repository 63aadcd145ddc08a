package io.prefixwatch.daemon.feed.mrt;

import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.CompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Decompressed octets up to where the compressed data is whole: damage ends the stream instead of
 * throwing, after every octet that came before it, and is told by {@link #damage}.
 */
final class UnpackedStream extends InputStream {

  private final InputStream packed;
  private final Compression compression;
  private @Nullable CompressorInputStream unpacked;
  private @Nullable String damage;

  UnpackedStream(InputStream packed, Compression compression) {
    this.packed = packed;
    this.compression = compression;
    try {
      unpacked = compression.unpack(packed);
    } catch (IOException e) {
      damaged(e);
    }
  }

  /** Why the stream ended before its time, or null. */
  @Nullable String damage() {
    return damage;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    CompressorInputStream in = unpacked;
    if (in == null || damage != null) {
      return -1;
    }
    long before = in.getBytesRead();
    try {
      return in.read(into, offset, length);
    } catch (IOException | RuntimeException e) {
      // Damaged octets surface as either. What was unpacked before them is already in the array.
      damaged(e);
      int whole = (int) (in.getBytesRead() - before);
      return whole > 0 ? whole : -1;
    }
  }

  private void damaged(Exception e) {
    String detail = e.getMessage() == null ? "it ends early" : e.getMessage();
    damage = "the " + compression.label() + " data is damaged or cut off (" + detail + ")";
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public void close() throws IOException {
    packed.close();
  }
}

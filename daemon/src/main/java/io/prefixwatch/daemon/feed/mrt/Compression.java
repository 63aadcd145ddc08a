package io.prefixwatch.daemon.feed.mrt;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.commons.compress.compressors.CompressorInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** How a file is packed, told by its first octets, never by its name. */
enum Compression {
  NONE("none"),
  GZIP("gzip"),
  BZIP2("bzip2");

  /** Octets of a file that {@link #of} wants to see. */
  static final int PEEK = 10;

  private static final byte[] GZIP_MAGIC = {0x1F, (byte) 0x8B, 0x08};
  private static final byte[] BZIP2_BLOCK = {0x31, 0x41, 0x59, 0x26, 0x53, 0x59};
  private static final byte[] BZIP2_END = {0x17, 0x72, 0x45, 0x38, 0x50, (byte) 0x90};

  private final String label;

  Compression(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** Judges the first octets of a file, fewer than {@link #PEEK} if it is shorter. */
  static Compression of(byte[] head) {
    if (startsWith(head, 0, GZIP_MAGIC)) {
      return GZIP;
    }
    return isBzip2(head) ? BZIP2 : NONE;
  }

  /** Looks beyond "BZh9": those four octets alone are also a timestamp of April 2005. */
  private static boolean isBzip2(byte[] head) {
    return head.length > 4
        && head[0] == 'B'
        && head[1] == 'Z'
        && head[2] == 'h'
        && head[3] >= '1'
        && head[3] <= '9'
        && (startsWith(head, 4, BZIP2_BLOCK) || startsWith(head, 4, BZIP2_END));
  }

  /** True if {@code head} goes on like {@code magic}, as far as it goes. */
  private static boolean startsWith(byte[] head, int from, byte[] magic) {
    int length = Math.min(head.length - from, magic.length);
    return length > 1 && Arrays.mismatch(head, from, from + length, magic, 0, length) < 0;
  }

  /** Unpacks all members of a concatenation; not for {@link #NONE}. */
  CompressorInputStream unpack(InputStream packed) throws IOException {
    return switch (this) {
      case GZIP ->
          GzipCompressorInputStream.builder()
              .setInputStream(packed)
              .setDecompressConcatenated(true)
              .get();
      case BZIP2 -> new BZip2CompressorInputStream(packed, true);
      case NONE -> throw new IllegalStateException("nothing to unpack");
    };
  }
}

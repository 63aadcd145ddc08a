package io.prefixwatch.daemon.feed.mrt;

import io.prefixwatch.bgp.mrt.MrtReader;
import org.jspecify.annotations.Nullable;

/**
 * Whole records that follow each other in a file, at least one. Given back to {@link
 * RecordBatches#recycle}, its array becomes that of another batch.
 */
public final class RecordBatch {

  private final byte[] octets;
  private final int length;
  private final long offset;
  private final @Nullable RecordBatch peerTable;

  /**
   * A batch.
   *
   * @param octets the records, from the first octet
   * @param length octets that count
   * @param offset octets of the file before the batch, decompressed
   * @param peerTable the last PEER_INDEX_TABLE before the batch; null if there was none
   */
  RecordBatch(byte[] octets, int length, long offset, @Nullable RecordBatch peerTable) {
    this.octets = octets;
    this.length = length;
    this.offset = offset;
    this.peerTable = peerTable;
  }

  /** Reads the records one by one. */
  public MrtReader records() {
    return MrtReader.over(octets, length, offset);
  }

  byte[] octets() {
    return octets;
  }

  int length() {
    return length;
  }

  /** Octets of the file before the batch, decompressed. */
  public long offset() {
    return offset;
  }

  /**
   * The last PEER_INDEX_TABLE before the batch, to which its records may refer; null if there was
   * none.
   */
  public @Nullable RecordBatch peerTable() {
    return peerTable;
  }
}

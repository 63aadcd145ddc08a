package io.prefixwatch.bgp.mrt;

import static io.prefixwatch.bgp.update.OctetAccess.u16;
import static io.prefixwatch.bgp.update.OctetAccess.u32;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds whole MRT records in a stream (RFC 6396 section 2), one after the other in one array.
 *
 * <p>The array grows only as octets really arrive, so a length field that lies costs nothing. What
 * the accessors return is valid until the next {@link #next}. Not for sharing between threads.
 */
public final class MrtReader {

  /** Longest record that is read, in octets behind its header; longer ones are taken for damage. */
  public static final int MAX_RECORD = 16 << 20;

  /** Octets of timestamp, type, subtype and length. */
  static final int HEADER = 12;

  private static final int INITIAL_BUFFER = 1 << 16;

  private final InputStream in;
  private byte[] buffer = new byte[INITIAL_BUFFER];

  /** The record in hand is {@code buffer[recordFrom, recordTo)}, header included. */
  private int recordFrom;

  private int recordTo;

  /** Octets that have arrived end here. */
  private int filled;

  private long offset;
  private @Nullable MrtFault fault;

  /** Reads records from decompressed octets; the stream stays the caller's to close. */
  public MrtReader(InputStream in) {
    this.in = in;
  }

  private MrtReader(byte[] records, int length, long offset) {
    this(InputStream.nullInputStream());
    this.buffer = records;
    this.filled = length;
    this.offset = offset;
  }

  /**
   * Reads records that stand in an array, which is left as it is.
   *
   * @param length octets of the array that count, at least one
   * @param offset octets of the file before them
   */
  public static MrtReader over(byte[] records, int length, long offset) {
    return new MrtReader(records, length, offset);
  }

  /**
   * Moves to the next whole record.
   *
   * @return false at the end of the recording, be it clean or broken: see {@link #fault}
   * @throws IOException from the stream, after every whole record that it gave
   */
  public boolean next() throws IOException {
    if (fault != null) {
      return false;
    }
    offset += recordTo - recordFrom;
    recordFrom = recordTo;
    if (!fill(HEADER)) {
      int rest = filled - recordFrom;
      return rest != 0 && broken("the file ends inside a record header, after " + rest + " octets");
    }
    long length = u32(buffer, recordFrom + 8);
    if (length > MAX_RECORD) {
      return broken(
          "record length " + length + " is impossible; at most " + MAX_RECORD + " is read");
    }
    if (!fill(HEADER + (int) length)) {
      int rest = filled - recordFrom - HEADER;
      return broken("the file ends inside a record, after " + rest + " of " + length + " octets");
    }
    recordTo = recordFrom + HEADER + (int) length;
    return true;
  }

  private boolean broken(String reason) {
    fault = new MrtFault(offset, reason);
    return false;
  }

  /** Reads until {@code count} octets stand behind the start of the record; false at the end. */
  private boolean fill(int count) throws IOException {
    while (filled - recordFrom < count) {
      if (recordFrom + count > buffer.length && recordFrom > 0) {
        moveToFront();
      }
      if (filled == buffer.length) {
        buffer = Arrays.copyOf(buffer, 2 * buffer.length);
      }
      int read = in.read(buffer, filled, buffer.length - filled);
      if (read < 0) {
        return false;
      }
      filled += read;
    }
    return true;
  }

  private void moveToFront() {
    System.arraycopy(buffer, recordFrom, buffer, 0, filled - recordFrom);
    filled -= recordFrom;
    recordFrom = 0;
    recordTo = 0;
  }

  /** Where and why reading ended before its time; null while it goes on and after a clean end. */
  public @Nullable MrtFault fault() {
    return fault;
  }

  /** Octets of the file before the record, decompressed. */
  public long offset() {
    return offset;
  }

  /** Seconds since the epoch, unsigned 32 bits. */
  public long seconds() {
    return u32(buffer, recordFrom);
  }

  public int type() {
    return u16(buffer, recordFrom + 4);
  }

  public int subtype() {
    return u16(buffer, recordFrom + 6);
  }

  /** True for a PEER_INDEX_TABLE, to which later records of the file refer (RFC 6396 4.3.1). */
  public boolean isPeerTable() {
    return type() == MrtType.TABLE_DUMP_V2 && subtype() == MrtType.PEER_INDEX_TABLE;
  }

  /** Octets of the whole record, header included. */
  public int length() {
    return recordTo - recordFrom;
  }

  /** Copies the whole record, header included. */
  public void copyTo(byte[] target, int at) {
    System.arraycopy(buffer, recordFrom, target, at, length());
  }

  /** The array that holds the record. */
  public byte[] buffer() {
    return buffer;
  }

  /** Where the record's content begins, behind its header. */
  public int from() {
    return recordFrom + HEADER;
  }

  /** Where the record ends. */
  public int to() {
    return recordTo;
  }
}

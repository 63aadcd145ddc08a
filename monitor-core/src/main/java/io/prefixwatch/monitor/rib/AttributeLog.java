package io.prefixwatch.monitor.rib;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Runs of octets one behind the other in chunks, each with the id of its set. A chunk of which more
 * than half is free is given up: what lives in it is written again at the end of the log. So memory
 * follows use, nothing is allocated once the log has its size, and no step moves more than a chunk.
 * Owned by one {@link AttributeStore}.
 *
 * <p>A record is the id, two octets of length and the octets, and begins at a multiple of four. Its
 * place is one number: the chunk, and the words before it there.
 */
final class AttributeLog {

  /** Octets of a chunk; a longer record has a chunk of its own. */
  static final int CHUNK = 1 << 16;

  /** In place of a place: none. */
  static final int NOWHERE = -1;

  private static final int HEADER = 6;
  private static final int WORD_BITS = 14;
  private static final int WORD_MASK = (1 << WORD_BITS) - 1;
  private static final int MAX_CHUNKS = 1 << (31 - WORD_BITS);

  /** Stands for the length of a record that fills its chunk. */
  private static final int WHOLE_CHUNK = 0xFFFF;

  private static final byte[] NOTHING = new byte[0];
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

  private final SetCells cells;

  private byte[][] chunks = new byte[16][];

  /** Octets written to a chunk; of one that is given up, the next such chunk. */
  private int[] written = new int[16];

  /** Octets of a chunk that are in use. */
  private int[] used = new int[16];

  private int chunkCount;
  private int firstFree = NOWHERE;
  private int current = NOWHERE;

  /** The chunk that was given up last, for the next one that is needed. */
  private byte[] spare = NOTHING;

  AttributeLog(SetCells cells) {
    this.cells = cells;
  }

  byte[] chunk(int place) {
    return chunks[place >>> WORD_BITS];
  }

  /** Where the octets of a record begin in its chunk. */
  static int from(int place) {
    return ((place & WORD_MASK) << 2) + HEADER;
  }

  /** Reads the beginning of a record and where its octets may go on; it means nothing. */
  int touch(int place) {
    byte[] chunk = chunk(place);
    int from = from(place);
    return chunk[from - 1] + chunk[Math.min(from + 58, chunk.length - 1)];
  }

  /** Octets of a record. */
  int length(int place) {
    return lengthAt(chunk(place), (place & WORD_MASK) << 2);
  }

  private static int lengthAt(byte[] chunk, int record) {
    int length = (short) SHORT.get(chunk, record + 4) & 0xFFFF;
    return length == WHOLE_CHUNK ? chunk.length - HEADER : length;
  }

  boolean holds(int place, byte[] octets, int length) {
    byte[] chunk = chunk(place);
    int from = from(place);
    return length(place) == length && Arrays.equals(chunk, from, from + length, octets, 0, length);
  }

  private static int size(int length) {
    return HEADER + length + 3 & ~3;
  }

  /** Writes a record; its place. */
  int append(int id, byte[] octets, int from, int length) {
    if (HEADER + length > CHUNK) {
      return alone(id, octets, from, length);
    }
    int full = current;
    if (full != NOWHERE && written[full] + size(length) <= CHUNK) {
      return put(id, octets, from, length);
    }
    byte[] fresh = spare.length == 0 ? new byte[CHUNK] : spare;
    spare = NOTHING;
    current = add(fresh);
    int place = put(id, octets, from, length);
    if (full != NOWHERE) {
      reviewChunk(full);
    }
    return place;
  }

  private int put(int id, byte[] octets, int from, int length) {
    int size = size(length);
    int at = written[current];
    write(chunks[current], at, id, length, octets, from, length);
    written[current] = at + size;
    used[current] += size;
    return current << WORD_BITS | at >>> 2;
  }

  private int alone(int id, byte[] octets, int from, int length) {
    int index = add(new byte[HEADER + length]);
    write(chunks[index], 0, id, WHOLE_CHUNK, octets, from, length);
    written[index] = HEADER + length;
    used[index] = size(length);
    return index << WORD_BITS;
  }

  private static void write(
      byte[] chunk, int at, int id, int lengthField, byte[] octets, int from, int length) {
    INT.set(chunk, at, id);
    SHORT.set(chunk, at + 4, (short) lengthField);
    System.arraycopy(octets, from, chunk, at + HEADER, length);
  }

  private int add(byte[] chunk) {
    int index = firstFree;
    if (index == NOWHERE) {
      if (chunkCount == MAX_CHUNKS) {
        throw new IllegalStateException("more than " + MAX_CHUNKS + " chunks of attributes");
      }
      if (chunkCount == chunks.length) {
        chunks = Arrays.copyOf(chunks, 2 * chunkCount);
        written = Arrays.copyOf(written, 2 * chunkCount);
        used = Arrays.copyOf(used, 2 * chunkCount);
      }
      index = chunkCount++;
    } else {
      firstFree = written[index];
    }
    chunks[index] = chunk;
    written[index] = 0;
    used[index] = 0;
    return index;
  }

  /** The record at this place is in use no more; it is nobody's place already. */
  void free(int place) {
    int index = place >>> WORD_BITS;
    used[index] -= size(length(place));
    if (index == current) {
      if (used[index] == 0) {
        written[index] = 0;
      }
    } else {
      reviewChunk(index);
    }
  }

  /** Gives a chunk up if it is not worth keeping. */
  private void reviewChunk(int index) {
    if (used[index] * 2 >= chunks[index].length) {
      return;
    }
    byte[] chunk = chunks[index];
    int end = used[index] == 0 ? 0 : written[index];
    for (int at = 0; at < end; ) {
      int id = (int) INT.get(chunk, at);
      int length = lengthAt(chunk, at);
      if (cells.place(id) == (index << WORD_BITS | at >>> 2)) {
        cells.place(id, append(id, chunk, at + HEADER, length));
      }
      at += size(length);
    }
    chunks[index] = NOTHING;
    written[index] = firstFree;
    firstFree = index;
    spare = chunk.length == CHUNK ? chunk : spare;
  }

  /** Octets of all chunks. */
  long octets() {
    long sum = spare.length;
    for (int i = 0; i < chunkCount; i++) {
      sum += chunks[i].length;
    }
    return sum;
  }

  /** Nothing is in use: gives all memory back but a chunk, for a route that comes and goes. */
  void clear() {
    if (current != NOWHERE) {
      spare = chunks[current];
    }
    if (chunks.length > 16) {
      chunks = new byte[16][];
      written = new int[16];
      used = new int[16];
    }
    Arrays.fill(chunks, NOTHING);
    chunkCount = 0;
    firstFree = NOWHERE;
    current = NOWHERE;
  }
}

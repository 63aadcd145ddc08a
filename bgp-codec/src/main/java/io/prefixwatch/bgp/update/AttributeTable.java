package io.prefixwatch.bgp.update;

import static io.prefixwatch.bgp.update.OctetAccess.u8;

/**
 * Where each path attribute of a message stands: by type code, value offset, length and flags.
 *
 * <p>Preallocated and reused. Iteration is in the order of type codes, which makes it canonical:
 * two messages that list the same attributes in another order look the same here.
 */
public final class AttributeTable {

  private static final byte[] NOTHING = new byte[0];

  private final int[] valueAt = new int[256];
  private final int[] lengthOf = new int[256];
  private final byte[] flagsOf = new byte[256];
  private final long[] present = new long[4];
  private byte[] buffer = NOTHING;

  /** Forgets everything; entries refer to {@code octets} from now on. */
  public void reset(byte[] octets) {
    buffer = octets;
    present[0] = 0;
    present[1] = 0;
    present[2] = 0;
    present[3] = 0;
  }

  /** Notes an attribute; an earlier one of the same type is forgotten. */
  public void put(int type, int flags, int at, int length) {
    valueAt[type] = at;
    lengthOf[type] = length;
    flagsOf[type] = (byte) flags;
    present[type >>> 6] |= 1L << type;
  }

  /** Forgets one attribute. */
  void remove(int type) {
    present[type >>> 6] &= ~(1L << type);
  }

  public boolean has(int type) {
    return (present[type >>> 6] & 1L << type) != 0;
  }

  /** The smallest type code that is present and at least {@code from}, or -1. */
  public int nextType(int from) {
    int word = from >>> 6;
    if (word > 3) {
      return -1;
    }
    long bits = present[word] & -1L << from;
    while (bits == 0) {
      if (++word > 3) {
        return -1;
      }
      bits = present[word];
    }
    return (word << 6) + Long.numberOfTrailingZeros(bits);
  }

  /** The array that the offsets refer to. */
  public byte[] buffer() {
    return buffer;
  }

  /** Offset of the value in {@link #buffer()}. */
  public int valueAt(int type) {
    return valueAt[type];
  }

  /** Octets of the value. */
  public int length(int type) {
    return lengthOf[type];
  }

  /** The flags octet as received. */
  public int flags(int type) {
    return flagsOf[type] & 0xFF;
  }

  /** Offset of the header: three octets before the value, four with the extended length bit. */
  int headerAt(int type) {
    return valueAt[type] - ((flagsOf[type] & 0x10) != 0 ? 4 : 3);
  }

  /** One octet of a value. */
  int octet(int type, int index) {
    return u8(buffer, valueAt[type] + index);
  }
}

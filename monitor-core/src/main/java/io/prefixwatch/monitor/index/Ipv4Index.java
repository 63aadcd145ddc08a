package io.prefixwatch.monitor.index;

/**
 * IPv4 prefixes: a mask of the lengths in use per /16, then one hash probe per length.
 *
 * <p>A prefix shorter than /16 sets its bit in every /16 that it covers, so a route needs to look
 * at one mask only. Immutable and safe to share.
 */
public final class Ipv4Index {

  private static final int BUCKETS = 1 << 16;

  /** Sorted as {@link Prefix} sorts; position is the local id. */
  private final int[] bits;

  private final byte[] lengths;

  /** Open addressing, linear probing; holds id + 1. */
  private final int[] slots;

  private final int slotMask;

  /** Bit {@code length - 1} is set if a prefix of that length begins in, or covers, the /16. */
  private final int[] lengthMasks;

  private int defaultRoute = -1;

  /**
   * An index that takes ownership of its columns.
   *
   * @param bits ascending as {@link io.prefixwatch.bgp.net.Prefix} sorts, host bits zero
   * @param lengths 0 to 32; no prefix stands twice
   */
  public Ipv4Index(int[] bits, byte[] lengths) {
    int count = bits.length;
    this.bits = bits;
    this.lengths = lengths;
    slots = new int[HashSlots.capacityFor(count)];
    slotMask = slots.length - 1;
    lengthMasks = new int[count == 0 ? 1 : BUCKETS];
    for (int id = 0; id < count; id++) {
      insert(id);
    }
  }

  private void insert(int id) {
    int length = lengths[id];
    if (length == 0) {
      defaultRoute = id;
      return;
    }
    int slot = hash(bits[id], length) & slotMask;
    while (slots[slot] != 0) {
      slot = slot + 1 & slotMask;
    }
    slots[slot] = id + 1;
    int first = bits[id] >>> 16;
    int covered = length >= 16 ? 1 : 1 << (16 - length);
    for (int bucket = first; bucket < first + covered; bucket++) {
      lengthMasks[bucket] |= 1 << (length - 1);
    }
  }

  private static int hash(int address, int length) {
    return HashSlots.mix((long) address << 6 | length);
  }

  /** The 32 bits of the prefix with this id. */
  public int bits(int id) {
    return bits[id];
  }

  /** The length of the prefix with this id. */
  public int length(int id) {
    return lengths[id];
  }

  /** Id of the prefix that equals this one, or -1. */
  public int exact(int address, int length) {
    if (length == 0) {
      return defaultRoute;
    }
    for (int slot = hash(address, length) & slotMask; ; slot = slot + 1 & slotMask) {
      int id = slots[slot] - 1;
      if (id < 0) {
        return -1;
      }
      if (bits[id] == address && lengths[id] == length) {
        return id;
      }
    }
  }

  /**
   * False if no prefix here is longer than this one and inside it; costs one load. True may be
   * wrong: something longer is near.
   */
  public boolean mayCover(int address, int length) {
    if (lengthMasks.length == 1) {
      return false;
    }
    return length < 16 || (length < 32 && lengthMasks[address >>> 16] >>> length != 0);
  }

  /** Id of the longest prefix that equals or covers this one, or -1. */
  public int longestCover(int address, int length) {
    if (lengthMasks.length == 1 || length == 0) {
      return defaultRoute;
    }
    int candidates = lengthMasks[address >>> 16] & -1 >>> (32 - length);
    while (candidates != 0) {
      int candidate = 32 - Integer.numberOfLeadingZeros(candidates);
      int id = exact(address & -1 << (32 - candidate), candidate);
      if (id >= 0) {
        return id;
      }
      candidates ^= 1 << (candidate - 1);
    }
    return defaultRoute;
  }
}

package io.prefixwatch.monitor.rib;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.index.HashSlots;
import java.util.Arrays;

/**
 * Gives each prefix of one family that anybody holds a small dense number; takes it back when
 * nobody does. Owned by one {@link RouteTable}.
 *
 * <p>Open addressing over ids; keys stand in dense arrays by id. An IPv4 prefix fits one {@code
 * long}, since the lower half of its first word is free for the length.
 */
final class PrefixDictionary {

  /** No such prefix. */
  static final int NONE = -1;

  private static final int TOMBSTONE = -1;
  private static final int MIN_SLOTS = 2048;

  private final boolean ipv6;
  private long[] his = new long[1024];
  private long[] los;
  private byte[] lengths;
  private int[] holders = new int[1024];
  private int[] slots = new int[MIN_SLOTS];
  private int[] freeIds = new int[0];
  private int freeCount;
  private int nextId;
  private int used;

  PrefixDictionary(boolean ipv6) {
    this.ipv6 = ipv6;
    this.los = new long[ipv6 ? 1024 : 0];
    this.lengths = new byte[ipv6 ? 1024 : 0];
  }

  /** Ids are below this. */
  int idLimit() {
    return nextId;
  }

  /** Prefixes that somebody holds. */
  int size() {
    return nextId - freeCount;
  }

  private long key(long hi, int length) {
    return ipv6 ? hi : hi | length;
  }

  private static int hash(long key, long lo, int length) {
    return HashSlots.mix(key ^ Long.rotateLeft(lo, 29) ^ (long) length << 7);
  }

  private boolean matches(int id, long key, long lo, int length) {
    return his[id] == key && (!ipv6 || (los[id] == lo && (lengths[id] & 0xFF) == length));
  }

  /** The id of a prefix, or {@link #NONE}. */
  int find(long hi, long lo, int length) {
    long key = key(hi, length);
    int mask = slots.length - 1;
    int slot = hash(key, lo, length) & mask;
    while (true) {
      int entry = slots[slot];
      if (entry == 0) {
        return NONE;
      }
      if (entry != TOMBSTONE && matches(entry - 1, key, lo, length)) {
        return entry - 1;
      }
      slot = slot + 1 & mask;
    }
  }

  /** The id of a prefix; a new one if nobody holds it. It goes unless {@link #hold} follows. */
  int findOrAdd(long hi, long lo, int length) {
    int found = find(hi, lo, length);
    if (found != NONE) {
      return found;
    }
    if ((used + 1) * 3L > slots.length * 2L) {
      rehash();
    }
    int id = freeCount > 0 ? freeIds[--freeCount] : nextId++;
    ensureCapacity(id);
    long key = key(hi, length);
    his[id] = key;
    if (ipv6) {
      los[id] = lo;
      lengths[id] = (byte) length;
    }
    holders[id] = 0;
    insert(id, hash(key, lo, length));
    return id;
  }

  private void insert(int id, int hash) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] > 0) {
      slot = slot + 1 & mask;
    }
    if (slots[slot] == 0) {
      used++;
    }
    slots[slot] = id + 1;
  }

  private void ensureCapacity(int id) {
    if (id < his.length) {
      return;
    }
    int capacity = his.length + (his.length >> 1);
    his = Arrays.copyOf(his, capacity);
    holders = Arrays.copyOf(holders, capacity);
    if (ipv6) {
      los = Arrays.copyOf(los, capacity);
      lengths = Arrays.copyOf(lengths, capacity);
    }
  }

  /** Clears tombstones; doubles if more than half is in use, halves if hardly anything is. */
  private void rehash() {
    int capacity = slots.length;
    if (size() * 2L > capacity) {
      capacity *= 2;
    } else if (size() * 8L < capacity && capacity > MIN_SLOTS) {
      capacity /= 2;
    }
    slots = new int[capacity];
    used = 0;
    for (int id = 0; id < nextId; id++) {
      if (holders[id] > 0) {
        insert(id, hashOf(id));
      }
    }
  }

  private int hashOf(int id) {
    return ipv6 ? hash(his[id], los[id], lengths[id] & 0xFF) : hash(his[id], 0, (int) his[id]);
  }

  /** One more session, or path, holds the prefix. */
  void hold(int id) {
    holders[id]++;
  }

  /** One fewer holds it; the last one frees the id. */
  void release(int id) {
    if (--holders[id] > 0) {
      return;
    }
    int mask = slots.length - 1;
    int slot = hashOf(id) & mask;
    while (slots[slot] != id + 1) {
      slot = slot + 1 & mask;
    }
    slots[slot] = TOMBSTONE;
    if (freeCount == freeIds.length) {
      freeIds = Arrays.copyOf(freeIds, Math.max(64, 2 * freeCount));
    }
    freeIds[freeCount++] = id;
  }

  Prefix prefix(int id) {
    return ipv6
        ? new Prefix(true, his[id], los[id], lengths[id] & 0xFF)
        : new Prefix(false, his[id] & 0xFFFF_FFFF_0000_0000L, 0, (int) his[id] & 0x3F);
  }

  long hi(int id) {
    return ipv6 ? his[id] : his[id] & 0xFFFF_FFFF_0000_0000L;
  }

  long lo(int id) {
    return ipv6 ? los[id] : 0;
  }

  int length(int id) {
    return ipv6 ? lengths[id] & 0xFF : (int) his[id] & 0x3F;
  }
}

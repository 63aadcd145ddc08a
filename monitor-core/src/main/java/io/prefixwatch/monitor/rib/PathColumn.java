package io.prefixwatch.monitor.rib;

import io.prefixwatch.monitor.index.HashSlots;
import java.util.Arrays;

/**
 * Several paths per prefix (RFC 7911): open addressing by prefix id and path id. A route without
 * path identifier stands in the place of identifier 4294967295, which no speaker is known to use.
 */
final class PathColumn implements RouteColumn {

  private static final int EMPTY = 0;
  private static final int TOMBSTONE = -1;
  private static final int STALE = 0x4000_0000;

  /** Prefix id in the upper half, path id in the lower. */
  private long[] keys = new long[64];

  /** Attribute set id + 1, {@link #EMPTY} or {@link #TOMBSTONE}. */
  private int[] values = new int[64];

  private int size;
  private int used;

  private static long key(int prefixId, long pathId) {
    return (long) prefixId << 32 | pathId & 0xFFFF_FFFFL;
  }

  /** The slot of a key, or -1. */
  private int find(long key) {
    int mask = keys.length - 1;
    for (int slot = HashSlots.mix(key) & mask; ; slot = slot + 1 & mask) {
      if (values[slot] == EMPTY) {
        return -1;
      }
      if (values[slot] != TOMBSTONE && keys[slot] == key) {
        return slot;
      }
    }
  }

  @Override
  public int put(int prefixId, long pathId, int attributeId) {
    long key = key(prefixId, pathId);
    int slot = find(key);
    if (slot >= 0) {
      int before = (values[slot] & ~STALE) - 1;
      values[slot] = attributeId + 1;
      return before;
    }
    if ((used + 1) * 3L > keys.length * 2L) {
      rehash();
    }
    insert(key, attributeId + 1);
    size++;
    return NONE;
  }

  private void insert(long key, int value) {
    int mask = keys.length - 1;
    int slot = HashSlots.mix(key) & mask;
    while (values[slot] != EMPTY && values[slot] != TOMBSTONE) {
      slot = slot + 1 & mask;
    }
    if (values[slot] == EMPTY) {
      used++;
    }
    keys[slot] = key;
    values[slot] = value;
  }

  private void rehash() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    int capacity = size * 2L > keys.length ? keys.length * 2 : keys.length;
    keys = new long[capacity];
    values = new int[capacity];
    used = 0;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != EMPTY && oldValues[i] != TOMBSTONE) {
        insert(oldKeys[i], oldValues[i]);
      }
    }
  }

  @Override
  public int remove(int prefixId, long pathId) {
    int slot = find(key(prefixId, pathId));
    if (slot < 0) {
      return NONE;
    }
    int before = (values[slot] & ~STALE) - 1;
    values[slot] = TOMBSTONE;
    size--;
    if (size == 0) {
      Arrays.fill(values, EMPTY);
      used = 0;
    }
    return before;
  }

  @Override
  public int get(int prefixId, long pathId) {
    int slot = find(key(prefixId, pathId));
    return slot < 0 ? NONE : (values[slot] & ~STALE) - 1;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public void forEach(Visitor visitor) {
    for (int i = 0; i < keys.length; i++) {
      int value = values[i];
      if (value != EMPTY && value != TOMBSTONE) {
        boolean stale = (value & STALE) != 0;
        visitor.route((int) (keys[i] >>> 32), keys[i] & 0xFFFF_FFFFL, (value & ~STALE) - 1, stale);
      }
    }
  }

  @Override
  public void markStale() {
    for (int i = 0; i < values.length; i++) {
      if (values[i] != EMPTY && values[i] != TOMBSTONE) {
        values[i] |= STALE;
      }
    }
  }
}

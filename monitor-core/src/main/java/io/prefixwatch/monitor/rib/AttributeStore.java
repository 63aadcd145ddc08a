package io.prefixwatch.monitor.rib;

import io.prefixwatch.bgp.attribute.PathAttributes;
import io.prefixwatch.bgp.update.AttributeTable;
import io.prefixwatch.bgp.update.NextHopOctets;
import java.util.Arrays;

/**
 * Attribute sets, each kept once however many routes share it, and gone with the last of them.
 * Owned by one {@link RouteTable}.
 */
final class AttributeStore {

  private static final int TOMBSTONE = -1;
  private static final int MIN_SLOTS = 2048;
  private static final byte[] NOTHING = new byte[0];

  private final AttributeOctets octets = new AttributeOctets();
  private byte[][] sets = new byte[1024][];
  private int[] hashes = new int[1024];
  private int[] references = new int[1024];
  private int[] slots = new int[MIN_SLOTS];
  private int[] freeIds = new int[0];
  private int freeCount;
  private int nextId;
  private int used;

  /** Attribute sets that are in use. */
  int size() {
    return nextId - freeCount;
  }

  /** The set's id, with one reference that the caller must {@link #release}. */
  int intern(AttributeTable table, boolean as4, NextHopOctets nextHop) {
    octets.write(table, as4, nextHop);
    int hash = octets.hash();
    int mask = slots.length - 1;
    int slot = hash >>> 8 & mask;
    for (int entry = slots[slot]; entry != 0; entry = slots[slot]) {
      if (entry > 0 && hashes[entry - 1] == hash && octets.equalsStored(sets[entry - 1])) {
        references[entry - 1]++;
        return entry - 1;
      }
      slot = slot + 1 & mask;
    }
    return add(hash);
  }

  private int add(int hash) {
    if ((used + 1) * 3L > slots.length * 2L) {
      rehash();
    }
    int id = freeCount > 0 ? freeIds[--freeCount] : nextId++;
    if (id == sets.length) {
      int capacity = sets.length + (sets.length >> 1);
      sets = Arrays.copyOf(sets, capacity);
      hashes = Arrays.copyOf(hashes, capacity);
      references = Arrays.copyOf(references, capacity);
    }
    sets[id] = octets.copy();
    hashes[id] = hash;
    references[id] = 1;
    insert(id);
    return id;
  }

  private void insert(int id) {
    int mask = slots.length - 1;
    int slot = hashes[id] >>> 8 & mask;
    while (slots[slot] > 0) {
      slot = slot + 1 & mask;
    }
    if (slots[slot] == 0) {
      used++;
    }
    slots[slot] = id + 1;
  }

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
      if (references[id] > 0) {
        insert(id);
      }
    }
  }

  /** One more route has this set. */
  void retain(int id) {
    references[id]++;
  }

  /** One fewer has it. */
  void release(int id) {
    if (--references[id] > 0) {
      return;
    }
    int mask = slots.length - 1;
    int slot = hashes[id] >>> 8 & mask;
    while (slots[slot] != id + 1) {
      slot = slot + 1 & mask;
    }
    slots[slot] = TOMBSTONE;
    sets[id] = NOTHING;
    if (freeCount == freeIds.length) {
      freeIds = Arrays.copyOf(freeIds, Math.max(64, 2 * freeCount));
    }
    freeIds[freeCount++] = id;
  }

  /** The set as a value. */
  PathAttributes decode(int id) {
    return AttributeOctets.decode(sets[id]);
  }
}

package io.prefixwatch.monitor.rib;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlotTableTest {

  private final TaggedSlots slots = new TaggedSlots();

  /** Adds an entry as a dictionary does: where the search for it ends. */
  static void insert(TaggedSlots slots, int hash, int id) {
    long[] segment = slots.segment(hash);
    int slot = SlotTable.home(hash, segment.length);
    while (segment[slot] != 0) {
      slot = SlotTable.next(slot, segment.length);
    }
    slots.insert(TaggedSlots.entry(hash, id), hash, slot);
  }

  private boolean isThere(int hash, int id) {
    long[] segment = slots.segment(hash);
    int slot = SlotTable.home(hash, segment.length);
    for (long entry = segment[slot]; entry != 0; entry = segment[slot]) {
      if (entry == TaggedSlots.entry(hash, id)) {
        return true;
      }
      slot = SlotTable.next(slot, segment.length);
    }
    return false;
  }

  @Test
  void findsNothingInAnEmptyTable() {
    assertThat(isThere(0, 0)).isFalse();
    assertThat(isThere(-1, 7)).isFalse();
  }

  @Test
  void tellsEntriesOfOneHashApart() {
    insert(slots, 42, 0);
    insert(slots, 42, 1);

    slots.remove(TaggedSlots.entry(42, 0));

    assertThat(isThere(42, 0)).isFalse();
    assertThat(isThere(42, 1)).isTrue();
  }

  /** Hashes of few bits, so that runs are long, wrap around and are closed in their middle. */
  @Test
  void holdsExactlyWhatWasInsertedAndNotRemoved() {
    Random random = new Random(7);
    Map<Integer, Integer> hashes = new HashMap<>();
    for (int step = 0; step < 50_000; step++) {
      int id = random.nextInt(3000);
      Integer hash = hashes.remove(id);
      if (hash == null) {
        hash = random.nextInt(4) << 24 | random.nextInt(64) << 18 | random.nextInt(2);
        hashes.put(id, hash);
        insert(slots, hash, id);
      } else {
        slots.remove(TaggedSlots.entry(hash, id));
        assertThat(isThere(hash, id)).isFalse();
      }
      if (step % 1000 == 0) {
        hashes.forEach((held, of) -> assertThat(isThere(of, held)).isTrue());
      }
    }
  }

  @Test
  void shrinksWhenItsEntriesGo() {
    for (int id = 0; id < 10_000; id++) {
      insert(slots, id << 4, id);
    }
    int full = slots.segment(0).length;

    for (int id = 0; id < 9_990; id++) {
      slots.remove(TaggedSlots.entry(id << 4, id));
    }

    assertThat(slots.segment(0).length).isLessThan(full / 4);
    assertThat(isThere(9_995 << 4, 9_995)).isTrue();
  }
}

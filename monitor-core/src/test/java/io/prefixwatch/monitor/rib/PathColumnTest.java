package io.prefixwatch.monitor.rib;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PathColumnTest {

  private final PathColumn column = new PathColumn(new Mixing(9));

  private record Key(int prefixId, long pathId) {}

  private Map<Key, Integer> walked() {
    Map<Key, Integer> all = new HashMap<>();
    column.forEach(
        (prefixId, pathId, set, stale) ->
            all.put(new Key(prefixId, pathId), stale ? -set - 2 : set));
    return all;
  }

  @Test
  void findsNothingInAnEmptyColumn() {
    assertThat(column.get(0, 0)).isEqualTo(RouteColumn.NONE);
    assertThat(column.remove(0, 1)).isEqualTo(RouteColumn.NONE);
    assertThat(column.size()).isZero();
  }

  @Test
  void tellsPathsOfOnePrefixApart() {
    column.put(7, 0, 1);
    column.put(7, 0xFFFF_FFFFL, 2);
    column.put(7, 1, 0);

    assertThat(column.get(7, 0)).isEqualTo(1);
    assertThat(column.get(7, 0xFFFF_FFFFL)).isEqualTo(2);
    assertThat(column.get(7, 1)).isZero();
    assertThat(column.get(8, 1)).isEqualTo(RouteColumn.NONE);
  }

  @Test
  void marksStaleUntilPutAgain() {
    column.put(1, 1, 10);
    column.put(2, 1, 20);

    column.markStale();
    assertThat(column.get(1, 1)).isEqualTo(10);
    assertThat(column.put(2, 1, 21)).isEqualTo(20);

    assertThat(walked()).containsEntry(new Key(1, 1), -12).containsEntry(new Key(2, 1), 21);
  }

  @Test
  void doesWhatAMapWouldDo() {
    Random random = new Random(4);
    Map<Key, Integer> held = new HashMap<>();
    for (int step = 0; step < 200_000; step++) {
      // Waves: mostly growing, then mostly shrinking.
      boolean add = random.nextInt(100) < (step / 40_000 % 2 == 0 ? 80 : 20);
      Key key = new Key(random.nextInt(4_000), random.nextInt(4));
      Integer before;
      int was;
      if (add) {
        int set = random.nextInt(1_000);
        before = held.put(key, set);
        was = column.put(key.prefixId, key.pathId, set);
      } else {
        before = held.remove(key);
        was = column.remove(key.prefixId, key.pathId);
      }
      assertThat(was).isEqualTo(before == null ? RouteColumn.NONE : before);
    }

    assertThat(column.size()).isEqualTo(held.size());
    assertThat(walked()).isEqualTo(held);
  }

  @Test
  void shrinksWhenItsRoutesGo() {
    for (int i = 0; i < 50_000; i++) {
      column.put(i, 1, 1);
    }
    int full = column.slots();

    for (int i = 0; i < 49_990; i++) {
      column.remove(i, 1);
    }

    assertThat(column.slots()).isLessThan(full / 10);
    assertThat(column.get(49_995, 1)).isEqualTo(1);
  }

  @Test
  void showsEachRouteOnceWhenItIsDrainedInPortions() {
    ColumnDrain.assertShowsEachRouteOnce(new PathColumn(new Mixing(9)));
  }
}

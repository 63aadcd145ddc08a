package io.prefixwatch.monitor.rib;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DenseColumnTest {

  private final DenseColumn column = new DenseColumn();

  @Test
  void givesItsPagesBackWhenItsRoutesGo() {
    for (int id = 0; id < 100_000; id++) {
      column.put(id, -1, 3);
    }
    int full = column.pages();
    for (int id = 0; id < 50_000; id++) {
      column.remove(id, -1);
    }
    int half = column.pages();
    for (int id = 50_000; id < 99_999; id++) {
      column.remove(id, -1);
    }

    assertThat(full).isEqualTo(391);
    assertThat(half).isLessThan(full * 4 / 5);
    assertThat(column.pages()).isLessThan(5);
    assertThat(column.get(99_999, -1)).isEqualTo(3);
    assertThat(column.get(0, -1)).isEqualTo(RouteColumn.NONE);
  }

  @Test
  void keepsThePageOfARouteThatComesAndGoes() {
    column.put(300, -1, 1);
    int before = column.pages();

    for (int i = 0; i < 10; i++) {
      column.remove(300, -1);
      assertThat(column.pages()).isEqualTo(before);
      column.put(300, -1, 1);
    }

    assertThat(column.size()).isEqualTo(1);
  }

  @Test
  void holdsRoutesAgainWherePagesWereGivenBack() {
    for (int id = 0; id < 10_000; id++) {
      column.put(id, -1, id);
    }
    for (int id = 0; id < 10_000; id++) {
      column.remove(id, -1);
    }
    for (int id = 1; id < 10_000; id += 777) {
      column.put(id, -1, id);
    }

    List<Integer> seen = new ArrayList<>();
    column.forEach((prefixId, pathId, set, stale) -> seen.add(prefixId));
    assertThat(seen).hasSize(13).contains(1, 778, 9_325);
    assertThat(column.remove(2, -1)).isEqualTo(RouteColumn.NONE);
    assertThat(column.size()).isEqualTo(13);
  }

  @Test
  void removingWhatIsNotThereCountsNothing() {
    column.put(5, -1, 0);

    assertThat(column.remove(6, -1)).isEqualTo(RouteColumn.NONE);
    assertThat(column.remove(1_000_000, -1)).isEqualTo(RouteColumn.NONE);
    assertThat(column.size()).isEqualTo(1);
  }

  @Test
  void showsEachRouteOnceWhenItIsDrainedInPortions() {
    ColumnDrain.assertShowsEachRouteOnce(new DenseColumn());
  }
}

package io.prefixwatch.monitor.rib;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** What every column has to do when it is drained. */
final class ColumnDrain {

  private ColumnDrain() {}

  /** Drains a column that is empty yet in portions, and asserts that each route is shown once. */
  static void assertShowsEachRouteOnce(RouteColumn full) {
    for (int prefix = 0; prefix < 5_000; prefix++) {
      full.put(prefix * 3, 0, prefix);
    }
    List<Integer> shown = new ArrayList<>();

    full.drain(1_000, (prefixId, pathId, set, stale) -> shown.add(set));
    assertThat(shown).hasSizeBetween(1_000, 2_000);
    assertThat(full.size()).isEqualTo(5_000 - shown.size());
    full.drain(Integer.MAX_VALUE, (prefixId, pathId, set, stale) -> shown.add(set));
    full.drain(1, (prefixId, pathId, set, stale) -> shown.add(set));

    assertThat(full.size()).isZero();
    assertThat(shown).hasSize(5_000).doesNotHaveDuplicates();
  }
}

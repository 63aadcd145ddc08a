package io.prefixwatch.daemon.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HeapReturnTest {

  private static final long START = -5;

  private final AtomicInteger collections = new AtomicInteger();
  private final HeapReturn heap = new HeapReturn(collections::incrementAndGet);

  @Test
  void collectsOnceVeryManyRoutesWereForgotten() {
    heap.forgot(HeapReturn.WORTH / 2);
    heap.forgot(HeapReturn.WORTH / 2);

    assertThat(heap.settled(START)).isZero();
    assertThat(heap.settled(START)).isZero();
    assertThat(collections).hasValue(1);
  }

  @Test
  void doesNotStopEverythingForAFewRoutes() {
    heap.forgot(HeapReturn.WORTH - 1);

    assertThat(heap.settled(START)).isZero();
    assertThat(collections).hasValue(0);
  }

  @Test
  void waitsWhereTheLastCollectionWasAMomentAgo() {
    heap.forgot(HeapReturn.WORTH);
    heap.settled(START);
    heap.forgot(HeapReturn.WORTH);
    long later = START + Duration.ofMinutes(4).toNanos();

    assertThat(heap.settled(later)).isEqualTo(Duration.ofMinutes(6));
    assertThat(collections).hasValue(1);
    heap.settled(later + Duration.ofMinutes(6).toNanos());
    assertThat(collections).hasValue(2);
  }
}

package io.prefixwatch.monitor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.attribute.AsPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearnedLinksTest {

  private static final Instant FIRST = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant LATER = FIRST.plusSeconds(60);

  private final LearnedLinks links = new LearnedLinks();

  private List<String> all() {
    List<String> found = new ArrayList<>();
    links.visit((left, right, since) -> found.add(left + "-" + right + " " + since));
    found.sort(null);
    return found;
  }

  @Test
  void learnsWhatStandsNextToEachOtherAndKeepsTheFirstTime() {
    links.learn(AsPath.of(64496, 64499, 64499, 64501), FIRST);
    links.learn(AsPath.of(64496, 64499), LATER);

    assertThat(all()).containsExactly("64496-64499 " + FIRST, "64499-64501 " + FIRST);
    assertThat(links.started()).isEqualTo(FIRST);
    assertThat(links.firstSeen(64499, 64496)).isNull();
    assertThat(links.firstSeen(64499, 64499)).isNull();
  }

  @Test
  void learnsNothingFromAnEmptyPath() {
    links.learn(AsPath.EMPTY, FIRST);
    links.learn(AsPath.of(64496), FIRST);

    assertThat(links.size()).isZero();
  }

  @Test
  void holdsNumbersOfFourOctets() {
    links.learn(AsPath.of(4_200_000_001L, 4_294_967_295L), FIRST);

    assertThat(links.firstSeen(4_200_000_001L, 4_294_967_295L)).isEqualTo(FIRST);
    assertThat(all()).containsExactly("4200000001-4294967295 " + FIRST);
  }

  @Test
  void findsAllAfterItHasGrown() {
    for (int i = 1; i <= 20_000; i++) {
      links.learn(AsPath.of(i, i + 100_000), FIRST);
    }

    assertThat(links.size()).isEqualTo(20_000);
    assertThat(links.firstSeen(1, 100_001)).isEqualTo(FIRST);
    assertThat(links.firstSeen(20_000, 120_000)).isEqualTo(FIRST);
    assertThat(links.firstSeen(20_001, 120_001)).isNull();
  }

  @Test
  void learnsNoMoreWhenItIsFull() {
    for (int i = 1; i <= LearnedLinks.MAX_LINKS + 10; i++) {
      links.learn(AsPath.of(i, i + 1_000_000), FIRST);
    }

    assertThat(links.size()).isLessThanOrEqualTo(LearnedLinks.MAX_LINKS);
    assertThat(links.size() + links.refused()).isEqualTo(LearnedLinks.MAX_LINKS + 10);
    assertThat(links.refused()).isGreaterThanOrEqualTo(10);
  }

  @Test
  void takesBackWhatWasKept() {
    links.learn(AsPath.of(64496, 64501), LATER);

    links.restore(64496, 64501, FIRST);

    assertThat(all()).containsExactly("64496-64501 " + FIRST);
    assertThat(links.started()).isEqualTo(FIRST);
  }

  @Test
  void tellsOfALinkOnceAndNotOfWhatIsRestored() {
    List<String> told = new ArrayList<>();
    links.tell((left, right, since) -> told.add(left + "-" + right + " " + since));
    links.restore(64496, 64499, FIRST);

    links.learn(AsPath.of(64496, 64499, 64501), LATER);
    links.learn(AsPath.of(64496, 64499, 64499, 64501), LATER.plusSeconds(1));

    assertThat(told).containsExactly("64499-64501 " + LATER);
  }

  @Test
  void tellsOfNothingThatFoundNoRoom() {
    List<Long> told = new ArrayList<>();
    links.tell((left, right, since) -> told.add(left));
    for (long left = 1; left <= LearnedLinks.MAX_LINKS + 1_000; left++) {
      links.learn(AsPath.of(left, left + 1_000_000), FIRST);
    }

    assertThat(told).hasSize(links.size());
    assertThat(links.refused()).isPositive();
  }
}

package io.prefixwatch.monitor.engine;

import static io.prefixwatch.monitor.engine.World.COLLECTOR;
import static io.prefixwatch.monitor.engine.World.LON_A;
import static io.prefixwatch.monitor.engine.World.behind;
import static io.prefixwatch.monitor.engine.World.contoso;
import static io.prefixwatch.monitor.engine.World.registry;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.monitor.detect.Evidence;
import io.prefixwatch.monitor.incident.Alert;
import org.junit.jupiter.api.Test;

class LinkStoryTest {

  private static final String PREFIX = "203.0.113.0/24";
  private static final long DAY = 86_400;

  private static Evidence link(Alert alert) {
    return alert.evidence().stream()
        .filter(one -> one.check().equals("new-link"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void saysThatItStillLearnsAndCountsNothing() {
    Story story = new Story(registry(contoso())).synced(COLLECTOR);

    story.at(6 * DAY).announce(COLLECTOR, PREFIX, 64700, 64666);

    assertThat(link(story.lastAlert()).verdict()).isEqualTo("learning");
    assertThat(link(story.lastAlert()).weight()).isZero();
  }

  @Test
  void countsALinkThatNobodyHasSeenBefore() {
    Story story = new Story(registry(behind(PREFIX, 64496L))).synced(LON_A, COLLECTOR);
    story.announce(LON_A, PREFIX, 64496, 64501).announce(COLLECTOR, PREFIX, 64700, 64496, 64501);

    story.at(8 * DAY).announce(COLLECTOR, PREFIX, 64700, 64666, 64501);

    Evidence evidence = link(story.lastAlert());
    assertThat(evidence.verdict()).isEqualTo("new");
    assertThat(evidence.observed()).isEqualTo("64666-64501");
    assertThat(evidence.weight()).isPositive();
    int weights = story.lastAlert().evidence().stream().mapToInt(Evidence::weight).sum();
    assertThat(story.lastAlert().confidence()).isEqualTo(Math.min(100, weights));
  }

  @Test
  void knowsALinkThatIsOldEnough() {
    Story story = new Story(registry(behind(PREFIX, 64496L))).synced(COLLECTOR);
    story.announce(COLLECTOR, PREFIX, 64700, 64666, 64501);
    story.at(10).announce(COLLECTOR, PREFIX, 64700, 64496, 64501);

    story.at(8 * DAY).announce(COLLECTOR, PREFIX, 64700, 64666, 64501);

    assertThat(link(story.lastAlert()).verdict()).isEqualTo("known");
  }

  @Test
  void isNoHijackByItself() {
    Story story = new Story(registry(contoso())).synced(COLLECTOR);
    story.announce(COLLECTOR, PREFIX, 64700, 64496, 64501);

    story.at(8 * DAY).announce(COLLECTOR, PREFIX, 64700, 64666, 64501).at(9 * DAY);

    assertThat(story.alerts()).isEmpty();
  }
}

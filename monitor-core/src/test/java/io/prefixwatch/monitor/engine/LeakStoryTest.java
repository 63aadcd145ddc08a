package io.prefixwatch.monitor.engine;

import static io.prefixwatch.monitor.engine.World.COLLECTOR;
import static io.prefixwatch.monitor.engine.World.LON_A;
import static io.prefixwatch.monitor.engine.World.OTHER;
import static io.prefixwatch.monitor.engine.World.contoso;
import static io.prefixwatch.monitor.engine.World.registry;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.monitor.detect.Evidence;
import org.junit.jupiter.api.Test;

class LeakStoryTest {

  @Test
  void opensWhenAPrefixArrivesThroughAnotherPartner() {
    Story story = new Story(registry(contoso())).synced(OTHER);

    story.at(10).announce(OTHER, "203.0.113.0/24", 64499, 64501);
    story.at(50).withdraw(OTHER, "203.0.113.0/24").at(100);

    assertThat(story.alerts())
        .containsExactly(
            "+10 open leak.partner 203.0.113.0/24 AS64499",
            "+80 close leak.partner 203.0.113.0/24 AS64499 withdrawn");
    assertThat(story.lastAlert().problem().partner()).isEqualTo("globex");
  }

  @Test
  void expectsThePrefixOnItsOwnPartnerAndOnCollectors() {
    Story story = new Story(registry(contoso())).synced(LON_A, COLLECTOR);

    story.at(10).announce(LON_A, "203.0.113.0/24", 64496, 64501);
    story.at(10).announce(COLLECTOR, "203.0.113.0/24", 64700, 64499, 64501);

    assertThat(story.alerts()).isEmpty();
  }

  @Test
  void opensWhenTheOwnerAnnouncesLongerThanAllowed() {
    Story story = new Story(registry(contoso("203.0.113.0/24", 25))).synced(LON_A);

    story.at(10).announce(LON_A, "203.0.113.0/25", 64496, 64501);
    assertThat(story.alerts()).isEmpty();

    story.at(20).announce(LON_A, "203.0.113.0/26", 64496, 64501);
    assertThat(story.alerts())
        .containsExactly("+20 open leak.more-specific 203.0.113.0/24 AS64496");
  }

  @Test
  void reportsOnlyTheHijackWhereTheWrongPartnerBringsIt() {
    Story story = new Story(registry(contoso())).synced(OTHER);

    story.at(10).announce(OTHER, "203.0.113.0/24", 64499, 64666);

    assertThat(story.alerts()).containsExactly("+10 open hijack.origin 203.0.113.0/24 AS64666");
    assertThat(story.lastAlert().evidence())
        .filteredOn(evidence -> evidence.check().equals("partner"))
        .extracting(Evidence::weight)
        .containsExactly(0);
  }

  @Test
  void countsAWrongPartnerNotAsHolding() {
    Story story = new Story(registry(contoso())).synced(OTHER);

    story.at(10).announce(OTHER, "203.0.113.0/24", 64499, 64501);

    assertThat(story.events()).noneMatch(line -> line.startsWith("PrefixAnnouncementEvent"));
  }
}

package io.prefixwatch.monitor.engine;

import static io.prefixwatch.monitor.engine.World.COLLECTOR;
import static io.prefixwatch.monitor.engine.World.CONTOSO;
import static io.prefixwatch.monitor.engine.World.LON_A;
import static io.prefixwatch.monitor.engine.World.registry;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.registry.AsnSet;
import io.prefixwatch.monitor.registry.Contract;
import io.prefixwatch.monitor.registry.Exemption;
import io.prefixwatch.monitor.registry.PrefixRules;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExemptionStoryTest {

  private static final String PREFIX = "203.0.113.0/24";

  private static RegisteredPrefix scrubbedBy64510(@Nullable Instant until) {
    Exemption scrubbing = new Exemption(AsnSet.of(64510L), 32, List.of(), until, "scrubbing");
    return new RegisteredPrefix(
        Prefix.parse(PREFIX),
        CONTOSO,
        AsnSet.of(64501L),
        24,
        null,
        true,
        new PrefixRules(List.of(), Contract.NONE, List.of(scrubbing)));
  }

  @Test
  void tellsOfWhatItHidesAndUntilWhen() {
    Story story = new Story(registry(scrubbedBy64510(Story.second(600)))).synced(COLLECTOR);

    story.forget().at(10).announce(COLLECTOR, "203.0.113.7/32", 64700, 64510);

    assertThat(story.alerts()).isEmpty();
    assertThat(story.events()).containsExactly("PrefixExcepted rs1 203.0.113.0/24");
    Map<String, Object> details = story.eventRecords().get(0).details();
    assertThat(details)
        .containsEntry("kind", "hijack.more-specific")
        .containsEntry("reason", "scrubbing")
        .containsEntry("until", Story.second(600).toString());
  }

  @Test
  void judgesManyRoutesAgainWhenItEndsEachOnce() {
    Story story = new Story(registry(scrubbedBy64510(Story.second(600)))).synced(COLLECTOR, LON_A);
    for (int i = 0; i < 50; i++) {
      story.announce(COLLECTOR, "203.0.113." + i + "/32", 64700, 64510);
    }
    story.withdraw(COLLECTOR, "203.0.113.3/32").announce(LON_A, PREFIX, 64496, 64510);

    story.at(599);
    assertThat(story.alerts()).isEmpty();

    story.at(600);
    assertThat(story.alerts())
        .containsExactly(
            "+600 open hijack.more-specific 203.0.113.0/24 AS64510",
            "+600 open hijack.origin 203.0.113.0/24 AS64510");
  }

  @Test
  void excusesForEverWithoutAnEnd() {
    Story story = new Story(registry(scrubbedBy64510(null))).synced(COLLECTOR);

    story.announce(COLLECTOR, PREFIX, 64700, 64510).at(10_000_000);

    assertThat(story.alerts()).isEmpty();
  }

  @Test
  void excusesNothingWhenItEndedBefore() {
    Story story = new Story(registry(scrubbedBy64510(Story.second(600)))).synced(COLLECTOR);

    story.at(600).announce(COLLECTOR, PREFIX, 64700, 64510);

    assertThat(story.alerts()).containsExactly("+600 open hijack.origin 203.0.113.0/24 AS64510");
  }
}

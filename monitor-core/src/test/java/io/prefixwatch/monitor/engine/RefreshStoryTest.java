package io.prefixwatch.monitor.engine;

import static io.prefixwatch.monitor.engine.World.LON_A;
import static io.prefixwatch.monitor.engine.World.LON_B;
import static io.prefixwatch.monitor.engine.World.contoso;
import static io.prefixwatch.monitor.engine.World.registry;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What nobody can tell while a session is refreshing or limited (product.md, rule 8). */
class RefreshStoryTest {

  private static final String PREFIX = "203.0.113.0/24";

  private static Story heldOn() {
    return new Story(registry(contoso()))
        .synced(LON_A)
        .announce(LON_A, PREFIX, 64496, 64501)
        .forget();
  }

  @Test
  void judgesNoAbsenceWhileASessionIsRefreshing() {
    Story story = heldOn();

    story.at(10).refreshStarted(LON_A).withdraw(LON_A, PREFIX).at(300);
    assertThat(story.alerts()).isEmpty();
    story.refreshEnded(LON_A);

    assertThat(story.alerts()).containsExactly("+300 open availability.lost 203.0.113.0/24");
  }

  @Test
  void staysSilentWhenTheRefreshBringsThePrefixBack() {
    Story story = heldOn();

    story.at(10).refreshStarted(LON_A).withdraw(LON_A, PREFIX);
    story.at(300).announce(LON_A, PREFIX, 64496, 64501).refreshEnded(LON_A).at(1000);

    assertThat(story.alerts()).isEmpty();
  }

  @Test
  void isOnlyAnEventByItself() {
    Story story = heldOn();

    story.at(10).refreshStarted(LON_A).at(20).refreshEnded(LON_A).at(1000);

    assertThat(story.alerts()).isEmpty();
    assertThat(story.events()).containsExactly("RouteRefresh acme-lon1-a");
  }

  @Test
  void stillTellsOfAHijackThatARefreshShows() {
    Story story = heldOn().refreshStarted(LON_A);

    story.at(10).announce(LON_A, PREFIX, 64496, 64666);

    assertThat(story.alerts()).containsExactly("+10 open hijack.origin 203.0.113.0/24 AS64666");
    assertThat(story.events()).contains("PrefixOriginAsChangeEvent acme-lon1-a 203.0.113.0/24");
  }

  @Test
  void forgetsTheRefreshOfALostSession() {
    Story story = heldOn().refreshStarted(LON_A);

    story.at(10).down(LON_A).at(69);
    assertThat(story.alerts()).containsExactly("+10 open session.down acme-lon1-a");
    story.at(70);

    assertThat(story.alerts()).endsWith("+70 open availability.lost 203.0.113.0/24");
  }

  @Test
  void judgesNoAbsenceWhileASessionIsLimited() {
    Story story = heldOn();

    story.at(10).limited(LON_A, true).withdraw(LON_A, PREFIX).at(300);
    assertThat(story.alerts()).isEmpty();
    story.limited(LON_A, false);

    assertThat(story.alerts()).containsExactly("+300 open availability.lost 203.0.113.0/24");
  }

  @Test
  void leavesAnIncidentUnobservedThatALimitedSessionSawLast() {
    Story story =
        new Story(registry(contoso()))
            .synced(LON_A)
            .announce(LON_A, PREFIX, 64496, 64666)
            .at(10)
            .down(LON_A)
            .at(20)
            .up(LON_A)
            .limited(LON_A, true)
            .endOfRib(LON_A)
            .at(1000);
    assertThat(story.alerts())
        .doesNotContain("+50 close hijack.origin 203.0.113.0/24 AS64666 withdrawn");

    story.limited(LON_A, false).at(1030);

    assertThat(story.alerts())
        .endsWith("+1030 close hijack.origin 203.0.113.0/24 AS64666 withdrawn");
  }

  @Test
  void judgesByTheOtherSessionsMeanwhile() {
    Story story =
        new Story(registry(contoso()))
            .synced(LON_A, LON_B)
            .announce(LON_A, PREFIX, 64496, 64501)
            .announce(LON_B, PREFIX, 64496, 64501)
            .refreshStarted(LON_A);

    story.at(10).withdraw(LON_B, PREFIX).at(1000);

    assertThat(story.alerts()).containsExactly("+190 open redundancy.local 203.0.113.0/24");
  }
}

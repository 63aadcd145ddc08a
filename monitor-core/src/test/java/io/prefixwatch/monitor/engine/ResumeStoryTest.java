package io.prefixwatch.monitor.engine;

import static io.prefixwatch.monitor.engine.World.AMS_A;
import static io.prefixwatch.monitor.engine.World.COLLECTOR;
import static io.prefixwatch.monitor.engine.World.LON_A;
import static io.prefixwatch.monitor.engine.World.LON_B;
import static io.prefixwatch.monitor.engine.World.contoso;
import static io.prefixwatch.monitor.engine.World.registry;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.registry.Session;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a restarted engine makes of the incidents that were open. */
class ResumeStoryTest {

  private static final String PREFIX = "203.0.113.0/24";
  private static final Registry REGISTRY = registry(contoso());

  private static Story hijacked() {
    return new Story(REGISTRY)
        .synced(COLLECTOR)
        .at(10)
        .announce(COLLECTOR, PREFIX, 64700, 64666)
        .at(20);
  }

  @Test
  void saysThatNobodyKnowsAndClosesWhenTheSessionIsSyncedWithoutTheRoute() {
    Story before = hijacked();

    Story story = before.restarted(REGISTRY).at(40).up(COLLECTOR).endOfRib(COLLECTOR).at(100);

    assertThat(story.alerts())
        .containsExactly(
            "+20 update hijack.origin 203.0.113.0/24 AS64666 unobserved",
            "+70 close hijack.origin 203.0.113.0/24 AS64666 withdrawn");
    assertThat(story.lastAlert().incidentId()).isEqualTo(before.lastAlert().incidentId());
    assertThat(story.lastAlert().id()).endsWith("-3");
    assertThat(story.openIncidents()).isZero();
  }

  @Test
  void goesOnWhenTheSessionComesBackWithTheRoute() {
    Story story =
        hijacked()
            .restarted(REGISTRY)
            .at(40)
            .up(COLLECTOR)
            .announce(COLLECTOR, PREFIX, 64700, 64666)
            .endOfRib(COLLECTOR)
            .at(100)
            .withdraw(COLLECTOR, PREFIX)
            .at(200);

    assertThat(story.alerts())
        .containsExactly(
            "+20 update hijack.origin 203.0.113.0/24 AS64666 unobserved",
            "+40 update hijack.origin 203.0.113.0/24 AS64666 open",
            "+130 close hijack.origin 203.0.113.0/24 AS64666 withdrawn");
    assertThat(story.lastAlert().occurrence()).isEqualTo(1);
  }

  @Test
  void givesUpWhenNobodyTellsForADay() {
    Story story = hijacked().restarted(REGISTRY).at(20 + 86_400);

    assertThat(story.alerts())
        .endsWith("+86420 close hijack.origin 203.0.113.0/24 AS64666 session-gone");
  }

  @Test
  void closesWhatIsNotRegisteredAnyMore() {
    Story story = hijacked().restarted(registry(contoso("198.51.100.0/24", 24)));

    assertThat(story.alerts().get(1)).contains("close hijack.origin").endsWith("reconfigured");
    assertThat(story.openIncidents()).isZero();
  }

  @Test
  void recursUnderTheSameIdAfterARestartInBetween() {
    Story before = hijacked().withdraw(COLLECTOR, PREFIX).at(60);

    Story story =
        before
            .restarted(REGISTRY)
            .synced(COLLECTOR)
            .at(100)
            .announce(COLLECTOR, PREFIX, 64700, 64666);

    assertThat(story.alerts()).containsExactly("+100 open hijack.origin 203.0.113.0/24 AS64666");
    assertThat(story.lastAlert().incidentId()).isEqualTo(before.lastAlert().incidentId());
    assertThat(story.lastAlert().occurrence()).isEqualTo(2);
  }

  @Test
  void closesALostSessionWhenItIsBack() {
    Story before = new Story(REGISTRY).synced(LON_A).at(10).down(LON_A).at(20);

    Story story = before.restarted(REGISTRY).expected(LON_A).at(40).up(LON_A).at(100);

    assertThat(story.alerts())
        .containsExactly(
            "+20 update session.down acme-lon1-a unobserved",
            "+70 close session.down acme-lon1-a restored");
  }

  @Test
  void saysAgainThatASessionIsLostThatDoesNotComeUp() {
    Story before = new Story(REGISTRY).synced(LON_A).at(10).down(LON_A).at(20);

    Story story = before.restarted(REGISTRY).expected(LON_A).at(400);

    assertThat(story.alerts())
        .containsExactly(
            "+20 update session.down acme-lon1-a unobserved",
            "+320 update session.down acme-lon1-a open");
  }

  private static Story lost() {
    Story story = new Story(REGISTRY).synced(LON_A, AMS_A);
    story.announce(LON_A, PREFIX, 64496, 64501).announce(AMS_A, PREFIX, 64496, 64501);
    return story.at(10).withdraw(LON_A, PREFIX).withdraw(AMS_A, PREFIX).at(100);
  }

  @Test
  void waitsWithALossUntilAllThatCouldHoldThePrefixHaveTold() {
    Story story = lost().restarted(REGISTRY).expected(LON_A).expected(AMS_A);

    story.at(110).synced(LON_A).at(150);
    assertThat(story.alerts())
        .as("one of two does not hold it")
        .containsExactly("+100 update availability.lost 203.0.113.0/24 unobserved");
    story.synced(AMS_A).at(200);

    assertThat(story.alerts())
        .containsExactly(
            "+100 update availability.lost 203.0.113.0/24 unobserved",
            "+150 update availability.lost 203.0.113.0/24 open");
  }

  @Test
  void closesALossWhenThePrefixIsBack() {
    Story story = lost().restarted(REGISTRY).expected(LON_A).expected(AMS_A).at(110);
    for (Session session : List.of(LON_A, AMS_A)) {
      story.up(session).announce(session, PREFIX, 64496, 64501).endOfRib(session);
    }
    story.at(300);

    assertThat(story.alerts()).endsWith("+140 close availability.lost 203.0.113.0/24 restored");
    assertThat(story.openIncidents()).isZero();
  }

  @Test
  void doesNotTakeHalfOfTheRedundancyForAllOfIt() {
    Story before = new Story(REGISTRY).synced(LON_A, LON_B, AMS_A);
    for (Session session : List.of(LON_A, LON_B, AMS_A)) {
      before.announce(session, PREFIX, 64496, 64501);
    }
    before.at(10).withdraw(LON_B, PREFIX).at(300);

    Story story =
        before.restarted(REGISTRY).expected(LON_A).expected(LON_B).expected(AMS_A).at(310);
    for (Session session : List.of(LON_A, AMS_A)) {
      story.up(session).announce(session, PREFIX, 64496, 64501).endOfRib(session);
    }
    story.at(400);
    assertThat(story.openIncidents()).as("the other router has not told").isEqualTo(1);
    story.up(LON_B).announce(LON_B, PREFIX, 64496, 64501).endOfRib(LON_B).at(500);

    assertThat(story.alerts())
        .startsWith("+300 update redundancy.local 203.0.113.0/24 unobserved")
        .endsWith("+430 close redundancy.local 203.0.113.0/24 restored");
  }
}

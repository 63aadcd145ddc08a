package io.prefixwatch.monitor.engine;

import static io.prefixwatch.monitor.engine.World.AMS_A;
import static io.prefixwatch.monitor.engine.World.COLLECTOR;
import static io.prefixwatch.monitor.engine.World.LON_A;
import static io.prefixwatch.monitor.engine.World.LON_B;
import static io.prefixwatch.monitor.engine.World.behind;
import static io.prefixwatch.monitor.engine.World.contoso;
import static io.prefixwatch.monitor.engine.World.registry;
import static io.prefixwatch.monitor.engine.World.unannounced;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.attribute.AsPath;
import io.prefixwatch.bgp.attribute.AsPathBuilder;
import io.prefixwatch.bgp.attribute.SegmentType;
import io.prefixwatch.monitor.incident.Alert;
import io.prefixwatch.monitor.incident.Sighting;
import java.util.List;
import org.junit.jupiter.api.Test;

class HijackStoryTest {

  @Test
  void opensOnWrongOriginAndClosesAfterWithdrawalAndHoldDown() {
    Story story = new Story(registry(contoso())).synced(LON_A);

    story.at(10).announce(LON_A, "203.0.113.0/24", 64496, 64666);
    story.at(100).withdraw(LON_A, "203.0.113.0/24").at(129).at(131);

    assertThat(story.alerts())
        .containsExactly(
            "+10 open hijack.origin 203.0.113.0/24 AS64666",
            "+130 close hijack.origin 203.0.113.0/24 AS64666 withdrawn");
    assertThat(story.lastAlert().closedAt()).isEqualTo(Story.second(100));
    assertThat(story.lastAlert().durationSeconds()).isEqualTo(90);
  }

  @Test
  void staysSilentOnTheRegisteredOrigin() {
    Story story = new Story(registry(contoso())).synced(LON_A);

    story.at(10).announce(LON_A, "203.0.113.0/24", 64496, 64501).at(1000);

    assertThat(story.alerts()).isEmpty();
  }

  @Test
  void opensOnAMoreSpecificFromAnotherOrigin() {
    Story story = new Story(registry(contoso())).synced(LON_A);

    story.at(10).announce(LON_A, "203.0.113.128/25", 64496, 64666);

    assertThat(story.alerts())
        .containsExactly("+10 open hijack.more-specific 203.0.113.0/24 AS64666");
    Alert alert = story.lastAlert();
    assertThat(alert.problem().summary())
        .isEqualTo(
            "203.0.113.128/25 (inside Contoso 203.0.113.0/24) announced by AS64666 via acme at"
                + " lon1");
    assertThat(alert.problem().rule()).isEqualTo("contoso-london 203.0.113.0/24 origins");
  }

  @Test
  void judgesByTheLongestRegisteredPrefixOnly() {
    Story story =
        new Story(registry(contoso("203.0.113.0/24", 24), unannounced("203.0.113.128/25")))
            .synced(LON_A);

    story.at(10).announce(LON_A, "203.0.113.128/26", 64496, 64501);

    assertThat(story.alerts())
        .containsExactly("+10 open hijack.squatting 203.0.113.128/25 AS64501");
  }

  @Test
  void seesSquattingByAnybodyExactOrInside() {
    Story story = new Story(registry(unannounced("198.51.100.0/24"))).synced(COLLECTOR);

    story.at(1).announce(COLLECTOR, "198.51.100.0/24", 64700, 64501);
    story.at(2).announce(COLLECTOR, "198.51.100.64/26", 64700, 64501);

    assertThat(story.alerts()).containsExactly("+1 open hijack.squatting 198.51.100.0/24 AS64501");
  }

  @Test
  void seesAForgedPathBehindAnUnknownUpstream() {
    Story story = new Story(registry(behind("203.0.113.0/24", 64496L))).synced(LON_A);

    story.at(10).announce(LON_A, "203.0.113.0/24", 64496, 64666, 64501);

    assertThat(story.alerts())
        .containsExactly("+10 open hijack.forged-path 203.0.113.0/24 AS64666");
  }

  @Test
  void acceptsADeclaredUpstreamHoweverOftenTheOriginPrepends() {
    Story story = new Story(registry(behind("203.0.113.0/24", 64496L))).synced(LON_A);

    story.at(10).announce(LON_A, "203.0.113.0/24", 64496, 64501, 64501, 64501);

    assertThat(story.alerts()).isEmpty();
  }

  @Test
  void saysNothingAboutAnOriginThatAnOldSpeakerHid() {
    Story story = new Story(registry(contoso())).synced(LON_A);

    story.at(10).announce(LON_A, "203.0.113.0/24", 64496, 23456);

    assertThat(story.alerts()).isEmpty();
  }

  @Test
  void saysNothingAboutAnOriginSetThatHidesOnlyWhatAnOldSpeakerCouldNotCarry() {
    Story story = new Story(registry(contoso())).synced(LON_A);
    AsPath path =
        new AsPathBuilder()
            .segment(SegmentType.AS_SEQUENCE)
            .hop(64496)
            .segment(SegmentType.AS_SET)
            .hop(23456)
            .hop(64501)
            .build();

    story.at(10).announce(LON_A, "203.0.113.0/24", path);

    assertThat(story.alerts()).isEmpty();
  }

  @Test
  void suspectsTheSmallestForeignMemberOfAnOriginSet() {
    Story story = new Story(registry(contoso())).synced(LON_A);
    AsPath path =
        new AsPathBuilder()
            .segment(SegmentType.AS_SEQUENCE)
            .hop(64496)
            .segment(SegmentType.AS_SET)
            .hop(64700)
            .hop(64501)
            .hop(64666)
            .build();

    story.at(10).announce(LON_A, "203.0.113.0/24", path);

    assertThat(story.alerts()).containsExactly("+10 open hijack.origin 203.0.113.0/24 AS64666");
  }

  @Test
  void looksForTheUpstreamLeftOfAnOriginSet() {
    Story story = new Story(registry(behind("203.0.113.0/24", 64496L))).synced(LON_A, LON_B);

    story.at(10).announce(LON_A, "203.0.113.0/24", aggregatedBy(64496, 64501));
    assertThat(story.alerts()).isEmpty();

    story.at(20).announce(LON_B, "203.0.113.0/24", aggregatedBy(64496, 64777));
    assertThat(story.alerts())
        .containsExactly("+20 open hijack.forged-path 203.0.113.0/24 AS64777");
  }

  /** A path of these two and the set of Contoso's AS alone. */
  private static AsPath aggregatedBy(long first, long second) {
    AsPathBuilder path = new AsPathBuilder();
    path.segment(SegmentType.AS_SEQUENCE).hop(first).hop(second);
    return path.segment(SegmentType.AS_SET).hop(64501).build();
  }

  @Test
  void takesTheNeighbourAsOriginOfAnEmptyPath() {
    Story story = new Story(registry(contoso())).synced(LON_A);

    story.at(10).announce(LON_A, "203.0.113.0/24");

    assertThat(story.alerts()).containsExactly("+10 open hijack.origin 203.0.113.0/24 AS64496");
  }

  @Test
  void gathersSessionsIntoOneIncidentAndCoalescesUpdates() {
    Story story = new Story(registry(contoso())).synced(LON_A, LON_B, AMS_A);

    story.at(10).announce(LON_A, "203.0.113.0/24", 64496, 64666);
    story.at(11).announce(LON_B, "203.0.113.0/24", 64496, 64666);
    story.at(12).announce(AMS_A, "203.0.113.0/24", 64496, 64666);
    story.at(60);

    assertThat(story.alerts())
        .containsExactly(
            "+10 open hijack.origin 203.0.113.0/24 AS64666",
            "+15 update hijack.origin 203.0.113.0/24 AS64666 open");
    Alert update = story.lastAlert();
    assertThat(update.seenOn())
        .extracting(Sighting::session)
        .containsExactly("acme-lon1-a", "acme-lon1-b", "acme-ams1-a");
    assertThat(update.sessionsSeen()).isEqualTo(3);
    assertThat(update.sessionsTotal()).isEqualTo(3);
    assertThat(update.confidence()).isEqualTo(80);
  }

  @Test
  void staysOpenWhileAnySessionHoldsTheRoute() {
    Story story = new Story(registry(contoso())).synced(LON_A, LON_B);

    story.at(10).announce(LON_A, "203.0.113.0/24", 64496, 64666);
    story.announce(LON_B, "203.0.113.0/24", 64496, 64666);
    story.at(100).withdraw(LON_A, "203.0.113.0/24").at(500);

    assertThat(story.openIncidents()).isEqualTo(1);

    story.withdraw(LON_B, "203.0.113.0/24").at(600);

    assertThat(story.openIncidents()).isZero();
  }

  @Test
  void closesAsReplacedWhenTheGoodRouteComesBackInItsPlace() {
    Story story = new Story(registry(contoso())).synced(LON_A);

    story.at(10).announce(LON_A, "203.0.113.0/24", 64496, 64666);
    story.at(50).announce(LON_A, "203.0.113.0/24", 64496, 64501).at(100);

    assertThat(story.alerts())
        .containsExactly(
            "+10 open hijack.origin 203.0.113.0/24 AS64666",
            "+80 close hijack.origin 203.0.113.0/24 AS64666 replaced");
  }

  @Test
  void keepsOneIncidentWhenTheHijackersPathChanges() {
    Story story = new Story(registry(contoso())).synced(LON_A);

    story.at(10).announce(LON_A, "203.0.113.0/24", 64496, 64666);
    story.at(30).announce(LON_A, "203.0.113.0/24", 64496, 64666, 64666);

    assertThat(story.alerts())
        .containsExactly(
            "+10 open hijack.origin 203.0.113.0/24 AS64666",
            "+30 update hijack.origin 203.0.113.0/24 AS64666 open");
    assertThat(story.lastAlert().problem().previous()).isNotNull();
  }

  @Test
  void isSilentWhenTheConditionReturnsWithinTheHoldDown() {
    Story story = new Story(registry(contoso())).synced(LON_A);

    story.at(10).announce(LON_A, "203.0.113.0/24", 64496, 64666);
    story.at(50).withdraw(LON_A, "203.0.113.0/24");
    story.at(70).announce(LON_A, "203.0.113.0/24", 64496, 64666).at(200);

    assertThat(story.alerts()).hasSize(1);
    assertThat(story.openIncidents()).isEqualTo(1);
  }

  @Test
  void opensTheSameIncidentAgainWithinAQuarterOfAnHour() {
    Story story = new Story(registry(contoso())).synced(LON_A);

    story.at(10).announce(LON_A, "203.0.113.0/24", 64496, 64666);
    story.at(50).withdraw(LON_A, "203.0.113.0/24").at(100);
    story.at(600).announce(LON_A, "203.0.113.0/24", 64496, 64666);

    List<Alert> alerts = story.alertRecords();
    assertThat(story.alerts().get(2)).isEqualTo("+600 open hijack.origin 203.0.113.0/24 AS64666");
    assertThat(alerts.get(2).incidentId()).isEqualTo(alerts.get(0).incidentId());
    assertThat(alerts.get(2).occurrence()).isEqualTo(2);
    assertThat(alerts.get(2).openedAt()).isEqualTo(Story.second(600));
    assertThat(alerts.get(2).id()).isEqualTo(alerts.get(0).incidentId() + "-3");
  }

  @Test
  void opensANewIncidentAfterAQuarterOfAnHour() {
    Story story = new Story(registry(contoso())).synced(LON_A);

    story.at(10).announce(LON_A, "203.0.113.0/24", 64496, 64666);
    story.at(50).withdraw(LON_A, "203.0.113.0/24").at(100);
    story.at(1000).announce(LON_A, "203.0.113.0/24", 64496, 64666);

    List<Alert> alerts = story.alertRecords();
    assertThat(alerts.get(2).incidentId()).isNotEqualTo(alerts.get(0).incidentId());
    assertThat(alerts.get(2).dedupKey()).isEqualTo(alerts.get(0).dedupKey());
    assertThat(alerts.get(2).occurrence()).isEqualTo(1);
  }

  @Test
  void foldsIncidentsOfOneSuspectThatOpenTogether() {
    Story story =
        new Story(registry(contoso("203.0.113.0/24", 24), contoso("198.51.100.0/24", 24)))
            .synced(LON_A);

    story.at(10).announce(LON_A, "203.0.113.0/24", 64496, 64666);
    story.at(20).announce(LON_A, "198.51.100.0/24", 64496, 64666);

    List<Alert> alerts = story.alertRecords();
    assertThat(alerts).hasSize(2);
    assertThat(alerts.get(1).groupId()).isEqualTo(alerts.get(0).groupId());
    assertThat(alerts.get(1).incidentId()).isNotEqualTo(alerts.get(0).incidentId());
  }

  @Test
  void becomesUnobservedWhenTheOnlyWitnessIsLost() {
    Story story = new Story(registry(contoso())).synced(LON_A);

    story.at(10).announce(LON_A, "203.0.113.0/24", 64496, 64666);
    story.at(50).down(LON_A);
    story.at(100).up(LON_A).at(110).endOfRib(LON_A).at(200);

    assertThat(story.alerts())
        .contains(
            "+50 update hijack.origin 203.0.113.0/24 AS64666 unobserved",
            "+140 close hijack.origin 203.0.113.0/24 AS64666 withdrawn");
  }

  @Test
  void isOpenAgainWhenTheWitnessReturnsWithTheRoute() {
    Story story = new Story(registry(contoso())).synced(LON_A);

    story.at(10).announce(LON_A, "203.0.113.0/24", 64496, 64666);
    story.at(50).down(LON_A);
    story.at(100).up(LON_A).announce(LON_A, "203.0.113.0/24", 64496, 64666);
    story.at(110).endOfRib(LON_A).at(500);

    assertThat(story.alerts())
        .contains("+100 update hijack.origin 203.0.113.0/24 AS64666 open")
        .noneMatch(line -> line.contains("close hijack"));
  }

  @Test
  void closesAsSessionGoneWhenNobodyEverComesBack() {
    Story story = new Story(registry(contoso())).synced(LON_A);

    story.at(10).announce(LON_A, "203.0.113.0/24", 64496, 64666);
    story.at(50).down(LON_A).at(50 + 24 * 3600 + 1);

    assertThat(story.alerts())
        .contains("+86450 close hijack.origin 203.0.113.0/24 AS64666 session-gone");
  }

  @Test
  void waitsForAsManySessionsAsConfigured() {
    Story story =
        new Story(World.registry(1, World.settings(2), List.of(contoso()))).synced(LON_A, LON_B);

    story.at(10).announce(LON_A, "203.0.113.0/24", 64496, 64666);
    assertThat(story.alerts()).isEmpty();

    story.at(20).announce(LON_B, "203.0.113.0/24", 64496, 64666);
    story.at(60).withdraw(LON_A, "203.0.113.0/24").at(100);
    assertThat(story.alerts())
        .containsExactly(
            "+20 open hijack.origin 203.0.113.0/24 AS64666",
            "+90 close hijack.origin 203.0.113.0/24 AS64666 withdrawn");
  }

  @Test
  void opensAgainWhenASecondSessionJoinsTheOneThatStayed() {
    Story story =
        new Story(World.registry(1, World.settings(2), List.of(contoso()))).synced(LON_A, LON_B);
    story.announce(LON_A, "203.0.113.0/24", 64496, 64666);
    story.announce(LON_B, "203.0.113.0/24", 64496, 64666);
    story.at(60).withdraw(LON_B, "203.0.113.0/24").at(100).forget();

    story.at(300).announce(LON_B, "203.0.113.0/24", 64496, 64666);

    assertThat(story.alerts()).containsExactly("+300 open hijack.origin 203.0.113.0/24 AS64666");
    assertThat(story.lastAlert().occurrence()).isEqualTo(2);
    assertThat(story.lastAlert().sessionsSeen()).isEqualTo(2);
  }

  @Test
  void countsASessionThatStayedHoweverLongAgoTheIncidentClosed() {
    Story story =
        new Story(World.registry(1, World.settings(2), List.of(contoso()))).synced(LON_A, LON_B);
    story.announce(LON_A, "203.0.113.0/24", 64496, 64666);
    story.announce(LON_B, "203.0.113.0/24", 64496, 64666);
    String first = story.lastAlert().incidentId();
    story.at(60).withdraw(LON_B, "203.0.113.0/24").at(3000).forget();

    story.announce(LON_B, "203.0.113.0/24", 64496, 64666);

    assertThat(story.alerts()).containsExactly("+3000 open hijack.origin 203.0.113.0/24 AS64666");
    assertThat(story.lastAlert().occurrence()).isEqualTo(1);
    assertThat(story.lastAlert().incidentId()).isNotEqualTo(first);
    assertThat(story.lastAlert().id()).isEqualTo(story.lastAlert().incidentId() + "-1");
  }

  @Test
  void doesNotTakeTheOwnersBlackholeForAnAttack() {
    Story story = new Story(registry(contoso())).synced(LON_A);

    story.at(10).announce(LON_A, "203.0.113.7/32", AsPath.of(64496, 64501), "65535:666");

    assertThat(story.alerts()).isEmpty();
    assertThat(story.events()).contains("PrefixBlackholed acme-lon1-a 203.0.113.0/24");
  }

  @Test
  void takesSomebodyElsesBlackholeForAnAttack() {
    Story story = new Story(registry(contoso())).synced(LON_A);

    story.at(10).announce(LON_A, "203.0.113.7/32", AsPath.of(64496, 64666), "65535:666");

    assertThat(story.alerts())
        .containsExactly("+10 open hijack.more-specific 203.0.113.0/24 AS64666");
  }

  @Test
  void doesNotTakeAForeignCommunityEnding666ForABlackhole() {
    Story story = new Story(registry(contoso())).synced(LON_A);

    story.at(10).announce(LON_A, "203.0.113.7/32", AsPath.of(64496, 64501), "64496:666");

    assertThat(story.alerts())
        .containsExactly("+10 open leak.more-specific 203.0.113.0/24 AS64496");
  }
}

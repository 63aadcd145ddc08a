package io.prefixwatch.monitor.engine;

import static io.prefixwatch.monitor.engine.World.AMS_A;
import static io.prefixwatch.monitor.engine.World.COLLECTOR;
import static io.prefixwatch.monitor.engine.World.LON_A;
import static io.prefixwatch.monitor.engine.World.LON_B;
import static io.prefixwatch.monitor.engine.World.contoso;
import static io.prefixwatch.monitor.engine.World.registry;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.attribute.AsPath;
import io.prefixwatch.monitor.incident.Alert;
import io.prefixwatch.monitor.registry.Session;
import java.util.List;
import org.junit.jupiter.api.Test;

class AvailabilityStoryTest {

  private static final String PREFIX = "203.0.113.0/24";

  private static Story heldOn(Session... sessions) {
    Story story = new Story(registry(contoso())).synced(sessions);
    for (Session session : sessions) {
      story.announce(session, PREFIX, 64496, 64501);
    }
    return story;
  }

  @Test
  void opensWhenTheLastSessionWithdrawsAndClosesWhenItIsBack() {
    Story story = heldOn(LON_A);

    story.at(10).withdraw(LON_A, PREFIX).at(69);
    assertThat(story.alerts()).isEmpty();
    story.at(200).announce(LON_A, PREFIX, 64496, 64501).at(300);

    assertThat(story.alerts())
        .containsExactly(
            "+70 open availability.lost 203.0.113.0/24",
            "+230 close availability.lost 203.0.113.0/24 restored");
    Alert close = story.lastAlert();
    assertThat(close.problem().firstWithdrawnAt()).isEqualTo(Story.second(10));
    assertThat(close.closedAt()).isEqualTo(Story.second(200));
  }

  @Test
  void staysSilentWhenThePrefixIsBackWithinTheHoldDown() {
    Story story = heldOn(LON_A);

    story.at(10).withdraw(LON_A, PREFIX).at(60).announce(LON_A, PREFIX, 64496, 64501).at(500);

    assertThat(story.alerts()).isEmpty();
  }

  @Test
  void saysNothingAboutWhatWasNeverHeld() {
    Story story = new Story(registry(contoso())).synced(LON_A, LON_B, AMS_A);

    story.at(10_000);

    assertThat(story.alerts()).isEmpty();
  }

  @Test
  void doesNotCountACollectorsRoute() {
    Story story = heldOn(LON_A).synced(COLLECTOR);
    story.announce(COLLECTOR, PREFIX, 64700, 64496, 64501);

    story.at(10).withdraw(LON_A, PREFIX).at(100);

    assertThat(story.alerts()).containsExactly("+70 open availability.lost 203.0.113.0/24");
  }

  @Test
  void reportsALostSiteAfterTheLongerHoldDown() {
    Story story = heldOn(LON_A, AMS_A);

    story.at(10).withdraw(AMS_A, PREFIX).at(189);
    assertThat(story.alerts()).isEmpty();
    story.at(300).announce(AMS_A, PREFIX, 64496, 64501).at(400);

    assertThat(story.alerts())
        .containsExactly(
            "+190 open redundancy.geo 203.0.113.0/24",
            "+330 close redundancy.geo 203.0.113.0/24 restored");
  }

  @Test
  void letsTheWorseIncidentTakeOver() {
    Story story = heldOn(LON_A, AMS_A);

    story.at(10).withdraw(AMS_A, PREFIX).at(300).withdraw(LON_A, PREFIX).at(400);

    assertThat(story.alerts())
        .containsExactly(
            "+190 open redundancy.geo 203.0.113.0/24",
            "+360 close redundancy.geo 203.0.113.0/24 superseded",
            "+360 open availability.lost 203.0.113.0/24");
  }

  @Test
  void fallsBackToTheMilderIncidentWhenOneSessionIsBack() {
    Story story = heldOn(LON_A, AMS_A);

    story.at(10).withdraw(AMS_A, PREFIX).withdraw(LON_A, PREFIX);
    story.at(300).announce(LON_A, PREFIX, 64496, 64501).at(400);

    assertThat(story.alerts())
        .containsExactly(
            "+70 open availability.lost 203.0.113.0/24",
            "+330 close availability.lost 203.0.113.0/24 superseded",
            "+330 open redundancy.geo 203.0.113.0/24");
  }

  @Test
  void countsAHijackedPrefixAsLost() {
    Story story = heldOn(LON_A);

    story.at(10).announce(LON_A, PREFIX, 64496, 64666).at(100);

    assertThat(story.alerts())
        .containsExactly(
            "+10 open hijack.origin 203.0.113.0/24 AS64666",
            "+70 open availability.lost 203.0.113.0/24");
    assertThat(story.lastAlert().problem().previous()).isNotNull();
  }

  @Test
  void namesTheLostSessionAsCause() {
    Story story = heldOn(LON_A);

    story.at(10).down(LON_A).at(100);

    List<Alert> alerts = story.alertRecords();
    assertThat(story.alerts())
        .containsExactly(
            "+10 open session.down acme-lon1-a", "+70 open availability.lost 203.0.113.0/24");
    assertThat(alerts.get(1).problem().cause()).isEqualTo(alerts.get(0).incidentId());
  }

  @Test
  void staysSilentWhenASessionFlapsWithinTheHoldDown() {
    Story story = heldOn(LON_A);

    story.at(10).down(LON_A).at(40).up(LON_A).announce(LON_A, PREFIX, 64496, 64501);
    story.at(45).endOfRib(LON_A).at(500);

    assertThat(story.alerts()).noneMatch(line -> line.contains("availability"));
  }

  @Test
  void judgesNothingWhileTheOnlySessionIsSyncing() {
    Story story = heldOn(LON_A);

    story.at(10).down(LON_A).at(40).up(LON_A).at(200);
    assertThat(story.alerts()).noneMatch(line -> line.contains("availability"));

    story.endOfRib(LON_A);
    assertThat(story.alerts()).contains("+200 open availability.lost 203.0.113.0/24");
  }

  @Test
  void keepsAnOpenIncidentWhileTheReturningSessionIsSyncing() {
    Story story = heldOn(LON_A);

    story.at(10).down(LON_A).at(100).up(LON_A).at(300);

    assertThat(story.alerts()).noneMatch(line -> line.contains("close availability"));
  }

  @Test
  void judgesNothingDuringGracefulRestart() {
    Story story = heldOn(LON_A);

    story.at(10).gracefullyDown(LON_A).at(100);
    story.up(LON_A).announce(LON_A, PREFIX, 64496, 64501).at(110).endOfRib(LON_A).at(500);

    assertThat(story.alerts())
        .containsExactly(
            "+10 open session.stale acme-lon1-a", "+130 close session.stale acme-lon1-a restored");
  }

  @Test
  void losesTheRoutesWhenTheRestartTimeIsOver() {
    Story story = heldOn(LON_A);

    story.at(10).gracefullyDown(LON_A).at(130).restartExpired(LON_A).at(200);

    assertThat(story.alerts())
        .containsExactly(
            "+10 open session.stale acme-lon1-a",
            "+130 close session.stale acme-lon1-a superseded",
            "+130 open session.down acme-lon1-a",
            "+190 open availability.lost 203.0.113.0/24");
  }

  @Test
  void doesNotCountABlackholedPrefixAsHeld() {
    Story story = heldOn(LON_A);

    story.at(10).announce(LON_A, PREFIX, AsPath.of(64496, 64501), "65535:666").at(100);

    assertThat(story.alerts()).containsExactly("+70 open availability.lost 203.0.113.0/24");
  }
}

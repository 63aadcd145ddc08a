package io.prefixwatch.monitor.engine;

import static io.prefixwatch.monitor.engine.World.AMS_A;
import static io.prefixwatch.monitor.engine.World.COLLECTOR;
import static io.prefixwatch.monitor.engine.World.LON_A;
import static io.prefixwatch.monitor.engine.World.backup;
import static io.prefixwatch.monitor.engine.World.contoso;
import static io.prefixwatch.monitor.engine.World.registry;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.monitor.event.EventType.Level;
import io.prefixwatch.monitor.event.MonitorEvent;
import org.junit.jupiter.api.Test;

class EventStoryTest {

  private static final String PREFIX = "203.0.113.0/24";

  @Test
  void tellsOfAnnouncementPathChangeAndWithdrawal() {
    Story story = new Story(registry(contoso())).synced(LON_A).forget();

    story.at(1).announce(LON_A, PREFIX, 64496, 64501);
    story.at(2).announce(LON_A, PREFIX, 64496, 64501, 64501);
    story.at(3).withdraw(LON_A, PREFIX);

    assertThat(story.events())
        .containsExactly(
            "PrefixAnnouncementEvent acme-lon1-a 203.0.113.0/24",
            "PrefixActivePath acme-lon1-a 203.0.113.0/24",
            "PrefixWithdrawalEvent acme-lon1-a 203.0.113.0/24");
  }

  @Test
  void namesBackupSessionsApart() {
    Story story = new Story(registry(contoso())).synced(backup(AMS_A)).forget();

    story.at(1).announce(AMS_A, PREFIX, 64496, 64501);
    story.at(2).announce(AMS_A, PREFIX, 64496, 64501, 64501);
    story.at(3).announce(AMS_A, PREFIX, 64496, 64666);

    assertThat(story.events())
        .containsExactly(
            "PrefixBackupRouteAnnouncementEvent acme-ams1-a 203.0.113.0/24",
            "PrefixBackupPath acme-ams1-a 203.0.113.0/24",
            "PrefixBackupRouteOriginAsChangeEvent acme-ams1-a 203.0.113.0/24",
            "PrefixBackupRouteWithdrawalEvent acme-ams1-a 203.0.113.0/24");
  }

  @Test
  void isLoudAboutAnOriginChangeOnAPrimarySession() {
    Story story = new Story(registry(contoso())).synced(LON_A);
    story.announce(LON_A, PREFIX, 64496, 64501).forget();

    story.at(1).announce(LON_A, PREFIX, 64496, 64666);

    MonitorEvent change = story.eventRecords().get(0);
    assertThat(change.type().label()).isEqualTo("PrefixOriginAsChangeEvent");
    assertThat(change.type().level()).isEqualTo(Level.CRITICAL);
  }

  @Test
  void saysNothingOfAnIdenticalAnnouncement() {
    Story story = new Story(registry(contoso())).synced(LON_A);
    story.announce(LON_A, PREFIX, 64496, 64501).forget();

    story.at(1).announce(LON_A, PREFIX, 64496, 64501);

    assertThat(story.events()).isEmpty();
  }

  @Test
  void saysNothingWhileASessionIsSyncing() {
    Story story = new Story(registry(contoso())).up(LON_A).forget();

    story.at(1).announce(LON_A, PREFIX, 64496, 64501).endOfRib(LON_A);

    assertThat(story.events()).isEmpty();
  }

  @Test
  void makesGoodAfterSyncWhatChangedWhileTheSessionWasAway() {
    Story story = new Story(registry(contoso())).synced(LON_A);
    story.announce(LON_A, PREFIX, 64496, 64501).forget();

    story.at(1).down(LON_A).at(5).up(LON_A).announce(LON_A, PREFIX, 64496, 64501);
    story.at(6).endOfRib(LON_A);

    assertThat(story.events())
        .containsExactly(
            "SessionDown acme-lon1-a",
            "PrefixWithdrawalEvent acme-lon1-a 203.0.113.0/24",
            "SessionUp acme-lon1-a",
            "PrefixAnnouncementEvent acme-lon1-a 203.0.113.0/24");
  }

  @Test
  void saysNothingOfPrefixesOnCollectors() {
    Story story = new Story(registry(contoso())).synced(COLLECTOR).forget();

    story.at(1).announce(COLLECTOR, PREFIX, 64700, 64501);

    assertThat(story.events()).isEmpty();
  }
}

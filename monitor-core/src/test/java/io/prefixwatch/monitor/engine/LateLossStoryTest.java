package io.prefixwatch.monitor.engine;

import static io.prefixwatch.monitor.engine.World.LON_A;
import static io.prefixwatch.monitor.engine.World.LON_B;
import static io.prefixwatch.monitor.engine.World.contoso;
import static io.prefixwatch.monitor.engine.World.registry;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.session.DownReason;
import io.prefixwatch.monitor.event.EngineEvent;
import io.prefixwatch.monitor.registry.Session;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Losses that are heard of in another order than they happened, seconds late (ADR 0017). */
class LateLossStoryTest {

  private final Story story = new Story(registry(contoso())).synced(LON_A, LON_B);

  private void down(Session session, int secondsAgo) {
    story.tell(
        new EngineEvent.SessionDown(
            story.now().minusSeconds(secondsAgo),
            session.id(),
            DownReason.of(DownReason.Cause.CONNECTION_LOST),
            Set.of()));
  }

  @Test
  void areTwoIncidentsWhereTheyWereInTheOtherOrder() {
    story.at(30);
    down(LON_B, 0);
    story.at(35);
    down(LON_A, 16);

    assertThat(story.at(36).alerts())
        .containsExactly("+30 open session.down acme-lon1-b", "+35 open session.down acme-lon1-a");
  }

  @Test
  void joinWhatHappenedCloseByHoweverLateTheyAreHeardOf() {
    story.at(30);
    down(LON_B, 0);
    story.at(80);
    down(LON_A, 41);

    assertThat(story.at(81).alerts())
        .containsExactly(
            "+30 open session.down acme-lon1-b", "+80 update session.down site:lon1 open");
  }

  /** What cannot be had: the key was given away with the first record. */
  @Test
  void keepTheKeyOfWhoWasHeardOfFirstWhereTheyBelongTogether() {
    Story inOrder = new Story(registry(contoso())).synced(LON_A, LON_B);
    inOrder.at(25).down(LON_A).at(30).down(LON_B).at(40);

    story.at(30);
    down(LON_B, 0);
    story.at(35);
    down(LON_A, 10);
    story.at(40);

    assertThat(story.openIncidents()).isEqualTo(inOrder.openIncidents()).isEqualTo(1);
    assertThat(story.lastAlert().dedupKey()).isNotEqualTo(inOrder.lastAlert().dedupKey());
  }
}

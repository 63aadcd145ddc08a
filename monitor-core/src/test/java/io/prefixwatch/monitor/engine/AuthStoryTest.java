package io.prefixwatch.monitor.engine;

import static io.prefixwatch.monitor.engine.World.LON_A;
import static io.prefixwatch.monitor.engine.World.contoso;
import static io.prefixwatch.monitor.engine.World.registry;
import static io.prefixwatch.monitor.engine.World.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.monitor.detect.Evidence;
import io.prefixwatch.monitor.detect.Severity;
import io.prefixwatch.monitor.event.RefusedConnections;
import io.prefixwatch.monitor.event.RefusedConnections.Cause;
import io.prefixwatch.monitor.incident.Alert;
import io.prefixwatch.monitor.registry.Registry;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuthStoryTest {

  private static final RefusedConnections FAR =
      new RefusedConnections(Cause.TTL, 1, "127.0.0.2 with a TTL of 64, at least 255 required");
  private static final RefusedConnections WRONG =
      new RefusedConnections(Cause.MD5_WRONG, 3, "perhaps acme-lon1-a");

  private final Story story = new Story(registry(contoso())).expected(LON_A);

  @Test
  void tellsOfAConnectionThatCameFromTooFar() {
    story.at(10).refused("acme-lon1-a", FAR);

    Alert alert = story.lastAlert();
    assertThat(story.alerts()).containsExactly("+10 open session.auth acme-lon1-a");
    assertThat(alert.problem().severity()).isEqualTo(Severity.MINOR);
    assertThat(alert.problem().summary())
        .isEqualTo("Connections to session acme-lon1-a refused: 1 ttl");
    assertThat(alert.problem().evidence())
        .containsExactly(
            new Evidence(
                "auth",
                "ttl",
                null,
                "1",
                "127.0.0.2 with a TTL of 64, at least 255 required",
                100));
  }

  @Test
  void doesNotClaimToKnowWhoseThePacketsWereThatTheKernelDropped() {
    story.at(10).refused("host", WRONG);

    Alert alert = story.lastAlert();
    assertThat(alert.problem().subject()).isEqualTo("host");
    assertThat(alert.problem().summary())
        .isEqualTo(
            "The kernel dropped packets that are not signed, or not from near, as they must be:"
                + " 3 md5-wrong");
    assertThat(alert.problem().why()).contains("may have been for another program");
  }

  @Test
  void addsUpWhatComesBeforeItIsQuiet() {
    story.at(10).refused("acme-lon1-a", FAR).at(20).refused("acme-lon1-a", FAR);
    story.at(30).refused("acme-lon1-a", new RefusedConnections(Cause.UNSIGNED, 2, ""));

    assertThat(story.lastAlert().problem().summary())
        .isEqualTo("Connections to session acme-lon1-a refused: 2 ttl, 2 unsigned");
  }

  @Test
  void closesAsExpiredAfterFifteenQuietMinutesAndCountsAnew() {
    story.at(10).refused("host", WRONG).at(100).refused("host", WRONG).at(2_000).forget();

    story.refused("host", WRONG);

    assertThat(story.alerts()).containsExactly("+2000 open session.auth host");
    assertThat(story.lastAlert().problem().summary()).endsWith(": 3 md5-wrong");
  }

  @Test
  void saysWhenItIsQuiet() {
    story.at(10).refused("host", WRONG).at(100).refused("host", WRONG).at(2_000);

    // The session that was never up is a problem of its own.
    assertThat(story.alerts())
        .filteredOn(alert -> alert.contains("session.auth"))
        .containsExactly(
            "+10 open session.auth host",
            "+100 update session.auth host open",
            "+1000 close session.auth host expired");
  }

  @Test
  void endsWithItsSession() {
    story.at(10).refused("acme-lon1-a", FAR);
    Registry without =
        Registry.of(2, registry().speaker(), List.of(), List.of(contoso()), settings());

    story.at(20).reload(without);

    assertThat(story.alerts())
        .containsExactly(
            "+10 open session.auth acme-lon1-a", "+20 close session.auth acme-lon1-a reconfigured");
  }
}

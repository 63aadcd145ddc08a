package io.prefixwatch.monitor.engine;

import static io.prefixwatch.bgp.net.Family.IPV4_UNICAST;
import static io.prefixwatch.bgp.net.Family.IPV6_UNICAST;
import static io.prefixwatch.monitor.engine.World.contoso;
import static io.prefixwatch.monitor.engine.World.registry;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.session.DownReason;
import io.prefixwatch.bgp.session.DownReason.Cause;
import io.prefixwatch.monitor.detect.Evidence;
import io.prefixwatch.monitor.detect.Severity;
import io.prefixwatch.monitor.registry.PrefixLimit;
import io.prefixwatch.monitor.registry.PrefixLimit.Action;
import io.prefixwatch.monitor.registry.PrefixLimit.Level;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.registry.Session;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitStoryTest {

  private static final Session LON_A =
      World.LON_A.withPrefixLimit(new PrefixLimit(2000, 500, Action.BLOCK));

  private static Story story() {
    return new Story(registry(contoso())).synced(LON_A);
  }

  @Test
  void isMinorNearTheLimitAndMajorAtIt() {
    Story story = story();

    story.at(10).count(LON_A, IPV4_UNICAST, Level.NEAR, 1600);
    Severity near = story.lastAlert().problem().severity();
    story.at(20).count(LON_A, IPV4_UNICAST, Level.REACHED, 2000);

    assertThat(story.alerts())
        .containsExactly(
            "+10 open session.prefix-limit acme-lon1-a",
            "+20 update session.prefix-limit acme-lon1-a open");
    assertThat(near).isEqualTo(Severity.MINOR);
    assertThat(story.lastAlert().problem().severity()).isEqualTo(Severity.MAJOR);
    assertThat(story.lastAlert().problem().summary())
        .isEqualTo("Session acme-lon1-a has 2000 of 2000 ipv4-unicast routes");
    assertThat(story.lastAlert().evidence())
        .containsExactly(
            new Evidence("volume", "at-limit", "2000", "2000", "ipv4-unicast, action block", 100));
  }

  @Test
  void closesWhenBelowAgainForTheHoldDown() {
    Story story = story();

    story.at(10).count(LON_A, IPV4_UNICAST, Level.NEAR, 1600);
    story.at(60).count(LON_A, IPV4_UNICAST, Level.BELOW, 1500).at(200);

    assertThat(story.alerts())
        .containsExactly(
            "+10 open session.prefix-limit acme-lon1-a",
            "+90 close session.prefix-limit acme-lon1-a restored");
  }

  @Test
  void isOneIncidentForBothFamiliesAndTheWorseDecides() {
    Story story = story();

    story.at(10).count(LON_A, IPV6_UNICAST, Level.REACHED, 500);
    story.at(20).count(LON_A, IPV4_UNICAST, Level.NEAR, 1600);
    assertThat(story.lastAlert().problem().severity()).isEqualTo(Severity.MAJOR);
    story.at(30).count(LON_A, IPV6_UNICAST, Level.BELOW, 10).at(100);

    assertThat(story.lastAlert().problem().severity()).isEqualTo(Severity.MINOR);
    assertThat(story.openIncidents()).isEqualTo(1);
  }

  @Test
  void staysOpenWhileTheSessionIsDownBecauseOfIt() {
    Story story = story().at(10).count(LON_A, IPV4_UNICAST, Level.REACHED, 2001);

    story.down(LON_A).at(10_000);

    assertThat(story.openIncidents()).isEqualTo(2);
  }

  @Test
  void saysThatRoutesAreLeftOut() {
    Story story = story().at(10).limited(LON_A, true);

    story.count(LON_A, IPV4_UNICAST, Level.REACHED, 2000);

    assertThat(story.lastAlert().evidence())
        .extracting(Evidence::verdict)
        .containsExactly("at-limit", "limited");
  }

  @Test
  void saysNothingOfASessionThatIsFarFromItsLimit() {
    Story story = story().count(LON_A, IPV4_UNICAST, Level.BELOW, 3).limited(LON_A, false);

    assertThat(story.alerts()).isEmpty();
  }

  @Test
  void isTheCauseOfTheSessionThatWeEndedForIt() {
    Story story = story().at(10).count(LON_A, IPV4_UNICAST, Level.REACHED, 2001);
    Notification sent = Notification.maximumPrefixes(IPV4_UNICAST, 2000);

    story.down(LON_A, new DownReason(Cause.NOTIFICATION_SENT, sent));

    assertThat(story.lastAlert().problem().cause())
        .isEqualTo(story.alertRecords().get(0).incidentId());
  }

  @Test
  void showsTheLimitOfANewConfiguration() {
    Story story = story().at(10).count(LON_A, IPV4_UNICAST, Level.NEAR, 1600);
    Session changed = LON_A.withPrefixLimit(new PrefixLimit(1900, 500, Action.WARN));

    story
        .at(20)
        .reload(
            Registry.of(
                2, registry().speaker(), List.of(changed), List.of(contoso()), World.settings()));

    assertThat(story.lastAlert().problem().summary())
        .isEqualTo("Session acme-lon1-a has 1600 of 1900 ipv4-unicast routes");
  }
}

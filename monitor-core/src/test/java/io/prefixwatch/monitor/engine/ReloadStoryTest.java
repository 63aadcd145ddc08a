package io.prefixwatch.monitor.engine;

import static io.prefixwatch.monitor.engine.World.LON_A;
import static io.prefixwatch.monitor.engine.World.LON_B;
import static io.prefixwatch.monitor.engine.World.contoso;
import static io.prefixwatch.monitor.engine.World.registry;
import static io.prefixwatch.monitor.engine.World.settings;
import static io.prefixwatch.monitor.engine.World.unannounced;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.net.RouterId;
import io.prefixwatch.monitor.registry.AsnSet;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Registration;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.registry.Speaker;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReloadStoryTest {

  private static final String PREFIX = "203.0.113.0/24";

  private static Registry second(RegisteredPrefix... prefixes) {
    return World.registry(2, settings(), List.of(prefixes));
  }

  @Test
  void closesAsReconfiguredWhenTheOriginBecomesAllowed() {
    Story story = new Story(registry(contoso())).synced(LON_A);
    story.at(10).announce(LON_A, PREFIX, 64496, 64510);
    RegisteredPrefix both =
        new RegisteredPrefix(
            Prefix.parse(PREFIX), World.CONTOSO, AsnSet.of(64501L, 64510L), 24, null, true);

    story.at(20).reload(second(both)).at(100);

    assertThat(story.alerts())
        .containsExactly(
            "+10 open hijack.origin 203.0.113.0/24 AS64510",
            "+50 close hijack.origin 203.0.113.0/24 AS64510 reconfigured");
  }

  @Test
  void opensWhenTheOriginIsNoLongerAllowed() {
    Story story = new Story(registry(contoso())).synced(LON_A);
    story.at(10).announce(LON_A, PREFIX, 64496, 64501);

    story.at(20).reload(second(unannounced(PREFIX)));

    assertThat(story.alerts()).containsExactly("+20 open hijack.squatting 203.0.113.0/24 AS64501");
  }

  @Test
  void closesWhatConcernsAPrefixThatIsNotRegisteredAnyMore() {
    Story story = new Story(registry(contoso())).synced(LON_A);
    story.announce(LON_A, PREFIX, 64496, 64501).at(10).withdraw(LON_A, PREFIX).at(100);

    story.reload(second(contoso("198.51.100.0/24", 24)));

    assertThat(story.alerts())
        .containsExactly(
            "+70 open availability.lost 203.0.113.0/24",
            "+100 close availability.lost 203.0.113.0/24 reconfigured");
  }

  @Test
  void handsRoutesOverToANewMoreSpecificRegistration() {
    Story story = new Story(registry(contoso())).synced(LON_A);
    story.at(10).announce(LON_A, "203.0.113.128/25", 64496, 64501);
    assertThat(story.alerts())
        .containsExactly("+10 open leak.more-specific 203.0.113.0/24 AS64496");

    story.at(20).reload(second(contoso(), contoso("203.0.113.128/25", 25))).at(100);

    assertThat(story.alerts())
        .endsWith("+50 close leak.more-specific 203.0.113.0/24 AS64496 reconfigured");
  }

  @Test
  void raisesNothingWhenNothingChanged() {
    Story story = new Story(registry(contoso())).synced(LON_A);
    story.announce(LON_A, PREFIX, 64496, 64501).forget();

    story.at(10).reload(second(contoso())).at(1000);

    assertThat(story.alerts()).isEmpty();
    assertThat(story.events()).containsExactly("ConfigReloaded");
  }

  @Test
  void countsASessionNoMoreThatMovedToASiteWhichIsNotExpected() {
    Registration londonOnly =
        new Registration("contoso-london", "Contoso", World.ACME, null, null, World.LONDON, null);
    RegisteredPrefix registered =
        new RegisteredPrefix(Prefix.parse(PREFIX), londonOnly, AsnSet.of(64501L), 24, null, true);
    Story story = new Story(registry(registered)).synced(LON_A, LON_B);
    story.announce(LON_A, PREFIX, 64496, 64501).announce(LON_B, PREFIX, 64496, 64501);
    Session moved = World.pni(LON_A.id(), World.ACME, World.AMSTERDAM, "ams1-edge-1", "127.0.0.2");

    story.at(10).reload(withSessions(registered, moved, LON_B));
    story.at(20).withdraw(LON_B, PREFIX).at(200);

    assertThat(story.alerts()).containsExactly("+80 open availability.lost 203.0.113.0/24");
  }

  @Test
  void countsASessionThatMovedToASiteWhichIsExpected() {
    Registration amsterdamOnly =
        new Registration("contoso", "Contoso", World.ACME, null, null, World.AMSTERDAM, null);
    RegisteredPrefix registered =
        new RegisteredPrefix(
            Prefix.parse(PREFIX), amsterdamOnly, AsnSet.of(64501L), 24, null, true);
    Story story = new Story(registry(registered)).synced(LON_A);
    story.announce(LON_A, PREFIX, 64496, 64501);
    Session moved = World.pni(LON_A.id(), World.ACME, World.AMSTERDAM, "ams1-edge-1", "127.0.0.2");

    story.at(10).reload(withSessions(registered, moved));
    story.at(20).withdraw(moved, PREFIX).at(200);

    assertThat(story.alerts()).containsExactly("+80 open availability.lost 203.0.113.0/24");
  }

  private static Registry withSessions(RegisteredPrefix registered, Session... sessions) {
    return Registry.of(
        2,
        new Speaker(64500, RouterId.parse("192.0.2.1"), List.of()),
        List.of(sessions),
        List.of(registered),
        settings());
  }
}

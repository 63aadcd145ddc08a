package io.prefixwatch.monitor.engine;

import static io.prefixwatch.monitor.engine.World.COLLECTOR;
import static io.prefixwatch.monitor.engine.World.LON_A;
import static io.prefixwatch.monitor.engine.World.contoso;
import static io.prefixwatch.monitor.engine.World.registry;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.monitor.detect.Severity;
import io.prefixwatch.monitor.event.EngineEvent;
import io.prefixwatch.monitor.incident.Alert;
import io.prefixwatch.monitor.incident.Silence;
import io.prefixwatch.monitor.registry.MaintenanceWindow;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.registry.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What people had said about incidents, after a restart. */
class ResumedMarksStoryTest {

  private static final String PREFIX = "203.0.113.0/24";

  private static Scope scope(String text) {
    return Objects.requireNonNull(Scope.parse(text));
  }

  private static Registry planned(Instant from, int seconds) {
    MaintenanceWindow window =
        new MaintenanceWindow(scope("session:acme-lon1-a"), from, from.plusSeconds(seconds), null);
    return registry(contoso()).withMaintenance(List.of(window));
  }

  private static Story lostWithin(Registry registry) {
    return new Story(registry).synced(LON_A).at(10).down(LON_A).at(20);
  }

  @Test
  void aLossIsAProblemWhenTheWindowEndsAfterTheRestart() {
    Registry registry = planned(new Story(registry()).now(), 60);
    Story before = lostWithin(registry);
    assertThat(before.lastAlert().problem().severity()).isEqualTo(Severity.INFO);

    Story story = before.restarted(registry).at(30);
    assertThat(story.lastAlert().problem().severity()).isEqualTo(Severity.INFO);
    story.at(70);

    Alert last = story.lastAlert();
    assertThat(last.problem().severity()).isEqualTo(Severity.MAJOR);
    assertThat(last.problem().maintenance()).isFalse();
    assertThat(story.alerts())
        .containsExactly(
            "+20 update session.down acme-lon1-a unobserved",
            "+60 update session.down acme-lon1-a unobserved");
  }

  @Test
  void aLossIsAProblemWhenTheWindowIsGoneAfterTheRestart() {
    Story before = lostWithin(planned(new Story(registry()).now(), 60));

    Story story = before.restarted(registry(contoso()));

    assertThat(story.lastAlert().problem().severity()).isEqualTo(Severity.MAJOR);
    assertThat(story.alerts()).containsExactly("+20 update session.down acme-lon1-a unobserved");
  }

  @Test
  void aSecondRestartSaysNothingAgainWhileNothingChanged() {
    Registry registry = planned(new Story(registry()).now(), 600);

    Story story = lostWithin(registry).restarted(registry).at(30);
    Story second = story.restarted(registry).at(40);

    assertThat(second.alerts()).isEmpty();
    assertThat(second.openIncidents()).isEqualTo(1);
  }

  @Test
  void aSilenceHidesWhatTheRestartHasToSay() {
    Registry registry = registry(contoso());
    Story before = new Story(registry).synced(COLLECTOR);
    Silence silence =
        new Silence(
            "sil-1",
            List.of(scope("kind:hijack")),
            before.now(),
            before.now().plusSeconds(600),
            "alice",
            "known");
    before.tell(new EngineEvent.SilencesChanged(before.now(), List.of(silence)));
    before.at(10).announce(COLLECTOR, PREFIX, 64700, 64666).at(20);

    Story story = before.restarted(registry, List.of(silence)).at(30);
    story.tell(new EngineEvent.SilencesChanged(story.now(), List.of(silence))).at(40);

    assertThat(story.alerts())
        .containsExactly("+20 update hijack.origin 203.0.113.0/24 AS64666 unobserved");
    assertThat(story.lastAlert().silenced()).isEqualTo("sil-1");
    story.at(700);
    assertThat(story.lastAlert().silenced()).as("when it ended").isNull();
  }

  @Test
  void theExplanationIsTheOneThatWasGiven() {
    Registry registry = registry(contoso());
    Story before =
        new Story(registry)
            .synced(COLLECTOR)
            .at(10)
            .announce(COLLECTOR, PREFIX, 64700, 64666)
            .at(20);
    String why = before.lastAlert().problem().why();

    Story story = before.restarted(registry);

    assertThat(story.lastAlert().explain()).startsWith(why);
  }
}

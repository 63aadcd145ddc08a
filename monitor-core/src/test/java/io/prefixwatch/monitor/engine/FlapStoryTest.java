package io.prefixwatch.monitor.engine;

import static io.prefixwatch.monitor.engine.World.LON_A;
import static io.prefixwatch.monitor.engine.World.contoso;
import static io.prefixwatch.monitor.engine.World.registry;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.session.DownReason;
import io.prefixwatch.bgp.session.DownReason.Cause;
import io.prefixwatch.monitor.detect.Kind;
import io.prefixwatch.monitor.detect.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlapStoryTest {

  private static Story flapping(int downs, int everySeconds, Cause cause) {
    Story story = new Story(registry(contoso())).synced(LON_A);
    for (int i = 1; i <= downs; i++) {
      story.at((long) i * everySeconds).down(LON_A, DownReason.of(cause)).up(LON_A);
    }
    return story;
  }

  private static List<String> flaps(Story story) {
    return story.alerts().stream().filter(line -> line.contains("session.flapping")).toList();
  }

  @Test
  void opensWithTheFifthDownInTenMinutes() {
    Story story = flapping(5, 100, Cause.CONNECTION_LOST);

    assertThat(flaps(story)).containsExactly("+500 open session.flapping acme-lon1-a");
    assertThat(story.alertRecords())
        .filteredOn(alert -> alert.kind() == Kind.SESSION_FLAPPING)
        .extracting(alert -> alert.problem().severity())
        .containsExactly(Severity.MINOR);
  }

  @Test
  void staysSilentWhenTheFifthDownComesTenMinutesAfterTheFirst() {
    assertThat(flaps(flapping(20, 150, Cause.CONNECTION_LOST))).isEmpty();
  }

  @Test
  void staysSilentForFourDowns() {
    assertThat(flaps(flapping(4, 1, Cause.CONNECTION_LOST).at(1000))).isEmpty();
  }

  @Test
  void countsNoDownsOfOurOwn() {
    assertThat(flaps(flapping(9, 1, Cause.STOPPED).at(1000))).isEmpty();
  }

  @Test
  void closesWhenTheOldestOfTheFiveIsTenMinutesOld() {
    Story story = flapping(6, 100, Cause.CONNECTION_LOST).at(5000);

    // The oldest of the last five was at 200 s; then comes the hold-down.
    assertThat(flaps(story))
        .containsExactly(
            "+500 open session.flapping acme-lon1-a",
            "+830 close session.flapping acme-lon1-a restored");
  }
}

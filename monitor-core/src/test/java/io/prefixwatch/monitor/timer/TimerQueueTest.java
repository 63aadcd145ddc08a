package io.prefixwatch.monitor.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimerQueueTest {

  private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

  private final TimerQueue timers = new TimerQueue();
  private final List<String> ran = new ArrayList<>();

  private TimerQueue.Timer ask(long second, String name) {
    return timers.schedule(START.plusSeconds(second), now -> ran.add(name));
  }

  @Test
  void runsWhatIsDueInOrderAndTiesAsAskedFor() {
    ask(2, "c");
    ask(1, "a");
    ask(1, "b");
    ask(3, "later");

    timers.runUntil(START.plusSeconds(2));

    assertThat(ran).containsExactly("a", "b", "c");
    assertThat(timers.nextDue()).isEqualTo(START.plusSeconds(3));
  }

  @Test
  void doesNotRunWhatWasCalledOff() {
    ask(1, "a").cancel();

    timers.runUntil(START.plusSeconds(9));

    assertThat(ran).isEmpty();
    assertThat(timers.nextDue()).isNull();
  }

  @Test
  void doesNotGrowHoweverOftenSomethingIsAskedForAndCalledOff() {
    ask(10, "a");
    ask(600, "b");

    for (int i = 0; i < 100_000; i++) {
      ask(600, "never").cancel();
    }

    assertThat(timers.size()).isLessThan(3_000);
    timers.runUntil(START.plusSeconds(600));
    assertThat(ran).containsExactly("a", "b");
  }

  @Test
  void givesTheRoomOfManyTasksBackOnceTheyRan() {
    for (int i = 0; i < 100_000; i++) {
      timers.schedule(START.plusSeconds(1), now -> {});
    }
    ask(3, "b");
    ask(2, "a");

    timers.runUntil(START.plusSeconds(1));

    assertThat(timers.room()).isLessThan(3_000);
    timers.runUntil(START.plusSeconds(3));
    assertThat(ran).containsExactly("a", "b");
  }
}

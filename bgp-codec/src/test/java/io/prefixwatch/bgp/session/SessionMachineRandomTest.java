package io.prefixwatch.bgp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No sequence of events confuses the machine. What fails names its seed. */
class SessionMachineRandomTest {

  private static final long SEED = Long.getLong("prefixwatch.fuzz.seed", 4271);

  @Test
  void staysInOrderUnderAHundredThousandSequencesOfEvents() {
    run(SEED, 100_000, false);
  }

  @Test
  void staysInOrderWhenEventsComeLateOrTwice() {
    run(SEED, 30_000, true);
  }

  @Test
  @Tag("long")
  void staysInOrderUnderAMillionSequencesOfEvents() {
    run(SEED + 1_000_000, 1_000_000, false);
    run(SEED + 2_000_000, 300_000, true);
  }

  private static void run(long seed, int sequences, boolean wild) {
    Map<SessionState, Integer> reached = new EnumMap<>(SessionState.class);
    for (int i = 0; i < sequences; i++) {
      Random random = new Random(seed + i);
      RandomSession session = new RandomSession(random);
      try {
        for (int steps = 5 + random.nextInt(35); steps > 0; steps--) {
          session.step(wild && random.nextInt(4) == 0);
          reached.merge(session.machine().state(), 1, Integer::sum);
        }
      } catch (RuntimeException | AssertionError failure) {
        throw new AssertionError("seed " + (seed + i) + ": " + session.history(), failure);
      }
    }
    assertThat(reached).containsOnlyKeys(SessionState.values());
    assertThat(reached.get(SessionState.ESTABLISHED)).isGreaterThan(sequences);
  }
}

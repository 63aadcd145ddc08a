package io.prefixwatch.bgp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two machines find each other through any network, on one connection. */
class SessionPairTest {

  private static final long SEED = Long.getLong("prefixwatch.fuzz.seed", 6286);

  @Test
  void agreeOnOneConnectionWhateverTheNetworkDid() {
    run(SEED, 10_000);
  }

  @Test
  @Tag("long")
  void agreeOnOneConnectionForLong() {
    run(SEED + 1_000_000, 300_000);
  }

  /**
   * Both may connect at once (RFC 4271 section 6.8). Where one end is Established before the other
   * has seen both OPENs, both connections can go, and the next attempt comes 5 s later: rare, never
   * twice.
   */
  @Test
  void resolveACollisionAtOnceOrWithTheNextAttempt() {
    int atOnce = 0;
    for (int i = 0; i < 5_000; i++) {
      MachinePair pair = new MachinePair(new Random(SEED + i));
      pair.start();

      assertThat(pair.settle()).as("seed %s, %s", SEED + i, pair).isTrue();
      assertThat(pair.elapsed()).isLessThanOrEqualTo(SessionMachine.CONNECT_RETRY_FIRST);
      atOnce += pair.elapsed().isZero() ? 1 : 0;
    }
    assertThat(atOnce).isGreaterThan(4_500);
  }

  private static void run(long seed, int pairs) {
    for (int i = 0; i < pairs; i++) {
      Random random = new Random(seed + i);
      MachinePair pair = new MachinePair(random);
      try {
        pair.start();
        for (int steps = random.nextInt(80); steps > 0; steps--) {
          pair.chaos();
        }
        if (!pair.settle()) {
          throw new AssertionError("they do not agree: " + pair);
        }
      } catch (RuntimeException | AssertionError failure) {
        throw new AssertionError("seed " + (seed + i) + ", " + pair, failure);
      }
    }
  }
}

package io.prefixwatch.bgp.message;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.prefixwatch.bgp.fixture.FuzzRuns;
import io.prefixwatch.bgp.fixture.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** See docs/fuzzing.md for how to run the fuzzer itself. */
class NotificationFuzzTest {

  private static final NotificationTarget TARGET = new NotificationTarget();

  static List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    for (byte[] message : Seeds.others()) {
      byte[] body = Arrays.copyOfRange(message, Frame.HEADER, message.length);
      seeds.add(Seeds.concat(new byte[] {(byte) (message[18] == 5 ? 1 : 0)}, body));
    }
    return seeds;
  }

  @AfterAll
  static void report() {
    TARGET.report();
  }

  @MethodSource("seeds")
  @FuzzTest
  void fuzzNotification(byte[] input) {
    TARGET.check(input);
  }

  @Test
  void readsDamagedNotificationsTheSameEachTime() {
    FuzzRuns.rounds(60_000, seeds(), TARGET::check);
  }

  @Test
  @Tag("long")
  void readsDamagedNotificationsForLong() {
    FuzzRuns.forSeconds(seeds(), TARGET::check);
  }
}

package io.prefixwatch.bgp.netty;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.prefixwatch.bgp.fixture.FuzzRuns;
import io.prefixwatch.bgp.fixture.Seeds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** See docs/fuzzing.md for how to run the fuzzer itself. */
class FrameFuzzTest {

  private static final FrameTarget TARGET = new FrameTarget();

  static List<byte[]> seeds() {
    byte[] all = Seeds.concat(Seeds.messages().toArray(byte[][]::new));
    byte[] sound = Seeds.concat(Seeds.updates().toArray(byte[][]::new));
    List<byte[]> seeds = new ArrayList<>(Seeds.behind("0101", Seeds.messages()));
    for (String cuts : List.of("0000", "0101", "0203", "0305", "0406", "0507")) {
      seeds.addAll(Seeds.behind(cuts, List.of(all, sound)));
    }
    return seeds;
  }

  @AfterAll
  static void report() {
    TARGET.report();
  }

  @MethodSource("seeds")
  @FuzzTest
  void fuzzFrame(byte[] input) {
    TARGET.check(input);
  }

  @Test
  void findsTheSameMessagesHoweverTcpCutsThem() {
    FuzzRuns.rounds(10_000, seeds(), TARGET::check);
  }

  @Test
  @Tag("long")
  void findsTheSameMessagesForLong() {
    FuzzRuns.forSeconds(seeds(), TARGET::check);
  }
}

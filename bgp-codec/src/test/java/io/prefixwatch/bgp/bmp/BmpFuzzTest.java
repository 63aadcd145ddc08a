package io.prefixwatch.bgp.bmp;

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
class BmpFuzzTest {

  private static final BmpTarget TARGET = new BmpTarget();

  static List<byte[]> seeds() {
    byte[] all = Seeds.concat(Seeds.monitoring().toArray(byte[][]::new));
    List<byte[]> seeds = new ArrayList<>(Seeds.behind("00", Seeds.monitoring()));
    seeds.addAll(Seeds.behind("01", List.of(all)));
    return seeds;
  }

  @AfterAll
  static void report() {
    TARGET.report();
  }

  @MethodSource("seeds")
  @FuzzTest
  void fuzzBmp(byte[] input) {
    TARGET.check(input);
  }

  @Test
  void readsDamagedMonitoringTheSameHoweverItIsCut() {
    FuzzRuns.rounds(20_000, seeds(), TARGET::check);
  }

  @Test
  @Tag("long")
  void readsDamagedMonitoringForLong() {
    FuzzRuns.forSeconds(seeds(), TARGET::check);
  }
}

package io.prefixwatch.bgp.mrt;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.prefixwatch.bgp.fixture.FuzzRuns;
import io.prefixwatch.bgp.fixture.Seeds;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** See docs/fuzzing.md for how to run the fuzzer itself. */
class MrtFuzzTest {

  private static final MrtTarget TARGET = new MrtTarget();

  static List<byte[]> seeds() {
    return Seeds.recordings();
  }

  @AfterAll
  static void report() {
    TARGET.report();
  }

  @MethodSource("seeds")
  @FuzzTest
  void fuzzMrt(byte[] input) {
    TARGET.check(input);
  }

  @Test
  void readsDamagedRecordingsTheSameEachTime() {
    FuzzRuns.rounds(10_000, seeds(), TARGET::check);
  }

  @Test
  @Tag("long")
  void readsDamagedRecordingsForLong() {
    FuzzRuns.forSeconds(seeds(), TARGET::check);
  }
}

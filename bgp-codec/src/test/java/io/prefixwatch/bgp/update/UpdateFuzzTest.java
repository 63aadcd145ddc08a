package io.prefixwatch.bgp.update;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.prefixwatch.bgp.fixture.FuzzRuns;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** See docs/fuzzing.md for how to run the fuzzer itself. */
class UpdateFuzzTest {

  private static final UpdateTarget TARGET = new UpdateTarget();

  static List<byte[]> seeds() {
    return UpdateInput.seeds();
  }

  @AfterAll
  static void report() {
    TARGET.report();
  }

  @MethodSource("seeds")
  @FuzzTest
  void fuzzUpdate(byte[] input) {
    TARGET.check(input);
  }

  @Test
  void readsDamagedUpdatesTheSameEachTime() {
    FuzzRuns.rounds(60_000, seeds(), TARGET::check);
  }

  @Test
  @Tag("long")
  void readsDamagedUpdatesForLong() {
    FuzzRuns.forSeconds(seeds(), TARGET::check);
  }
}

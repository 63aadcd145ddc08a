package io.prefixwatch.bgp.message;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.prefixwatch.bgp.fixture.FuzzRuns;
import io.prefixwatch.bgp.fixture.Seeds;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** See docs/fuzzing.md for how to run the fuzzer itself. */
class OpenFuzzTest {

  private static final OpenTarget TARGET = new OpenTarget();

  static List<byte[]> seeds() {
    return Seeds.opens().stream()
        .map(seed -> Arrays.copyOfRange(seed, Frame.HEADER, seed.length))
        .toList();
  }

  @AfterAll
  static void report() {
    TARGET.report();
  }

  @MethodSource("seeds")
  @FuzzTest
  void fuzzOpen(byte[] input) {
    TARGET.check(input);
  }

  @Test
  void readsDamagedOpensTheSameEachTime() {
    FuzzRuns.rounds(60_000, seeds(), TARGET::check);
  }

  @Test
  @Tag("long")
  void readsDamagedOpensForLong() {
    FuzzRuns.forSeconds(seeds(), TARGET::check);
  }
}
